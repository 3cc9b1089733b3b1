// How good a plan is: the twin of `mark` in course/questions/allocate.py. A property test compares both.

import { formatNumber } from "./numbers.js";

const TINY = 1e-9;
const A_REST = 1e-6; // money and places: a rest this small is none

/** What one unit of `worth` ({post: score}, [[up to, per unit], …] or a number) earns for `one` (post or amount). */
function worthOf(worth, one) {
  if (Array.isArray(worth)) {
    let before = 0;
    return worth.reduce((total, [upto, perUnit]) => {
      const earned = perUnit * Math.max(0, Math.min(one, upto) - before);
      before = upto;
      return total + earned;
    }, 0);
  }
  return typeof worth === "object" && worth !== null ? worth[one] ?? 0 : worth * one;
}

/** What a plan earns. */
export function planEarns(benefit, plan) {
  return Object.entries(plan).reduce((sum, [id, one]) => sum + worthOf(benefit[id] ?? 0, one), 0);
}

/** What a plan costs. */
export function planCosts(cost, plan) {
  return Object.entries(plan).reduce((sum, [id, amount]) => sum + ((cost || {})[id] ?? 1) * amount, 0);
}

/** How many people each post has. */
export function planFills(plan) {
  const filled = {};
  Object.values(plan).forEach((post) => { filled[post] = (filled[post] || 0) + 1; });
  return filled;
}

function limitKept(limit, plan) {
  const weigh = (id, one) => {
    const weight = limit.of[id] ?? 0;
    if (typeof one !== "string") return weight * one;
    return typeof weight === "object" ? weight[one] ?? 0 : weight;
  };
  const total = Object.entries(plan).reduce((sum, [id, one]) => sum + weigh(id, one), 0);
  const none = (bound) => bound === undefined || bound === null;
  return (none(limit.least) || total >= limit.least - A_REST) && (none(limit.most) || total <= limit.most + A_REST);
}

function amountRules(plan, rules, words) {
  const { low = {}, high = {}, cost, budget } = rules;
  const inside = [...new Set([...Object.keys(plan), ...Object.keys(low)])].every((id) => {
    const amount = plan[id] ?? 0;
    return amount >= (low[id] ?? 0) - TINY && amount <= (high[id] ?? Infinity) + TINY;
  });
  const found = [[inside, words("allocate_outside")]];
  if (budget !== undefined && budget !== null) {
    const used = planCosts(cost, plan);
    found.push([used <= budget + A_REST, words("allocate_too_much", { used: formatNumber(used), budget: formatNumber(budget) })]);
  }
  return found;
}

function postRules(plan, { places = {}, forbidden = [] }, words) {
  const fits = Object.entries(planFills(plan)).every(([post, count]) => count <= (places[post] ?? 1));
  return [[fits, words("allocate_too_many")], ...forbidden.map(([person, post, message]) => [plan[person] !== post, message])];
}

const samePlan = (one, other) => [...new Set([...Object.keys(one), ...Object.keys(other)])].every((id) => (one[id] || 0) === (other[id] || 0));

/** The share of a practice answer; `rules` is its practice part, `words` gives the sentences. */
export function markAllocate(plan, rules, words) {
  const { benefit, limits = [], optimum, full = 0.95, none = 0, broken = 0.25, slips } = rules;
  const byPost = Object.values(benefit).some((one) => typeof one === "object" && !Array.isArray(one));
  const tests = [...(byPost ? postRules(plan, rules, words) : amountRules(plan, rules, words)),
    ...limits.map((limit) => [limitKept(limit, plan), limit.message])];
  const failed = tests.filter(([kept]) => !kept).map(([, message]) => message);
  const earned = planEarns(benefit, plan);
  if (failed.length) {
    const fraction = earned > 0 ? (broken * (tests.length - failed.length)) / tests.length : 0;
    return { fraction, slip: [words("allocate_broken"), ...failed].join("\n") };
  }
  const ratio = earned / optimum;
  if (ratio >= full - TINY) return { fraction: 1 };
  const slip = (slips || []).find((one) => samePlan(one.value, plan));
  return { fraction: Math.max(0, (ratio - none) / (full - none)), slip: slip ? slip.message : "" };
}
