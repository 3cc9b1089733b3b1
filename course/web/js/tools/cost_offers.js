// Part A of the cost comparer: twelve invented offers on one corridor.

import { h } from "../dom.js";
import { SMART_DAYS, smartAverage, transferCostPct, transferReceived } from "../models/remittance_cost.js";
import { formatNumber } from "../numbers.js";
import { barChart, chartLegend } from "../svg.js";
import { checkField, fieldGroup, selectField, sliderField } from "./fields.js";

const BAND_LIMIT = 300; // up to this amount the fee for 200 USD holds, above it the fee for 500 USD

const inUsd = (value) => `${formatNumber(value, 2)}\u00a0USD`;
const inPct = (value, digits = 1) => `${formatNumber(value, digits)}\u00a0%`;

/** Fee, cost and arrival of each offer for an amount. */
export function pricedOffers(offers, amount) {
  return offers.map((offer) => {
    const fee = amount <= BAND_LIMIT ? offer.fee_200 : offer.fee_500;
    return { ...offer, fee, fee_pct: (100 * fee) / amount, cost_pct: transferCostPct(amount, fee, offer.margin),
      received: transferReceived(amount, fee, offer.margin) };
  });
}

/** The offers that pass the reader's own conditions. */
export function fittingOffers(offers, state) {
  return offers.filter((one) => (state.days === "any" || one.days <= Number(state.days)) && (!state.cash || one.cash) && (!state.wide || one.accessible));
}

function offerWords(tool, offers, shown, state) {
  const chosen = offers.find((one) => one.id === state.offer) || offers[0];
  const byCost = [...(shown.length ? shown : offers)].sort((a, b) => a.cost_pct - b.cost_pct);
  const best = byCost[0];
  const free = offers.find((one) => one.fee === 0 && one.accessible);
  const lines = [h("p", { class: "ct-main" }, tool.say("cost.you_pay", { amount: inUsd(state.amount), service: chosen.name, received: inUsd(chosen.received) })),
    tool.say("cost.split", { cost: inPct(chosen.cost_pct, 2), fee: inUsd(chosen.fee), margin: inPct(chosen.margin) })];
  if (best.id !== chosen.id && best.received > chosen.received + 0.005) {
    const more = best.received - chosen.received;
    lines.push(tool.say("cost.better", { service: best.name, more: inUsd(more), year: inUsd(12 * more) }));
  } else lines.push(tool.say("cost.best"));
  const cheaper = free ? offers.filter((one) => one.cost_pct < free.cost_pct - 1e-9).length : 0;
  if (cheaper) lines.push(tool.say("cost.zero_fee", { service: free.name, cost: inPct(free.cost_pct), n: cheaper, all: offers.length }));
  return lines;
}

function marketWords(tool, all, state) {
  const qualify = all.filter((one) => one.accessible && one.days <= SMART_DAYS);
  const smart = smartAverage(all);
  const mean = all.reduce((sum, one) => sum + one.cost_pct, 0) / all.length;
  // The official rule (metadata of SDG indicator 10.c.1) tests the limit of a corridor with SmaRT, not with the mean.
  const verdict = smart === null ? "cost.sdg_no_smart" : smart <= 5 ? "cost.sdg_kept" : "cost.sdg_not_kept";
  return [
    h("div", { class: "ct-fact" }, h("b", {}, inPct(mean, 2)), h("span", {}, tool.say("cost.mean", { n: all.length, amount: formatNumber(state.amount) }))),
    h("div", { class: "ct-fact" }, h("b", {}, smart === null ? "–" : inPct(smart, 2)), h("span", {}, tool.say("cost.smart", { n: qualify.length, all: all.length }))),
    h("p", { class: "ct-verdict" }, tool.say(verdict)),
  ];
}

