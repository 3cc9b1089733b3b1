// Twin of course/models/plan_calendar.py.

import { registerModel } from "../registry.js";
import { twin } from "./inputs.js";

/** The stages whose length can be set, in order. */
export const CALENDAR_STAGES = ["prepare", "analysis", "goals", "programme", "means", "measure"];

/** Months since January of year 0. */
export function monthIndex(year, month) { return 12 * year + month - 1; }

function nextBegin(start, begin, years) {
  const turns = Math.max(0, Math.floor((start - begin) / (12 * years)) + 1);
  return begin + turns * 12 * years;
}

registerModel("plan_calendar", twin(
  [["plan_year", 2000, 2040, 2024], ["plan_years", 3, 10, 5], ["fiscal_month", 1, 12, 1], ["call_lead", 2, 14, 7], ["draft_lead", 2, 24, 12],
    ["start_year", 2020, 2040, 2027], ["start_month", 1, 12, 3], ["prepare", 1, 18, 4], ["analysis", 1, 24, 7], ["goals", 1, 18, 3],
    ["programme", 1, 18, 4], ["means", 1, 18, 4], ["measure", 1, 12, 2]],
  [...CALENDAR_STAGES.map((stage) => `${stage}_end`), "next", "closed", "call", "review", "goals_slack", "budget_slack", "ready_slack",
    "review_slack", "joins", "latest", "money"],
  (values) => {
    const start = monthIndex(values.start_year, values.start_month);
    const begin = monthIndex(values.plan_year, values.fiscal_month);
    const ends = [];
    let now = start;
    CALENDAR_STAGES.forEach((stage) => { now += values[stage]; ends.push(now); });
    const next = nextBegin(start, begin, values.plan_years);
    const closed = next - values.draft_lead;
    const call = next - values.call_lead;
    const review = next - 12 * values.plan_years + Math.floor(6 * values.plan_years);
    const slack = [closed - ends[2], call - ends[3], next - ends[5]];
    return {
      ...Object.fromEntries(CALENDAR_STAGES.map((stage, i) => [`${stage}_end`, ends[i]])),
      next, closed, call, review,
      goals_slack: slack[0], budget_slack: slack[1], ready_slack: slack[2],
      review_slack: review - ends[2],
      joins: Math.min(...slack) >= 0 ? 1 : 0,
      latest: start + Math.min(...slack),
      money: begin + 12 * Math.ceil((ends[3] + values.call_lead - begin) / 12),
    };
  },
));
