// Links to the same page in the other languages. Which books stand beside this one is known when the page is opened only.
(() => {
  "use strict";
  const page = document.documentElement;
  const source = "en";
  const top = () => new URL(`${page.dataset.content_root || "./"}${page.lang === source ? "" : "../"}`, location.href);

  function links(place) {
    const own = new URL(page.dataset.content_root || "./", location.href).href;
    const name = location.href.replace(/[?#].*$/u, "").slice(own.length);
    const names = window.courseLanguages || {};
    if (Object.keys(names).length < 2) return;
    place.replaceChildren(...Object.entries(names).map(([code, label]) => {
      const link = document.createElement(code === page.lang ? "span" : "a");
      link.textContent = label;
      link.lang = code;
      if (code === page.lang) link.setAttribute("aria-current", "true");
      else {
        link.href = new URL(`${code === source ? "" : `${code}/`}${name}`, top()).href;
        link.hreflang = code;
      }
      return link;
    }));
  }

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector(".course-languages");
    if (!place) return;
    const script = document.createElement("script");
    script.src = new URL("languages.js", top()).href;
    script.onload = () => links(place);
    document.head.append(script);
  });
})();
