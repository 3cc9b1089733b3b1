// Twin of course/models/household.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";
import { transferReceived } from "./remittance_cost.js";

const HORIZON = 600;

/** What arrives in an average month: (sent − transfers · fee)(1 − margin). */
export function receivedPerMonth(sent, transfers, fee, margin) {
  if (transfers <= 0) throw modelError("model.transfers");
  if (sent === 0) return 0;
  if (transfers * fee > sent) throw modelError("model.fees_above_sent");
  return transferReceived(sent, transfers * fee, margin);
}

/** Savings month by month: {balance, unmet, unmetInStop, reached}. See savings_path in Python. */
export function savingsPath({ income, arrives, spending, share, interest, saved, goal, stopStart = 1, stopMonths = 0,
  months = HORIZON }) {
  let balance = saved;
  let unmet = 0;
  let unmetInStop = 0;
  let reached = saved >= goal ? 0 : null;
  const path = [balance];
  for (let month = 1; month <= months; month += 1) {
    balance += (balance * interest) / 1200;
    const stopped = stopStart <= month && month < stopStart + stopMonths;
    const left = income + (stopped ? 0 : arrives) - spending;
    if (left >= 0) {
      balance += share * left;
    } else {
      const paid = Math.min(balance, -left);
      balance -= paid;
      unmet += -left - paid;
      unmetInStop += stopped ? -left - paid : 0;
    }
    path.push(balance);
    if (reached === null && balance >= goal) reached = month;
  }
  return { balance: path, unmet, unmetInStop, reached };
}

/** The arguments of savingsPath for a complete set of inputs. */
export function householdPlan(v) {
  const spending = v.food + v.housing + v.health + v.school + v.other;
  const arrives = receivedPerMonth(v.sent, v.transfers, v.fee, v.margin);
  return { income: v.income, arrives, spending, share: v.share / 100, interest: v.interest, saved: v.saved, goal: v.goal };
}

function computeHousehold(v) {
  const plan = householdPlan(v);
  const { arrives, spending } = plan;
  const left = v.income + arrives - spending;
  const stop = { stopStart: Math.trunc(v.stop_start), stopMonths: Math.trunc(v.stop_months) };
  const stopOnly = savingsPath({ ...plan, ...stop, months: stop.stopStart + stop.stopMonths - 1 });
  const coming = v.income + arrives;
  const gap = spending - v.income;
  const once = v.transfers > 1 && v.sent > 0;
  return {
    received: arrives,
    transfer_cost_year: 12 * (v.sent - arrives),
    saving_if_once: once ? 12 * (v.transfers - 1) * v.fee * (1 - v.margin / 100) : 0,
    spending,
    left,
    to_savings: (v.share / 100) * Math.max(0, left),
    dependence: coming > 0 ? (100 * arrives) / coming : 0,
    months: savingsPath(plan).reached,
    months_with_stop: savingsPath({ ...plan, ...stop }).reached,
    unmet: stopOnly.unmetInStop,
    cover: gap > 0 ? v.goal / gap : null,
  };
}

registerModel("household", twin(
  [["income", 0, 1500, 180], ["sent", 0, 1500, 200], ["transfers", 0.5, 4, 2], ["fee", 0, 30, 5], ["margin", 0, 15, 2],
    ["food", 0, 800, 150], ["housing", 0, 800, 60], ["health", 0, 500, 30], ["school", 0, 500, 40],
    ["other", 0, 800, 40], ["share", 0, 100, 80], ["interest", 0, 12, 3], ["saved", 0, 5000, 0],
    ["goal", 0, 10000, 600], ["stop_start", 1, 36, 6], ["stop_months", 0, 24, 3]],
  ["received", "transfer_cost_year", "saving_if_once", "spending", "left", "to_savings", "dependence", "months",
    "months_with_stop", "unmet", "cover"],
  computeHousehold,
));
