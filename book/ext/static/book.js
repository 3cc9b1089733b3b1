// Small things that the pages of the book need and the theme does not bring. Classic script: file:// refuses modules.
(() => {
  "use strict";

  // Search results fetch each page for a summary; file:// forbids fetch, so results come without summaries there.
  if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  }

  const here = document.currentScript.src;
  let plotly = null;

  /** Load plotly from the book's own folder, once. */
  function loadPlotly() {
    plotly ||= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly.min.js", here).href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => { plotly = null; reject(new Error("plotly")); };
      document.head.append(script);
    });
    return plotly;
  }

  async function explore(chart, button, status) {
    const still = chart.querySelector(".course-book-chart-static");
    const figure = JSON.parse(chart.querySelector('script[type="application/json"]').textContent);
    button.disabled = true;
    status.textContent = chart.dataset.loading;
    try {
      const library = await loadPlotly();
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
      await library.newPlot(place, figure.data, { ...layout, autosize: true, width: undefined },
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

  function start() {
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
