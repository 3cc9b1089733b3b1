// Twin of course/models/remittance_cost.py.

import { registerModel } from "../registry.js";
import { modelError, twin } from "./inputs.js";

export const SMART_DAYS = 5;
const SMART_SERVICES = 3;

function checkTransfer(amount, fee, margin) {
  if (![amount, fee, margin].every(Number.isFinite)) throw modelError("model.number");
  if (amount <= 0) throw modelError("model.amount");
  if (fee < 0) throw modelError("model.fee_negative");
  if (fee > amount) throw modelError("model.fee_above_amount");
  if (margin > 100) throw modelError("model.margin");
}

/** Per cent of the amount: 100 · fee / amount + margin. */
export function transferCostPct(amount, fee, margin) {
  checkTransfer(amount, fee, margin);
  return (100 * fee) / amount + margin;
}

/** What arrives, at the market rate: (amount − fee)(1 − margin). */
export function transferReceived(amount, fee, margin) {
  checkTransfer(amount, fee, margin);
  return (amount - fee) * (1 - margin / 100);
}

/** Mean cost of the three cheapest qualifying services, or null when fewer than three qualify. */
export function smartAverage(services) {
  const costs = services.filter((one) => one.accessible && one.days <= SMART_DAYS)
    .map((one) => one.cost_pct).sort((a, b) => a - b).slice(0, SMART_SERVICES);
  if (costs.length < SMART_SERVICES) return null;
  return costs.reduce((sum, cost) => sum + cost, 0) / SMART_SERVICES;
}

registerModel("remittance_cost", twin(
  [["amount", 50, 2000, 200], ["fee", 0, 50, 5], ["margin", 0, 15, 1.5]],
  ["cost_pct", "fee_pct", "cost_usd", "received", "missing"],
  ({ amount, fee, margin }) => {
    const cost = transferCostPct(amount, fee, margin);
    const received = transferReceived(amount, fee, margin);
    return { cost_pct: cost, fee_pct: (100 * fee) / amount, cost_usd: (cost * amount) / 100,
      received, missing: amount - received };
  },
));
