// The 23 objectives as tiles: which are served, by which priorities, and which SDG targets they touch.

import { h, uid } from "../dom.js";

/** {element, show(state, cover)}; `state.open` is the number of the open tile, or 0. */
export function objectiveGrid(tool, data) {
  const panel = uid("objective");
  const tiles = data.objectives.map(([number, title]) => {
    const mark = h("span", { class: "gp-mark" });
    const button = h("button", { type: "button", class: "gp-tile", "aria-controls": panel, onclick: () => tool.change("open", tool.state.open === number ? 0 : number) },
      h("b", {}, String(number)), h("span", {}, title), mark);
    return { number, button, mark };
  });
  const detail = h("div", { id: panel, class: "gp-detail" });
  return {
    element: h("section", {}, h("h4", {}, tool.say("picker.grid")), h("p", { class: "ct-help" }, tool.say("picker.grid_help")),
      h("div", { class: "gp-grid" }, tiles.map((tile) => tile.button)), detail),
    show({ open, chosen }, cover) {
      tiles.forEach(({ number, button, mark }) => {
        const on = cover.objectives.includes(number);
        button.classList.toggle("gp-tile--on", on);
        button.setAttribute("aria-expanded", String(open === number));
        mark.textContent = tool.say(on ? "picker.served" : "picker.not_served");
      });
      const one = data.objectives.find(([number]) => number === open);
      detail.hidden = !one;
      if (!one) return;
      const [number, title, about, sdg] = one;
      const by = data.priorities.filter(([id, , numbers]) => chosen.includes(id) && numbers.includes(number)).map((row) => row[1]);
      detail.replaceChildren(h("p", {}, h("b", {}, tool.say("picker.i_gcm", { number, title }))), h("p", {}, about),
        h("p", {}, by.length ? tool.say("picker.by", { list: by.join("; ") }) : tool.say("picker.by_none")),
        h("ul", { class: "gp-sdg" }, sdg.map((target) => h("li", {}, h("b", {}, target), ` ${data.targets[target]}`))));
    },
  };
}
