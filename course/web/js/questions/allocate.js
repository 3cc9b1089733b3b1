// T12: share out an amount among options, or people among posts. What is used and what the plan earns is always in sight.

import { fill, h, uid } from "../dom.js";
import { verdict } from "../feedback.js";
import { icon } from "../icons.js";
import { formatNumber, withUnit } from "../numbers.js";
import { fitsInRow, makePick } from "../pick.js";
import { registerQuestion } from "../registry.js";
import { markAllocate, planCosts, planEarns, planFills } from "../score_allocate.js";
import { makeSetting } from "../setting.js";
import { say } from "../ui.js";

const HUSH_MS = 700; // a screen reader hears the sum once the hand rests

/** The list of rules in words, under the task. */
function rulesOf(desc, say) {
  if (!desc.limits.length) return null;
  return h("div", { class: "cq-goal" }, h("p", { class: "cq-goal-name" }, say("allocate_rules")), h("ul", { class: "cq-words" }, desc.limits.map((one) => h("li", {}, one))));
}

function earnsText(desc, benefit, plan, say) {
  const known = desc.gain && Object.values(benefit).some((one) => one !== undefined && one !== null);
  return known ? say("allocate_earns", { gain: desc.gain, earned: formatNumber(Math.round(10 * planEarns(benefit, plan)) / 10) }) : "";
}

/** An option that is taken as a whole or not at all: one tick. */
function makeWhole(item, unit, state, onSet) {
  const id = uid("whole");
  const box = h("input", { type: "checkbox", "aria-describedby": `${id}-note`, onchange: onSet });
  return { id: item.id, read: () => (box.checked ? item.high : 0), set: (amount) => { box.checked = amount > 0; }, bad: () => null,
    element: h("div", { class: "cq-setting" }, h("p", { class: "cq-label" }, item.text),
      h("label", { class: "cq-need" }, box, h("span", {}, state.say("allocate_whole", { amount: withUnit(formatNumber(item.high), unit) }), h("span", { class: "cq-unseen" }, ` ${item.text}`))),
      h("p", { class: "cq-hint", id: `${id}-note` }, item.note)) };
}

function makeAmount(desc, item, state, onSet) {
  const cost = item.cost === 1 || desc.total === null ? "" : state.say("allocate_costs", { cost: withUnit(formatNumber(item.cost), desc.unit) });
  if (item.whole) return makeWhole({ ...item, note: [item.note, cost].filter(Boolean).join(" ") }, desc.amount_unit, state, onSet);
  const help = [item.note, cost].filter(Boolean).join(" ");
  return makeSetting({ id: item.id, label: item.text, min: item.low, max: item.high, step: desc.step, start: item.low, unit: desc.amount_unit, help }, state, onSet);
}

function amountsView(desc, state) {
  const { say: words } = state;
  const cost = Object.fromEntries(desc.items.map((item) => [item.id, item.cost]));
  const benefit = Object.fromEntries(desc.items.map((item) => [item.id, item.benefit]));
  const bar = h("div", { class: "cq-used-bar", "aria-hidden": "true" }, h("div", { class: "cq-used-part" }));
  const sums = h("div", { class: "cq-used-words" });
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  const fields = desc.items.map((item) => makeAmount(desc, item, state, changed));
  let timer = null;
  const read = () => Object.fromEntries(fields.map((field) => [field.id, field.read()]));

  function paint() {
    const plan = read();
    const used = planCosts(cost, plan);
    const lines = [];
    let over = false;
    if (desc.total !== null) {
      const left = desc.total - used;
      over = left < -1e-6;
      bar.firstChild.style.setProperty("--cq-filled", `${Math.min(100, (100 * used) / (desc.total || 1))}%`);
      lines.push(words("allocate_used", { used: formatNumber(used), total: withUnit(formatNumber(desc.total), desc.unit) }),
        over ? [icon("warn"), words("allocate_over", { more: withUnit(formatNumber(-left), desc.unit) })] : words("allocate_left", { left: withUnit(formatNumber(left), desc.unit) }));
    }
    bar.classList.toggle("cq-used-bar--over", over);
    fill(sums, lines.map((line, i) => h("p", { class: i === 1 && over ? "cq-used-over" : null }, line)),
      earnsText(desc, benefit, plan, words) ? h("p", { class: "cq-earns" }, earnsText(desc, benefit, plan, words)) : null);
  }
  function changed() {
    paint();
    clearTimeout(timer);
    timer = setTimeout(() => fill(live, sums.innerText), HUSH_MS);
  }
  function show(value) {
    fields.forEach((field, i) => field.set((value || {})[field.id] ?? desc.items[i].low));
    paint();
  }
  paint();
  const reset = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: () => { show(null); state.changed(); } }, words("allocate_reset"));
  return {
    element: h("div", { class: "cq-allocate" }, desc.task ? h("p", { class: "cq-task" }, desc.task) : null, rulesOf(desc, words),
      h("div", { class: "cq-bench" }, h("div", { class: "cq-settings" }, fields.map((field) => field.element), reset),
        h("div", { class: "cq-results cq-used" }, desc.total === null ? null : bar, sums)), live),
    read() {
      const bad = fields.map((field) => field.bad()).find(Boolean);
      const value = read();
      const empty = !Object.values(value).some(Boolean);
      return { value, raw: value, problem: bad ? words("number_not_read") : empty ? words("allocate_first") : "", field: bad || fields[0].element.querySelector("input") };
    },
    show,
  };
}

