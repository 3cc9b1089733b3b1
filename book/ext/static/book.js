// Small things that the pages of the book need and the theme does not bring. Classic script: file:// refuses modules.
(() => {
  "use strict";

  // Search results fetch each page for a summary; file:// forbids fetch, so results come without summaries there.
  if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  }

  const PLOTLY = "plotly.min.js";

  async function explore(chart, button, status) {
    const still = chart.querySelector(".course-book-chart-static");
    button.disabled = true;
    status.textContent = chart.dataset.loading;
    try {
      const [figure] = await Promise.all([courseParts.descriptionOf(chart), courseParts.load(PLOTLY)]);
      const place = document.createElement("div");
      place.className = "course-book-chart-live";
      // The title in the page stays: it wraps on a phone. Plotly's own copy of it goes, with the space that it took.
      const picture = still.querySelector('svg[role="img"]');
      const { title, ...layout } = figure.layout;
      const spare = picture ? layout.meta?.heading ?? 0 : 0;
      if (spare) {
        layout.margin = { ...layout.margin, t: layout.margin.t - spare };
        layout.height -= spare;
        place.setAttribute("role", "group");
        place.setAttribute("aria-label", still.querySelector("figcaption").textContent);
        picture.before(place);
      } else {
        layout.title = title;
        still.before(place);
      }
      await window.Plotly.newPlot(place, figure.data, { ...layout, autosize: true, width: undefined },
        { responsive: true, displaylogo: false, modeBarButtons: [["toImage"]] });
      if (spare) {
        picture.remove();
        still.querySelector(".course-chart__key")?.remove();
      } else still.hidden = true;
      button.remove();
      status.textContent = chart.dataset.ready;
    } catch {
      button.disabled = false;
      status.textContent = chart.dataset.failed;
    }
  }

  /** The button that leads back to the top shows when a reader turns round far below it. */
  function watchTop(button) {
    let before = window.scrollY;
    window.addEventListener("scroll", () => {
      button.style.display = window.scrollY < before && window.scrollY > window.innerHeight ? "block" : "none";
      before = window.scrollY;
    }, { passive: true });
    button.addEventListener("click", () => window.scrollTo({ top: 0 }));
  }

  // The index of all words is as large as a page: it comes with the first question.
  document.addEventListener("DOMContentLoaded", () => {
    if (typeof Search !== "undefined" && new URLSearchParams(location.search).has("q")) Search.loadIndex("searchindex.js");
  });

  // A browser starts no engine for a page that lies in a folder; the page behind this address says what to do.
  function explainLab() {
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[data-without-server]").forEach((link) => { link.href = link.dataset.withoutServer; });
  }

  function start() {
    explainLab();
    if (document.querySelector(".course-progress")) courseParts.load("progress.js");
    const top = document.getElementById("pst-back-to-top");
    if (top) watchTop(top);
    // The theme keeps some names of buttons for tooltips of its own; the browser shows a title by itself.
    document.querySelectorAll("[data-bs-title]:not([title])").forEach((one) => { one.title = one.dataset.bsTitle; });
    document.querySelectorAll(".course-book-chart").forEach((chart) => {
      const button = chart.querySelector(".course-book-chart-explore");
      const status = chart.querySelector(".course-book-chart-status");
      button.hidden = false;
      button.addEventListener("click", () => explore(chart, button, status));
    });
    // A closed <details> prints as its title only; the data tables belong on paper.
    const closed = () => document.querySelectorAll("article details:not([open])");
    window.addEventListener("beforeprint", () => closed().forEach((part) => {
      part.open = true;
      part.dataset.openedForPrint = "yes";
    }));
    window.addEventListener("afterprint", () => document.querySelectorAll("[data-opened-for-print]").forEach((part) => {
      part.open = false;
      delete part.dataset.openedForPrint;
    }));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
