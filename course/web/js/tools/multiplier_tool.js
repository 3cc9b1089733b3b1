// M10: the local multiplier, its rounds of spending and its leaks.

import { h } from "../dom.js";
import { multiplierRounds } from "../models/multiplier.js";
import { formatNumber } from "../numbers.js";
import { modelNamed, registerTool } from "../registry.js";
import { barChart, chartLegend } from "../svg.js";
import { fieldGroup, sliderField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const ROUNDS = 6;

function multiplierResult(state) {
  const { kept, ...params } = state;
  return modelNamed("multiplier").run(params);
}

function roundBars(tool, state, out) {
  const made = multiplierRounds(state.c, state.t, state.m, out.first, ROUNDS);
  const later = out.delta_y - made.reduce((sum, one) => sum + one, 0);
  return [
    ...made.map((value, index) => ({ label: tool.say("multiplier.round", { n: index + 1 }), parts: [{ value, kind: 1 }], text: formatNumber(value, 1) })),
    { label: tool.say("multiplier.later"), parts: [{ value: later, kind: 1 }], text: formatNumber(later, 1), soft: true },
  ];
}

function rangeBars(tool, state, out) {
  const bar = (label, one, soft) => ({ label, parts: [{ value: one.delta_y, kind: soft ? 5 : 1 }], low: one.delta_y_low,
    high: one.delta_y_high, soft, text: tool.say("multiplier.from_to", { low: formatNumber(one.delta_y_low, 0), high: formatNumber(one.delta_y_high, 0) }) });
  const bars = [bar(tool.say("tool.now"), out, false)];
  if (state.kept) bars.push(bar(tool.say("tool.kept"), multiplierResult({ ...state.kept }), true));
  return bars;
}

function multiplierWords(tool, state, out) {
  const number = (value, digits = 2) => formatNumber(value, digits);
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("multiplier.k", { k: number(out.k), low: number(out.k_low), high: number(out.k_high) })),
    tool.say("multiplier.income", { money: number(state.remittances, 0), first: number(out.first, 1), low: number(out.delta_y_low, 0),
      high: number(out.delta_y_high, 0), mid: number(out.delta_y, 1) }),
    state.kept ? tool.say("multiplier.compare", { change: number(out.k - multiplierResult({ ...state.kept }).k, 2),
      ratio: number(out.k / multiplierResult({ ...state.kept }).k, 2) }) : null,
    out.kept < 0 ? h("p", { class: "ct-warn" }, tool.say("multiplier.below_one")) : null,
  );
}

registerTool("multiplier", {
  mount(element, desc) {
    const start = { ...Object.fromEntries(desc.inputs.map((item) => [item.id, item.start])), kept: null };
    return mountTool(element, desc, start, (tool) => {
      const fields = Object.fromEntries(desc.inputs.map((item) => [item.id,
        sliderField(item, start[item.id], tool.say, (value, settled) => tool.change(item.id, value, settled))]));
      const at = (id) => fields[id].element;
      const [rounds, dollar, range] = [tool.place(), tool.place(), tool.place()];
      const keep = toolButton(tool.say("tool.keep"), () => {
        const { kept, ...now } = tool.state;
        tool.change("kept", kept ? null : now);
      });
      const inputs = (ids) => ids.map(at);
      const money = tool.say("multiplier.money");
      return {
        controls: [fieldGroup(tool.say("multiplier.g_money"), inputs(["remittances", "s"])),
          fieldGroup(tool.say("multiplier.g_dollar"), inputs(["c", "t", "m"])), fieldGroup(tool.say("multiplier.g_sure"), inputs(["spread"]))],
        actions: keep,
        results: [range.element, rounds.element, dollar.element],
        set(state) { Object.entries(fields).forEach(([id, field]) => field.set(state[id])); },
        paint(state) {
          const out = multiplierResult(state);
          keep.textContent = tool.say(state.kept ? "tool.forget" : "tool.keep");
          multiplierWords(tool, state, out);
          const bars = rangeBars(tool, state, out);
          range.show(tool.say("multiplier.t_range"), (width) => barChart({ title: tool.say("multiplier.t_range"), about: tool.say("multiplier.a_range"),
            x: { label: money, format: (value) => formatNumber(value) }, bars }, width),
          () => ({ columns: [["", false], [tool.say("multiplier.low"), true], [tool.say("multiplier.point"), true], [tool.say("multiplier.high"), true]],
            rows: bars.map((bar) => [bar.label, formatNumber(bar.low, 1), formatNumber(bar.parts[0].value, 1), formatNumber(bar.high, 1)]) }));
          const steps = roundBars(tool, state, out);
          rounds.show(tool.say("multiplier.t_rounds"), (width) => barChart({ title: tool.say("multiplier.t_rounds"), about: tool.say("multiplier.a_rounds"),
            x: { label: money, format: (value) => formatNumber(value) }, bars: steps }, width),
          () => ({ columns: [[tool.say("multiplier.step"), false], [money, true]], rows: steps.map((bar) => [bar.label, formatNumber(bar.parts[0].value, 2)]) }));
          const shares = [["kept", 1], ["leak_imports", 2], ["leak_tax", 3], ["leak_saving", 4]]
            .map(([id, kind]) => ({ name: tool.say(`multiplier.${id}`), value: out[id], kind }));
          dollar.show(tool.say("multiplier.t_dollar"), (width) => [
            chartLegend(shares.map((one) => ({ name: tool.say("multiplier.share", { name: one.name, cents: formatNumber(100 * one.value, 0) }), kind: one.kind, bar: true }))),
            barChart({ title: tool.say("multiplier.t_dollar"), about: tool.say("multiplier.a_dollar"), labelsAbove: true,
              x: { label: tool.say("multiplier.cents"), format: (value) => formatNumber(value) },
              bars: [{ label: tool.say("multiplier.one_dollar"), parts: shares.map((one) => ({ value: 100 * Math.max(0, one.value), kind: one.kind })) }] }, width)],
          () => ({ columns: [[tool.say("multiplier.where"), false], [tool.say("multiplier.cents"), true]],
            rows: shares.map((one) => [one.name, formatNumber(100 * one.value, 1)]) }));
        },
      };
    });
  },
});
