// M10: what sending money costs. Part A: offers of an invented market. Part B: real corridors by quarter.

import { h } from "../dom.js";
import { registerTool } from "../registry.js";
import { choiceField } from "./fields.js";
import { corridorPart } from "./cost_corridors.js";
import { offerPart } from "./cost_offers.js";
import { mountTool } from "./toolframe.js";

registerTool("cost_comparer", {
  mount(element, desc) {
    const corridors = desc.data.corridors;
    const start = { part: desc.data.part, amount: 200, offer: desc.data.offer, days: "any", cash: false, wide: false, poster: false,
      to: corridors.start.to, from: corridors.start.from, kept: null };
    return mountTool(element, desc, start, (tool) => {
      const part = choiceField({ label: tool.say("cost.part"), options: ["offers", "corridors"].map((id) => [id, tool.say(`cost.part_${id}`)]) },
        start.part, (id) => tool.change("part", id));
      const parts = { offers: offerPart(tool, desc.data.offers, start), corridors: corridorPart(tool, corridors, start) };
      const controls = Object.fromEntries(Object.entries(parts).map(([id, one]) => [id, h("div", { class: "ct-part" }, one.controls)]));
      const results = Object.fromEntries(Object.entries(parts).map(([id, one]) => [id, h("div", { class: "ct-part" }, one.results)]));
      return {
        before: part.element,
        controls: Object.values(controls),
        results: Object.values(results),
        set(state) {
          part.set(state.part);
          Object.values(parts).forEach((one) => one.set(state));
        },
        paint(state) {
          Object.keys(parts).forEach((id) => { controls[id].hidden = id !== state.part; results[id].hidden = id !== state.part; });
          parts[state.part].paint(state);
        },
      };
    });
  },
});
