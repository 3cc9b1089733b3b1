// M04: ten cards to read, and a calendar that lays the stages beside the plan and the budget.

import { fill, h } from "../dom.js";
import { CALENDAR_STAGES, monthIndex } from "../models/plan_calendar.js";
import { ganttChart } from "../process_svg.js";
import { modelNamed, registerTool } from "../registry.js";
import { choiceField, fieldGroup, sliderField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const NAVIGATOR_PLAN = ["plan_year", "plan_years", "fiscal_month", "call_lead", "draft_lead"];
const NAVIGATOR_START = ["start_year", "start_month"];
const NAVIGATOR_YEARS = new Set(["plan_year", "start_year"]);

/** A month index in words: 24312 → Jan 2026. */
export function monthWords(index, lang = "en") {
  const whole = Math.round(index);
  return new Intl.DateTimeFormat(lang, { month: "short", year: "numeric", timeZone: "UTC" }).format(Date.UTC(Math.floor(whole / 12), whole % 12, 1));
}

function navigatorResult(state) {
  const { view, card, ...params } = state;
  return modelNamed("plan_calendar").run(params);
}

function cardPanel(tool, state) {
  const { cards } = tool.desc.data;
  const card = cards[state.card];
  return [
    h("ol", { class: "cp-steps", "aria-label": tool.say("navigator.steps") }, cards.map((one, i) => h("li", {},
      h("button", { type: "button", class: "cp-step", "aria-current": i === state.card ? "step" : null, "aria-label": tool.say("navigator.step", { n: i + 1, title: one.title }),
        onclick: () => tool.change("card", i) }, String(i + 1))))),
    h("div", { class: "cp-card" }, h("p", { class: "cp-stage" }, tool.say("navigator.stage", { stage: card.stage })),
      h("h4", {}, tool.say("navigator.card", { n: state.card + 1, title: card.title })), h("p", {}, card.what),
      h("p", {}, h("b", {}, tool.say("navigator.ask")), " ", card.ask),
      h("p", {}, h("b", {}, tool.say("navigator.product")), " ", card.product),
      card.source ? h("p", { class: "ct-help" }, tool.say("navigator.seed", { source: card.source })) : null),
  ];
}

function calendarWords(tool, out) {
  const months = (value) => tool.say(Math.abs(value) === 1 ? "navigator.month_one" : "navigator.months", { n: Math.abs(value) });
  const line = (slack, what, day) => (slack >= 0 ? h("p", {}, tool.say("navigator.in_time", { what, day, months: months(slack) }))
    : h("p", { class: "ct-warn" }, tool.say("navigator.late", { what, day, months: months(slack) })));
  tool.tell(
    h("p", { class: "ct-main" }, tool.say(out.joins ? "navigator.joins" : "navigator.misses", { next: monthWords(out.next, tool.desc.lang), latest: monthWords(out.latest, tool.desc.lang) })),
    line(out.goals_slack, tool.say("navigator.w_goals"), monthWords(out.closed, tool.desc.lang)),
    line(out.budget_slack, tool.say("navigator.w_costs"), monthWords(out.call, tool.desc.lang)),
    line(out.ready_slack, tool.say("navigator.w_ready"), monthWords(out.next, tool.desc.lang)),
    tool.say("navigator.money", { year: monthWords(out.money, tool.desc.lang) }),
    tool.say(out.review_slack >= 0 ? "navigator.review_in" : "navigator.review_out", { review: monthWords(out.review, tool.desc.lang) }),
  );
}

function calendarBars(tool, state, out) {
  const labels = Object.fromEntries(tool.desc.inputs.map((item) => [item.id, item.label]));
  let from = monthIndex(state.start_year, state.start_month);
  const late = { goals: out.goals_slack < 0, programme: out.budget_slack < 0, measure: out.ready_slack < 0 };
  return CALENDAR_STAGES.map((stage) => {
    const bar = { label: labels[stage], from, to: out[`${stage}_end`], kind: late[stage] ? 6 : 1, late: late[stage] };
    bar.text = tool.say("navigator.until", { month: monthWords(bar.to, tool.desc.lang) });
    from = bar.to;
    return bar;
  });
}

function calendarChart(tool, state, out, width) {
  const bars = calendarBars(tool, state, out);
  const marks = [["closed", "navigator.m_closed"], ["call", "navigator.m_call"], ["next", "navigator.m_next"]]
    .map(([id, words]) => ({ at: out[id], label: tool.say(words, { month: monthWords(out[id], tool.desc.lang) }) }));
  const ends = [...bars.flatMap((bar) => [bar.from, bar.to]), ...marks.map((one) => one.at)];
  const from = Math.min(...ends) - 1;
  const to = Math.max(...ends) + 1;
  const years = [];
  for (let year = Math.ceil(from / 12); year * 12 <= to; year += 1) years.push([year * 12, String(year)]);
  return ganttChart({ title: tool.say("navigator.t_calendar"), about: tool.say("navigator.a_calendar"), from, to, ticks: years, bars, marks }, width);
}

registerTool("process_navigator", {
  mount(element, desc) {
    const start = { view: "cards", card: 0, ...Object.fromEntries(desc.inputs.map((item) => [item.id, item.start])) };
    return mountTool(element, desc, start, (tool) => {
      const view = choiceField({ label: tool.say("navigator.view"), options: [["cards", tool.say("navigator.v_cards")], ["calendar", tool.say("navigator.v_calendar")]] },
        start.view, (value) => tool.change("view", value));
      const fields = Object.fromEntries(desc.inputs.map((item) => [item.id, sliderField({ ...item, compact: !NAVIGATOR_START.includes(item.id),
        format: NAVIGATOR_YEARS.has(item.id) ? String : null }, start[item.id], tool.say, (value, settled) => tool.change(item.id, value, settled))]));
      const group = (title, ids) => fieldGroup(tool.say(title), ids.map((id) => fields[id].element));
      const last = desc.data.cards.length - 1;
      const back = toolButton(tool.say("navigator.back"), () => tool.change("card", Math.max(0, tool.state.card - 1)));
      const next = toolButton(tool.say("navigator.next"), () => tool.change("card", Math.min(last, tool.state.card + 1)), "main");
      const turning = h("div", { class: "ct-actions" }, back, next);
      const calendar = h("div", { class: "ct-part" }, group("navigator.g_plan", NAVIGATOR_PLAN), group("navigator.g_start", NAVIGATOR_START), group("navigator.g_length", CALENDAR_STAGES));
      const card = h("div", {});
      const place = tool.place();
      return {
        controls: [view.element, turning, calendar],
        results: [card, place.element],
        set(state) { view.set(state.view); Object.entries(fields).forEach(([id, field]) => field.set(state[id])); },
        paint(state) {
          const cards = state.view === "cards";
          calendar.hidden = cards;
          turning.hidden = !cards;
          place.element.hidden = cards;
          back.disabled = state.card === 0;
          next.disabled = state.card === last;
          if (cards) {
            const focused = card.contains(document.activeElement);
            fill(card, cardPanel(tool, state));
            if (focused) card.querySelectorAll(".cp-step")[state.card].focus();
            tool.tell(tool.say("navigator.where", { n: state.card + 1, all: last + 1, title: desc.data.cards[state.card].title }));
            return;
          }
          fill(card);
          const out = navigatorResult(state);
          calendarWords(tool, out);
          place.show(tool.say("navigator.t_calendar"), (width) => calendarChart(tool, state, out, width), () => ({
            columns: [[tool.say("navigator.what"), false], [tool.say("navigator.from"), true], [tool.say("navigator.to"), true]],
            rows: [...calendarBars(tool, state, out).map((bar) => [bar.label, monthWords(bar.from, tool.desc.lang), monthWords(bar.to, tool.desc.lang)]),
              ...["closed", "call", "next", "review"].map((id) => [tool.say(`navigator.d_${id}`), monthWords(out[id], tool.desc.lang), ""])] }));
        },
      };
    });
  },
});
