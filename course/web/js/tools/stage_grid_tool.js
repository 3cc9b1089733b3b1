// M04: three levels, three stages, nine cells.

import { h } from "../dom.js";
import { registerTool } from "../registry.js";
import { fieldGroup, selectField, toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

const OWN_MOST = 12;
const OWN_LONGEST = 140;

function gridCells(tool) {
  const { levels, stages } = tool.desc.data;
  return levels.flatMap(([level, levelName]) => stages.map(([stage, stageName]) => ({ id: `${level}-${stage}`, level, levelName, stageName })));
}

function gridItems(tool, state) {
  const placed = tool.desc.data.actions.filter((one) => state.placed[one.id]).map((one) => ({ text: one.text, cell: state.placed[one.id] }));
  return [...placed, ...state.own];
}

function gridWords(tool, state) {
  const cells = gridCells(tool);
  const items = gridItems(tool, state);
  const empty = cells.filter((cell) => !items.some((one) => one.cell === cell.id));
  const { actions } = tool.desc.data;
  const done = actions.filter((one) => state.placed[one.id]);
  const elsewhere = done.filter((one) => state.placed[one.id] !== one.cell);
  tool.tell(
    h("p", { class: "ct-main" }, tool.say("grid.full", { full: cells.length - empty.length, all: cells.length })),
    done.length < actions.length ? tool.say("grid.left", { n: actions.length - done.length })
      : elsewhere.length ? tool.say("grid.elsewhere", { n: elsewhere.length }) : tool.say("grid.same"),
    ...elsewhere.filter(() => done.length === actions.length).map((one) => h("p", { class: "ct-warn" }, tool.say("grid.look", { text: one.text }))),
    state.own.length ? tool.say("grid.own_n", { n: state.own.length }) : null,
  );
}

function gridPicture(tool, state) {
  const items = gridItems(tool, state);
  let level = null;
  return h("div", { class: "cp-grid" }, gridCells(tool).map((cell) => {
    const here = items.filter((one) => one.cell === cell.id);
    const head = cell.level === level ? null : h("p", { class: "cp-level" }, cell.levelName);
    level = cell.level;
    return [head, h("div", { class: ["cp-cell", here.length ? null : "cp-cell--empty"] }, h("b", {}, cell.stageName),
      here.length ? h("ul", {}, here.map((one) => h("li", {}, one.text))) : tool.say("grid.empty"))];
  }));
}

registerTool("stage_grid", {
  mount(element, desc) {
    const { actions } = desc.data;
    return mountTool(element, desc, { placed: {}, own: [] }, (tool) => {
      const places = [["", tool.say("grid.choose")], ...gridCells(tool).map((cell) => [cell.id, tool.say("grid.cell", { level: cell.levelName, stage: cell.stageName })])];
      const picks = Object.fromEntries(actions.map((one) => [one.id, selectField({ label: one.text, options: places }, "", (cell) => {
        tool.change("placed", { ...tool.state.placed, [one.id]: cell });
      })]));
      const words = h("input", { type: "text", class: "ct-text-box", maxlength: OWN_LONGEST, "aria-label": tool.say("grid.own_text"), autocomplete: "off" });
      const where = selectField({ label: tool.say("grid.own_where"), options: places.slice(1) }, places[1][0], () => {});
      const add = toolButton(tool.say("grid.own_add"), () => {
        const text = words.value.trim();
        if (!text || tool.state.own.length >= OWN_MOST) return;
        words.value = "";
        tool.change("own", [...tool.state.own, { text, cell: where.list.value }]);
      });
      words.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add.click(); } });
      const place = tool.place();
      return {
        controls: [fieldGroup(tool.say("grid.examples"), h("p", { class: "ct-help" }, tool.say("grid.hint")), actions.map((one) => picks[one.id].element)),
          fieldGroup(tool.say("grid.own"), h("label", { class: "ct-field" }, h("span", { class: "ct-label" }, tool.say("grid.own_text")), words), where.element, h("div", {}, add))],
        results: [place.element],
        set(state) { Object.entries(picks).forEach(([id, field]) => field.set(state.placed[id] || "")); },
        paint(state) {
          gridWords(tool, state);
          place.show(tool.say("grid.title"), () => gridPicture(tool, state), () => ({
            columns: [[tool.say("grid.where"), false], [tool.say("grid.actions"), false]],
            rows: gridCells(tool).map((cell) => [tool.say("grid.cell", { level: cell.levelName, stage: cell.stageName }),
              gridItems(tool, state).filter((one) => one.cell === cell.id).map((one) => one.text).join(" · ") || tool.say("grid.empty")]) }));
        },
      };
    });
  },
});
