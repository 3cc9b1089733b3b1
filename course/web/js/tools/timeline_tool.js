// M03: events of international cooperation, what a document of its time said, and what holds today.

import { h, svgNode, uid } from "../dom.js";
import { registerTool } from "../registry.js";
import { checkField, choiceField, selectField } from "./fields.js";
import { mountTool } from "./toolframe.js";

const LANE = 40;
const LANES_LEFT = 112;
const LANES_NARROW = 480;

/** The rows of the description as objects. */
export function timelineEvents({ columns, rows }) {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}

/** The events that the filters leave. */
export function eventsLeft(events, { kind, theme, then }) {
  return events.filter((one) => (kind === "all" || one.kind === kind) && (theme === "all" || one.theme === theme) && (!then || one.said));
}

/** One lane for each kind, one mark for each event; marks of one year and lane stand side by side. */
function drawLanes(tool, events, kinds, open, width) {
  const narrow = width < LANES_NARROW;
  const left = narrow ? 12 : LANES_LEFT;
  const lane = narrow ? LANE + 14 : LANE;
  const height = kinds.length * lane + 34;
  const x = (year) => left + 8 + ((year - 1945) / 80) * (width - left - 24);
  const [title, about] = [uid("lanes"), uid("lanes")];
  const chart = svgNode("svg", { class: "ct-svg", role: "img", width, height, viewBox: `0 0 ${width} ${height}`, "aria-labelledby": `${title} ${about}` },
    svgNode("title", { id: title }, tool.say("timeline.lanes")), svgNode("desc", { id: about }, tool.say("timeline.lanes_about", { n: events.length })));
  for (let year = 1950; year <= 2020; year += narrow ? 20 : 10) {
    chart.append(svgNode("line", { class: "ct-grid", x1: x(year), x2: x(year), y1: 4, y2: kinds.length * lane + 6 }),
      svgNode("text", { x: x(year), y: height - 8, class: "ct-text ct-text--tick", "text-anchor": "middle" }, String(year)));
  }
  kinds.forEach(([kind, label], index) => {
    const middle = index * lane + lane / 2 + (narrow ? 12 : 4);
    chart.append(svgNode("line", { class: "ct-axis", x1: left, x2: width - 8, y1: middle, y2: middle }),
      svgNode("text", { x: narrow ? left : left - 10, y: narrow ? middle - 15 : middle + 4, class: "ct-text ct-text--label", "text-anchor": narrow ? "start" : "end" }, label));
    const seen = {};
    events.filter((one) => one.kind === kind).forEach((one) => {
      const near = Math.round(one.year / (narrow ? 3 : 1.4));
      const step = seen[near] || 0;
      seen[near] = step + 1;
      const [cx, cy] = [x(one.year), middle + (step % 2 ? -1 : 1) * Math.ceil(step / 2) * 8];
      const chosen = one.id === open;
      chart.append(index % 2
        ? svgNode("rect", { x: cx - 5, y: cy - 5, width: 10, height: 10, class: `ct-mark ct-fill-${index + 1}` })
        : svgNode("circle", { cx, cy, r: 5.5, class: `ct-mark ct-fill-${index + 1}` }));
      if (chosen) chart.append(svgNode("circle", { cx, cy, r: 10, class: "ct-ring" }));
    });
  });
  return chart;
}

function eventCard(tool, data, one) {
  return h("div", { class: "tl-card" },
    h("p", { class: "tl-date" }, one.date), h("p", {}, one.what),
    h("div", { class: "tl-then" },
      one.said ? h("div", { class: "tl-side" }, h("p", { class: "tl-name" }, tool.say("timeline.then", { who: data.documents[one.place.slice(0, 3)] })),
        h("blockquote", {}, `“${one.said}” `, h("code", {}, one.place))) : null,
      h("div", { class: "tl-side tl-side--now" }, h("p", { class: "tl-name" }, tool.say("timeline.now")), h("p", {}, one.today))),
    h("p", { class: "tl-source" }, tool.say("timeline.source", { code: one.source })));
}

registerTool("timeline", {
  mount(element, desc) {
    const { data } = desc;
    const events = timelineEvents(data);
    const names = Object.fromEntries(data.kinds.map(([id, label]) => [id, label]));
    const start = { kind: "all", theme: "all", then: false, open: data.start };
    return mountTool(element, desc, start, (tool) => {
      const kind = choiceField({ label: tool.say("timeline.kind"), options: [["all", tool.say("timeline.all")], ...data.kinds.map(([id, label]) => [id, label])] },
        "all", (value) => tool.change("kind", value));
      const theme = selectField({ label: tool.say("timeline.theme"), options: [["all", tool.say("timeline.all_themes")], ...data.themes] },
        "all", (value) => tool.change("theme", value));
      const then = checkField(tool.say("timeline.only_then"), false, (on) => tool.change("then", on));
      const lanes = tool.place();
      const items = events.map((one) => {
        const id = uid("event");
        const card = h("div", { id, class: "tl-place" });
        const button = h("button", { type: "button", class: "tl-button", "aria-controls": id,
          onclick: () => tool.change("open", tool.state.open === one.id ? "" : one.id) },
        h("span", { class: "tl-year" }, String(one.year)), h("span", { class: "tl-title" }, one.title),
        h("span", { class: ["tl-kind", `tl-kind--${one.kind}`] }, names[one.kind]));
        return { one, card, button, row: h("li", { class: "tl-item" }, button, card) };
      });
      const list = h("ol", { class: "tl-list" }, items.map((item) => item.row));
      const none = h("p", { class: "ct-empty" }, tool.say("timeline.none"));
      return {
        controls: [kind.element, theme.element, then.element],
        results: [lanes.element, none, list],
        set(state) {
          kind.set(state.kind);
          theme.set(state.theme);
          then.set(state.then);
        },
        paint(state) {
          const left = eventsLeft(events, state);
          const about = data.kinds.find(([id]) => id === state.kind);
          tool.tell(h("p", { class: "ct-main" }, tool.say(left.length === events.length ? "timeline.shown_all" : "timeline.shown", { n: left.length, total: events.length })),
            about ? about[2] : tool.say("timeline.open_one"));
          items.forEach(({ one, card, button, row }) => {
            const open = state.open === one.id;
            row.hidden = !left.includes(one);
            button.setAttribute("aria-expanded", String(open));
            card.hidden = !open;
            card.replaceChildren(...(open ? [eventCard(tool, data, one)] : []));
          });
          none.hidden = left.length > 0;
          lanes.show(tool.say("timeline.lanes"), (width) => drawLanes(tool, left, data.kinds, state.open, width),
            () => ({ columns: [[tool.say("timeline.date"), false], [tool.say("timeline.event"), false], [tool.say("timeline.kind"), false], [tool.say("timeline.now"), false]],
              rows: left.map((one) => [one.date, one.title, names[one.kind], one.today]) }));
        },
      };
    });
  },
});
