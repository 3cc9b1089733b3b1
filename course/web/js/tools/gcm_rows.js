// What the picker computes: coverage of objectives and targets, the status of a country, and proposals for the commitments table.

const STATUS_OF = { p: "party", s: "signatory", n: "neither" };
const STATUS_SAYS = { party: "picker.is_party", signatory: "picker.is_signatory", neither: "picker.is_neither" };
const LEVEL_SAYS = [null, "picker.level_1", "picker.level_2", "picker.level_3", "picker.level_4"];
const LOW_SCORE = 2;

/** {objectives: numbers served, targets: SDG targets served, open: objectives that no priority serves}. */
export function coverageOf(data, chosen) {
  const served = new Set(data.priorities.filter(([id]) => chosen.includes(id)).flatMap(([, , numbers]) => numbers));
  const targets = new Set(data.objectives.filter(([number]) => served.has(number)).flatMap(([, , , sdg]) => sdg));
  return { objectives: [...served].sort((one, other) => one - other), targets: [...targets], open: data.objectives.filter(([number]) => !served.has(number)) };
}

/** What the tables say of a country: treaties by name, and domains of SDG 10.7.2 or null when there was no answer. */
export function countryStatus(data, code) {
  const packed = data.treaties[code].split(",");
  const treaties = Object.fromEntries(data.treaty_names.map((name, index) => {
    const status = STATUS_OF[packed[index][0]];
    return [name, { status, year: packed[index].slice(1), say: STATUS_SAYS[status] }];
  }));
  const scores = data.policies[code];
  const policies = scores ? data.domains.map((domain, index) => {
    const score = scores[index] === "-" ? null : Number(scores[index]);
    return { domain, score, say: LEVEL_SAYS[score] };
  }) : null;
  return { treaties, policies };
}

/** Rows for the commitments table: {key, instrument, status (as in the form), told, gap}. */
export function suggestedRows(data, { country, chosen }, say) {
  const { treaties, policies } = countryStatus(data, country);
  const joined = data.treaty_names.map((name) => {
    const one = treaties[name];
    const open = one.status !== "party";
    return { key: `treaty-${name}`, instrument: name, status: one.status, told: say(one.say, one), gap: open ? say("picker.gap_treaty") : "", open };
  });
  const low = (policies || []).slice(0, -1).filter((one) => one.score !== null && one.score <= LOW_SCORE).map((one) => (
    { key: `policy-${one.domain}`, instrument: say("picker.i_policy", { domain: one.domain }), status: "partly", told: say("picker.told_policy", { score: one.score }), gap: "", open: true }));
  const silent = policies ? [] : [{ key: "policy-none", instrument: say("picker.i_policy_all"), status: "unknown", told: say("picker.no_answer"), gap: say("picker.gap_answer"), open: true }];
  const served = coverageOf(data, chosen).objectives.map((number) => {
    const title = data.objectives[number - 1][1];
    return { key: `gcm-${number}`, instrument: say("picker.i_gcm", { number, title }), status: "adopted", told: say("picker.told_gcm"), gap: "", open: false };
  });
  return [...joined.filter((row) => row.open), ...low, ...silent, ...served, ...joined.filter((row) => !row.open)];
}

/** Targets of each goal in the table: [goal, served, all], goals in order. */
export function targetsByGoal(data, targets) {
  const goals = new Map();
  Object.keys(data.targets).forEach((target) => {
    const goal = Number(target.split(".")[0]);
    const [served, all] = goals.get(goal) || [0, 0];
    goals.set(goal, [served + Number(targets.includes(target)), all + 1]);
  });
  return [...goals].map(([goal, [served, all]]) => [goal, served, all]).sort((one, other) => one[0] - other[0]);
}
