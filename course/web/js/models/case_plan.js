// Twin of course/models/case_plan.py: needs, services, dates and consent must fit together.

const CASE_DIMENSIONS = { work: ["economic"], training: ["economic"], debt: ["economic"], business: ["economic"], health: ["social"], counselling: ["psychosocial"],
  housing: ["social"], papers: ["social"], school: ["social"], community: ["social", "psychosocial"], legal: ["economic", "social"], safety: ["social", "psychosocial"] };
const CASE_URGENT_DAYS = 14;
const CASE_FEWEST_WORDS = 8;
const CASE_NOBODY = ["all", "everybody", "everyone", "nobody", "the system", "the state", "the government"];
const CASE_HEALTH = ["health", "counselling"];

const caseRows = (plan, name) => plan[name] || [];
const caseLong = (text) => typeof text === "string" && text.split(/\s+/).filter(Boolean).length >= CASE_FEWEST_WORDS;
const caseOffers = (plan, services) => caseRows(plan, "actions").map((row) => [row, services[row.service] || null]);
const caseAgreed = (plan) => ["written", "spoken"].includes(plan.consent) && Boolean(plan.consent_date);
const someAndEvery = (rows, test) => rows.length > 0 && rows.every(test);

/** A day some days later, as 2027-03-15. */
export function daysLater(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);
}

const CASE_RULES = {
  code: (plan) => /^[A-Z]-\d{1,4}$/.test(String(plan.case || "").trim()),
  wish: (plan) => caseLong(plan.wishes),
  consent: (plan, facts) => caseAgreed(plan) && plan.consent_date >= facts.met,
  consent_first: (plan) => caseAgreed(plan) && someAndEvery(caseRows(plan, "actions"), (row) => (row.start || "") >= plan.consent_date),
  needs: (plan, facts) => {
    const told = Object.fromEntries(caseRows(plan, "needs").map((row) => [row.need, row.when || ""]));
    return Object.entries(facts.needs).every(([need, when]) => (when === "urgent" ? told[need] === "urgent" : need in told));
  },
  dimensions: (plan) => someAndEvery(caseRows(plan, "needs"), (row) => (CASE_DIMENSIONS[row.need] || []).includes(row.dimension)),
  actions: (plan) => {
    const needs = new Set(caseRows(plan, "needs").map((row) => row.need).filter(Boolean));
    const acted = new Set(caseRows(plan, "actions").map((row) => row.need));
    return needs.size > 0 && needs.size === acted.size && [...needs].every((need) => acted.has(need));
  },
  fits: (plan, facts, services) => someAndEvery(caseOffers(plan, services), ([row, service]) => service !== null && service.need === row.need),
  reach: (plan, facts, services) => someAndEvery(caseOffers(plan, services), ([, service]) => service !== null && service.regions.includes(facts.region)
    && ["everyone", facts.sex].includes(service.for_whom) && (service.papers === "no" || facts.papers === "yes")),
  who: (plan) => someAndEvery(caseRows(plan, "actions"), (row) => {
    const name = String(row.responsible || "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
    return name !== "" && !CASE_NOBODY.includes(name);
  }),
  in_time: (plan, facts, services) => {
    if (!caseAgreed(plan)) return false;
    const limit = daysLater(plan.consent_date, CASE_URGENT_DAYS);
    const soon = new Set(caseOffers(plan, services).filter(([row, service]) => service !== null && row.start && row.start <= limit && 7 * service.wait_weeks <= CASE_URGENT_DAYS).map(([row]) => row.need));
    return Object.entries(facts.needs).every(([need, when]) => when !== "urgent" || soon.has(need));
  },
  dates: (plan) => someAndEvery(caseRows(plan, "actions"), (row) => Boolean(row.start) && (row.review || "") > row.start),
  share: (plan, facts, services) => someAndEvery(caseOffers(plan, services), ([row, service]) => row.passes_on === "need"
    || (row.passes_on === "health" && service !== null && CASE_HEALTH.includes(service.need))),
  respect: (plan, facts) => someAndEvery([...caseRows(plan, "needs"), ...caseRows(plan, "actions")], (row) => !facts.refused.includes(row.need)),
  way_out: (plan) => caseLong(plan.if_not),
};

/** The names of the rules, in their order. */
export const CASE_RULE_NAMES = Object.keys(CASE_RULES);

/** Which rules a plan follows: {rule: true or false}. */
export function casePlanKept(plan, facts, services) {
  return Object.fromEntries(CASE_RULE_NAMES.map((name) => [name, CASE_RULES[name](plan, facts, services)]));
}
