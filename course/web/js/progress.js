// What a learner has tried, kept in this browser and nowhere else. The book and its browser lab share it, because they have one
// address; the page “My progress” of the book shows it.

const PROGRESS_KEY = "migration-development-course.progress";

/** All results: {question id: {best: 0 to 1, tries, points (or null), at}}; empty where the browser keeps nothing. */
export function readProgress(store = globalThis.localStorage) {
  try {
    const kept = JSON.parse(store.getItem(PROGRESS_KEY));
    return kept && kept.schema === 1 && kept.items && typeof kept.items === "object" ? kept.items : {};
  } catch {
    return {};
  }
}

/** Add one try; the best result stays. A browser that keeps nothing is no reason to stop. */
export function noteProgress(id, fraction, points = null, store = globalThis.localStorage) {
  try {
    const items = readProgress(store), before = items[id] || { best: 0, tries: 0 };
    items[id] = { best: Math.max(before.best || 0, fraction), tries: (before.tries || 0) + 1, points, at: new Date().toISOString() };
    store.setItem(PROGRESS_KEY, JSON.stringify({ schema: 1, items }));
  } catch {
    // private window, or full
  }
}

/** Whether this page may keep progress: the book, and the browser lab inside it; a classroom has a gradebook. */
export function keepsProgress(place) {
  return place === "book" || Boolean(globalThis.document?.getElementById("jupyter-config-data")?.textContent.includes("courseLab"));
}
