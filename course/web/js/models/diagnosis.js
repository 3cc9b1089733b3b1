// Twin of course/models/diagnosis.py.

/** Eight questions in three groups. */
export const DIAGNOSIS_GROUPS = { relevance: ["move", "links", "problem"], risk: ["rules", "push", "data"], ready: ["lever", "partners"] };
export const DIAGNOSIS_QUESTIONS = Object.values(DIAGNOSIS_GROUPS).flat();
const DIAGNOSIS_WORTH = { yes: 1, partly: 0.5, no: 0 }; // "unknown" is missing, it is not a no
const DIAGNOSIS_FEWEST_KNOWN = 6;
const DIAGNOSIS_RELEVANT_FROM = 0.5;

/** Mean of the known answers of a group, from 0 to 1; null if none is known. */
export function diagnosisScore(answers, group) {
  const known = DIAGNOSIS_GROUPS[group].filter((one) => answers[one] in DIAGNOSIS_WORTH).map((one) => DIAGNOSIS_WORTH[answers[one]]);
  return known.length ? known.reduce((all, one) => all + one, 0) / known.length : null;
}

/** Questions that point at something to change. */
export function diagnosisEntryPoints(answers) {
  const wanted = Object.fromEntries([...DIAGNOSIS_GROUPS.relevance, ...DIAGNOSIS_GROUPS.risk].map((one) => [one, ["yes", "partly"]]));
  wanted.partners = ["no", "partly"];
  return DIAGNOSIS_QUESTIONS.filter((one) => (wanted[one] || []).includes(answers[one]));
}

/** Follow the decision tree: {known, relevance, risk, ready, outcome, entry}. */
export function diagnoseProject(answers) {
  const known = DIAGNOSIS_QUESTIONS.filter((one) => answers[one] in DIAGNOSIS_WORTH).length;
  const scores = Object.fromEntries(Object.keys(DIAGNOSIS_GROUPS).map((group) => [group, diagnosisScore(answers, group)]));
  const risks = DIAGNOSIS_GROUPS.risk.map((one) => answers[one]);
  const matters = (scores.relevance || 0) >= DIAGNOSIS_RELEVANT_FROM || risks.includes("partly");
  let outcome = "note";
  if (known < DIAGNOSIS_FEWEST_KNOWN) outcome = "ask";
  else if (risks.includes("yes")) outcome = "repair";
  else if (matters) outcome = answers.lever === "no" ? "wait" : "adjust";
  return { known, ...scores, outcome, entry: diagnosisEntryPoints(answers) };
}
