// Practice answers that the engine of the browser lab has not kept yet. The page answers at once, the engine may be busy for
// seconds: who leaves in between finds the answer again, because it waits here until the engine has said that it is kept.

const PENDING_KEY = "migration-development-course.pending";

const sameAnswer = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function readPending(store) {
  try {
    const kept = JSON.parse(store.getItem(PENDING_KEY));
    return kept && kept.schema === 1 && kept.items && typeof kept.items === "object" ? kept.items : {};
  } catch {
    return {};
  }
}

function writePending(items, store) {
  try {
    if (Object.keys(items).length) store.setItem(PENDING_KEY, JSON.stringify({ schema: 1, items }));
    else store.removeItem(PENDING_KEY);
  } catch {
    // private window, or full: then only the engine keeps it
  }
}

/** The answer as typed that still waits for the engine, or undefined. */
export function pendingAnswer(id, store = globalThis.localStorage) {
  return Object.hasOwn(readPending(store), id) ? readPending(store)[id] : undefined;
}

/** Keep an answer until the engine has it; a newer one takes its place. */
export function waitForEngine(id, raw, store = globalThis.localStorage) {
  writePending({ ...readPending(store), [id]: raw }, store);
}

/** The engine has kept this answer; a newer one of the same question goes on waiting. */
export function engineHas(id, raw, store = globalThis.localStorage) {
  const { [id]: waiting, ...others } = readPending(store);
  if (waiting !== undefined && sameAnswer(waiting, raw)) writePending(others, store);
}