/** The part as {controls, results, set, paint}. */
export function offerPart(tool, offers, start) {
  const amount = sliderField({ id: "amount", label: tool.say("cost.amount"), unit: "USD", min: 50, max: 1000, step: 10, help: tool.say("cost.amount_help") },
    start.amount, tool.say, (value, settled) => tool.change("amount", value, settled));
  const offer = selectField({ label: tool.say("cost.offer"), options: offers.map((one) => [one.id, one.name]) }, start.offer, (id) => tool.change("offer", id));
  const days = selectField({ label: tool.say("cost.days"), options: ["any", "5", "2", "0"].map((id) => [id, tool.say(`cost.days_${id}`)]) }, start.days,
    (id) => tool.change("days", id));
  const cash = checkField(tool.say("cost.cash"), start.cash, (on) => tool.change("cash", on));
  const wide = checkField(tool.say("cost.wide"), start.wide, (on) => tool.change("wide", on));
  const poster = checkField(tool.say("cost.poster"), start.poster, (on) => tool.change("poster", on));
  const chart = tool.place();
  const market = h("div", { class: "ct-facts-row" });

  function draw(shown, state) {
    const key = state.poster ? "fee_pct" : "cost_pct";
    const sorted = [...shown].sort((a, b) => a[key] - b[key] || a.name.localeCompare(b.name));
    const title = tool.say(state.poster ? "cost.title_poster" : "cost.title_total", { amount: formatNumber(state.amount) });
    if (!sorted.length) {
      chart.show(title, () => h("p", { class: "ct-empty" }, tool.say("cost.nothing_fits")), () => ({ columns: [[tool.say("cost.service"), false]], rows: [] }));
      return;
    }
    const legend = [{ name: tool.say("cost.fee"), kind: 1, bar: true }, ...(state.poster ? [] : [{ name: tool.say("cost.margin"), kind: 2, bar: true }])];
    chart.show(title, (width) => [chartLegend(legend), barChart({ title, about: tool.say("cost.about_offers"),
      x: { label: tool.say("cost.pct_axis"), format: (value) => formatNumber(value) },
      references: state.poster ? [] : [{ x: 3, label: "3\u00a0%" }, { x: 5, label: "5\u00a0%" }],
      bars: sorted.map((one) => ({ label: one.id === state.offer ? `▸ ${one.name}` : one.name, chosen: one.id === state.offer,
        parts: state.poster ? [{ value: one.fee_pct, kind: 1 }] : [{ value: one.fee_pct, kind: 1 }, { value: one.margin, kind: 2 }], text: inPct(one[key]) })) }, width)],
    () => ({ columns: [[tool.say("cost.service"), false], [tool.say("cost.fee_usd"), true], [tool.say("cost.margin_pct"), true], [tool.say("cost.total_pct"), true],
      [tool.say("cost.arrives_usd"), true], [tool.say("cost.speed"), false], [tool.say("cost.pays_out"), false], [tool.say("cost.reach"), false]],
    rows: sorted.map((one) => [one.name, formatNumber(one.fee, 2), formatNumber(one.margin, 1), formatNumber(one.cost_pct, 2), formatNumber(one.received, 2),
      one.speed, one.paid_out_as, tool.say(one.accessible ? "cost.reach_wide" : "cost.reach_limited")]) }));
  }
  return {
    controls: [amount.element, offer.element, fieldGroup(tool.say("cost.conditions"), days.element, cash.element, wide.element), poster.element],
    results: [chart.element, market],
    set(state) {
      amount.set(state.amount);
      offer.set(state.offer);
      days.set(state.days);
      cash.set(state.cash);
      wide.set(state.wide);
      poster.set(state.poster);
    },
    paint(state) {
      const all = pricedOffers(offers, state.amount);
      const shown = fittingOffers(all, state);
      tool.tell(...(state.poster ? [h("p", { class: "ct-main" }, tool.say("cost.poster_says"))] : offerWords(tool, all, shown, state)),
        shown.length < all.length ? tool.say("cost.filtered", { n: shown.length, all: all.length }) : null);
      draw(shown, state);
      market.replaceChildren(...(state.poster ? [] : marketWords(tool, all, state)));
    },
  };
}
