// From a share to what a trainee reads.

import { say } from "./ui.js";

function unitHint(desc, [id, factor, hint]) {
  return [say(desc, id, { factor }), hint ? say(desc, hint) : ""].filter(Boolean).join(" ");
}

/**
 * The result of a practice question: {fraction, message, tone}.
 *
 * `found` comes from score.js; `chosen` holds the ids that have a message of their own in `practice.options`. A message about
 * just this mistake comes before the general one.
 */
export function verdict(desc, found, chosen = []) {
  const { right, wrong, options } = desc.practice;
  const { fraction } = found;
  if (fraction >= 1) return { fraction: 1, message: right || "", tone: "good" };
  const own = Object.keys(options || {}).find((id) => chosen.includes(id));
  const special = own ? options[own] : found.slip || (found.unit ? unitHint(desc, found.unit) : "");
  const count = found.total && found.right ? say(desc, "parts_right", { right: found.right, total: found.total }) : "";
  const message = [count, special || wrong || say(desc, "practice_try_again")].filter(Boolean).join("\n");
  return { fraction, message, tone: fraction > 0 ? "info" : "warn" };
}