function scoreTable(desc, say) {
  if (!desc.scores) return null;
  return h("details", { class: "cq-chart-data" }, h("summary", {}, say("allocate_scores")),
    h("div", { class: "cq-table-scroll", tabindex: "0", role: "region", "aria-label": say("allocate_scores") }, h("table", { class: "cq-table" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("allocate_person")), desc.posts.map((post) => h("th", { scope: "col", class: "cq-cell--number" }, post.text)))),
      h("tbody", {}, desc.people.map((person) => h("tr", {}, h("th", { scope: "row" }, person.text),
        desc.posts.map((post) => h("td", { class: "cq-cell--number" }, formatNumber((desc.scores[person.id] || {})[post.id] ?? 0)))))))));
}

function postsView(desc, state) {
  const { say: words } = state;
  const posts = desc.posts.map((post) => ({ id: post.id, text: post.text }));
  const options = fitsInRow(posts) ? [...posts, { id: "-", text: words("allocate_no_post") }] : posts; // a list has an empty line anyway
  const live = h("div", { class: "cq-unseen", "aria-live": "polite" });
  const sums = h("div", { class: "cq-used-words" });
  const counts = desc.posts.map(() => h("span", {}));
  const picks = desc.people.map((person) => {
    const id = uid("person");
    return { person, id, pick: makePick(options, id, words("allocate_no_post")) };
  });
  let timer = null;
  const read = () => Object.fromEntries(picks.filter(({ pick }) => pick.read() && pick.read() !== "-").map(({ person, pick }) => [person.id, pick.read()]));

  function paint() {
    const plan = read();
    const filled = planFills(plan);
    desc.posts.forEach((post, i) => {
      const over = (filled[post.id] || 0) > post.places;
      fill(counts[i], over ? icon("warn") : null, words("allocate_filled", { filled: filled[post.id] || 0, places: post.places }));
      counts[i].className = over ? "cq-used-over" : "";
    });
    const earns = desc.scores ? earnsText(desc, desc.scores, plan, words) : "";
    fill(sums, earns ? h("p", { class: "cq-earns" }, earns) : null,
      h("p", {}, words("allocate_without", { count: desc.people.length - Object.keys(plan).length })));
  }
  function changed() {
    paint();
    clearTimeout(timer);
    timer = setTimeout(() => fill(live, sums.innerText), HUSH_MS);
  }
  function show(value) {
    picks.forEach(({ person, pick }) => pick.show((value || {})[person.id] || ""));
    paint();
  }
  paint();
  const list = h("div", { class: "cq-rows", oninput: changed }, picks.map(({ person, id, pick }) => h("div", { class: "cq-row" },
    h("div", {}, h("p", { class: "cq-label", id }, person.text), person.note ? h("p", { class: "cq-hint" }, person.note) : null), pick.element)));
  const reset = h("button", { type: "button", class: "cq-button cq-button--quiet", onclick: () => { show(null); state.changed(); } }, words("allocate_reset"));
  return {
    element: h("div", { class: "cq-allocate" }, desc.task ? h("p", { class: "cq-task" }, desc.task) : null, rulesOf(desc, words), scoreTable(desc, words),
      h("div", { class: "cq-bench" }, h("div", { class: "cq-settings" }, list, reset),
        h("div", { class: "cq-results cq-used" }, h("p", { class: "cq-results-name" }, words("allocate_posts")),
          h("dl", {}, desc.posts.map((post, i) => h("div", { class: "cq-result" }, h("dt", {}, post.text, post.note ? h("span", { class: "cq-hint" }, ` ${post.note}`) : null), h("dd", {}, counts[i])))), sums)), live),
    read() {
      const value = read();
      return { value, raw: value, problem: Object.keys(value).length ? "" : words("allocate_first"), field: picks[0].pick.first };
    },
    show,
  };
}

registerQuestion("allocate", {
  view: (desc, state) => (desc.mode === "posts" ? postsView : amountsView)(desc, state),
  practise: (desc, value) => verdict(desc, markAllocate(value, desc.practice, (id, values) => say(desc, id, values))),
  example: (desc) => desc.practice.key,
  describe(desc, value, words) {
    if (desc.mode === "amounts") {
      return desc.items.filter((item) => item.id in value).map((item) => words("pair", { left: item.text, right: withUnit(formatNumber(value[item.id]), desc.amount_unit) }));
    }
    const posts = Object.fromEntries(desc.posts.map((post) => [post.id, post.text]));
    return desc.people.filter((person) => value[person.id]).map((person) => words("allocate_to", { person: person.text, post: posts[value[person.id]] }));
  },
});
