// Marks of what has to follow rules, a chart or a document: the twin of course/rules/score.py.

const weigh = (rules) => rules.reduce((sum, rule) => sum + (rule.weight ?? 1), 0);

/** The share of the rules that hold, by weight, and the messages of those that are broken. */
export function scoreRules(rules, holds) {
  const broken = rules.filter((rule) => !holds(rule));
  const fraction = broken.length === 0 ? 1 : broken.length === rules.length ? 0 : 1 - weigh(broken) / weigh(rules);
  return { fraction, right: rules.length - broken.length, total: rules.length, slip: broken.map((rule) => rule.message).join("\n") };
}
