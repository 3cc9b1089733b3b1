// T4: put steps in order, with buttons (and arrow keys on them), never by dragging alone.

import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { icon } from "../icons.js";
import { registerQuestion } from "../registry.js";
import { markOrder } from "../score.js";

function orderView(desc, state) {
  const start = desc.items.map((item) => item.id);
  const texts = Object.fromEntries(desc.items.map((item) => [item.id, item.text]));
  let order = start;
  const list = h("ol", { class: "cq-order" });
  const lines = Object.fromEntries(start.map((id) => [id, makeLine(id)]));

  function move(id, step, button) {
    const from = order.indexOf(id);
    const to = from + step;
    if (to < 0 || to >= order.length) {
      state.announce(state.say(step < 0 ? "order_is_first" : "order_is_last", { item: texts[id] }));
      return;
    }
    const next = [...order];
    [next[from], next[to]] = [next[to], next[from]];
    order = next;
    draw();
    button.focus();
    state.announce(state.say("order_moved", { item: texts[id], place: to + 1, count: order.length }));
    state.changed();
  }
  function moveButton(id, step, textId) {
    const name = uid("move");
    const button = h("button", { type: "button", class: "cq-move", "aria-labelledby": `${name} ${textId}`,
      onclick: () => move(id, step, button),
      onkeydown: (event) => {
        const steps = { ArrowUp: -1, ArrowDown: 1 };
        if (!(event.key in steps)) return;
        event.preventDefault();
        move(id, steps[event.key], button);
      } }, icon(step < 0 ? "up" : "down"),
    h("span", { class: "cq-unseen", id: name }, state.say(step < 0 ? "order_up" : "order_down")));
    return button;
  }
  function makeLine(id) {
    const textId = uid("step");
    const place = h("span", { class: "cq-place", "aria-hidden": "true" });
    const up = moveButton(id, -1, textId);
    const down = moveButton(id, 1, textId);
    return { place, up, down, element: h("li", { class: "cq-step" }, place, h("span", { class: "cq-row-text", id: textId }, texts[id]),
      h("span", { class: "cq-moves" }, up, down)) };
  }
  function draw() {
    fill(list, order.map((id) => lines[id].element));
    order.forEach((id, i) => {
      lines[id].place.textContent = String(i + 1);
      lines[id].up.setAttribute("aria-disabled", String(i === 0));
      lines[id].down.setAttribute("aria-disabled", String(i === order.length - 1));
    });
  }
  draw();
  return {
    element: h("div", {}, h("p", { class: "cq-hint" }, state.say("order_how")), list),
    read: () => ({ value: order, raw: order, problem: "", field: null }),
    show(value) {
      const known = (value || []).filter((id) => id in texts);
      order = [...known, ...start.filter((id) => !known.includes(id))];
      draw();
    },
  };
}

registerQuestion("order", {
  view: orderView,
  practise: (desc, value) => verdict(desc, markOrder(value, desc.practice)),
  example: (desc) => desc.practice.key.flat(),
  describe(desc, value) {
    const texts = Object.fromEntries(desc.items.map((item) => [item.id, item.text]));
    return value.map((id, i) => `${i + 1}. ${texts[id] || id}`);
  },
});
