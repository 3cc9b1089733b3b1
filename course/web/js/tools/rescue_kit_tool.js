// M00: what to do when something goes wrong: restart the engine, find the answers file, start a module again.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { registerTool } from "../registry.js";
import { say } from "../ui.js";
import { toolButton } from "./fields.js";
import { mountTool } from "./toolframe.js";

function rescueSteps(words, id, count) {
  return h("ol", {}, Array.from({ length: count }, (_unused, index) => h("li", {}, words(`rescue.${id}_${index + 1}`))));
}

function fileCard(words, info) {
  if (!info) return h("p", {}, words("rescue.file_book"));
  const list = info.recorded.length
    ? h("ul", { class: "ct-recorded" }, info.recorded.map((one) => h("li", {}, h("b", {}, one.id), " ", one.when)))
    : h("p", {}, words("rescue.file_nothing"));
  return [
    h("p", {}, words("rescue.file_where")),
    h("dl", { class: "ct-facts" }, h("dt", {}, words("rescue.file_name")), h("dd", {}, h("code", {}, info.file)),
      h("dt", {}, words("rescue.file_folder")), h("dd", {}, h("code", {}, info.folder))),
    info.problem ? h("p", { class: "ct-warn" }, info.problem) : null,
    h("p", {}, words("rescue.file_recorded", { n: info.recorded.length })), list,
  ];
}

/** The card that can remove answers: a button, a question, and a way back. */
function resetCard(words, io, report, refresh) {
  const place = h("div", {});
  function ask(kind, more) {
    return io.send(kind, more).then((reply) => { report(reply.tone, reply.text); refresh(reply); return reply; })
      .catch(() => report("bad", words("rescue.no_engine")));
  }
  function idle(canUndo, focus) {
    const begin = toolButton(words("rescue.reset_begin"), confirm);
    fill(place, h("div", { class: "ct-actions" }, begin,
      canUndo ? toolButton(words("rescue.reset_undo"), () => ask("undo_reset").then((reply) => idle(!(reply && reply.ok), true)), "main") : null));
    if (focus) (place.querySelector(".ct-button--main") || begin).focus();
  }
  function confirm() {
    const no = toolButton(words("rescue.reset_no"), () => idle(false, true), "main");
    fill(place, h("p", { class: "ct-warn" }, words("rescue.reset_sure")), h("div", { class: "ct-actions" }, no,
      toolButton(words("rescue.reset_yes"), () => ask("reset").then((reply) => idle(Boolean(reply && reply.can_undo), true)), "bad")));
    no.focus();
  }
  idle(false, false);
  return place;
}

registerTool("rescue_kit", {
  mount(element, desc, io) {
    const words = (id, values) => say(desc, id, values);
    const inLab = io && io.place === "lab";
    return mountTool(element, desc, {}, (tool) => {
      const file = h("div", {});
      const report = (tone, text) => tool.tell(h("p", { class: `ct-note ct-note--${tone}` }, icon(tone), text));
      const refresh = (info) => { if (info && info.recorded) fill(file, fileCard(words, info)); };
      const look = () => io.send("look", {}).then(refresh).catch(() => report("bad", words("rescue.no_engine")));
      fill(file, fileCard(words, null));
      if (inLab) look();
      const card = (id, ...content) => h("section", { class: "ct-card" }, h("h4", {}, words(`rescue.${id}`)), content);
      return {
        controls: null,
        results: h("div", { class: "ct-cards" },
          card("restart", h("p", {}, words("rescue.restart_why")), rescueSteps(words, "restart", 3), h("p", {}, words("rescue.restart_safe"))),
          card("file", file, inLab ? h("div", { class: "ct-actions" }, toolButton(words("rescue.file_look"), look)) : null),
          card("reset", h("p", {}, words("rescue.reset_what")), inLab ? resetCard(words, io, report, refresh) : h("p", {}, words("rescue.reset_book")))),
        set() {},
        paint() {},
      };
    });
  },
});
