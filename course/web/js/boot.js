// The book and any other page without an engine: turn each `.course-view` with a description into a live view.

import { mountView } from "./frame.js";

/** The description that a `.course-view` carries, or null if there is none or it is damaged. */
function descriptionIn(element) {
  const script = element.querySelector(':scope > script[type="application/json"]');
  if (!script) return null;
  try {
    const desc = JSON.parse(script.textContent);
    return desc && desc.schema === 1 ? desc : null;
  } catch {
    return null; // the static text in the element stays, which is the best that can be shown
  }
}

/** Show the view `desc` in place of the static text of `element`; false when nothing knows such a view. */
export function mountElement(element, desc) {
  const place = document.createElement("div");
  if (!desc || desc.schema !== 1 || !mountView(place, desc, { place: "book" })) return false;
  element.replaceChildren(place);
  return true;
}

/** Start the views of `page` that are not started yet. */
export function bootPage(page) {
  page.querySelectorAll(".course-view").forEach((element) => {
    if (element.dataset.started) return;
    const desc = descriptionIn(element);
    if (!desc) return;
    element.dataset.started = "yes";
    mountElement(element, desc);
  });
}

/** Start all views as soon as the page has been read. */
export function bootWhenReady() {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => bootPage(document));
  else bootPage(document);
}
