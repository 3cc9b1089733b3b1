// In the classroom: is it there, and does it know me? One line at the foot of JupyterLab says what is wrong and what to do, and
// goes by itself. JupyterLab's own window would say "not running, restart?" whatever happened, and lie over the answers.

const LOOK_EVERY_MS = 3000, PATIENCE_MS = 4000, STAY_MS = 5000;

/**
 * Why the person's server does not answer: "away" (network, or the classroom is not there), "signed_out", "closed" (the
 * server was ended); "" when it answers.
 *
 * @param {string} base address of the person's server, with its final slash
 * @param {typeof fetch} ask fetch, with what the server needs to know the page
 */
export async function whyAway(base, ask) {
  try {
    const reply = await ask(`${base}api/status`, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (reply.ok) return "";
    if (reply.status === 401 || reply.status === 403) return "signed_out";
    // without a server the proxy sends the question to the hub, which sends it on
    return reply.type === "opaqueredirect" || [302, 404, 424, 503].includes(reply.status) ? "closed" : "away";
  } catch {
    return "away";
  }
}

/**
 * The line. `look()` begins to watch until the server answers; it gives the reason of this moment.
 *
 * @param {{base: string, hub: string, words: Record<string, string>, why: () => Promise<string>, mine: () => boolean}} about
 *     addresses, words, the reason of this moment, and whether the open page's engine is still there when the server answers again
 */
export function reachLine({ base, hub, words, mine, why, pause = LOOK_EVERY_MS }) {
  const line = Object.assign(document.createElement("div"), { className: "mdt-reach" });
  line.setAttribute("role", "alert");
  let shown = "", watching = null, worst = "";
  function show(reason) {
    if (reason === shown) return;
    shown = reason;
    line.replaceChildren();
    line.dataset.reason = reason;
    if (!reason) { line.remove(); return; }
    line.append(Object.assign(document.createElement("p"), { textContent: words[`reach_${reason}`], dir: "auto" }));
    const here = encodeURIComponent(location.pathname + location.search);
    const target = { signed_out: `${hub}login?next=${encodeURIComponent(`${base}my-course`)}`, closed: `${hub}spawn?next=${here}`, reload: location.href }[reason];
    if (target) {
      const link = Object.assign(document.createElement("a"), { href: target, textContent: words[`reach_${reason}_link`] });
      if (reason === "signed_out") link.target = "_blank"; // this page keeps what is typed
      line.append(link);
    }
    document.body.append(line);
  }
  async function watch() {
    for (let reason = await why(); reason; reason = await why()) {
      if (reason === "closed") worst = reason;
      show(reason);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    if (!shown) return;
    if (worst === "closed" || !mine()) { worst = ""; show("reload"); return; }
    show("back");
    setTimeout(() => { if (shown === "back") show(""); }, STAY_MS);
  }
  function look() {
    watching ||= watch().finally(() => { watching = null; });
    return why();
  }
  window.addEventListener("offline", look);
  return { look, line };
}
