// Parts of the views that need no page; run by test_node.py with Node's own test runner.

import assert from "node:assert/strict";
import { test } from "node:test";
import { connectLab } from "../../../course/web/js/lab.js";
import { applySteps } from "../../../course/web/js/rows.js";
import { pythonLiteral, typedForm } from "../../../course/web/js/typed.js";
import { say, setUiDefaults } from "../../../course/web/js/ui.js";
import { registerModel } from "../../../course/web/js/registry.js";

function engine() {
  const listeners = new Set();
  const sent = [];
  return { sent, on: (event, listener) => listeners.add(listener), off: (event, listener) => listeners.delete(listener),
    send: (message) => sent.push(message), say: (message) => listeners.forEach((listener) => listener(message)), listeners };
}

test("a reply reaches the request with its number, in any order", async () => {
  const model = engine();
  const { send } = connectLab(model);
  const first = send("record", { raw: 1 });
  const second = send("check");
  assert.equal(model.sent[0].raw, 1);
  model.say({ kind: "reply", n: model.sent[1].n, text: "second" });
  model.say({ kind: "reply", n: model.sent[0].n, text: "first" });
  assert.equal((await first).text, "first");
  assert.equal((await second).text, "second");
});

test("messages of others are left alone", async () => {
  const model = engine();
  const { send } = connectLab(model, 20);
  const asked = send("check");
  model.say({ kind: "code", n: model.sent[0].n });
  model.say({ kind: "reply", n: model.sent[0].n + 1 });
  model.say(null);
  await assert.rejects(asked);
});

test("without a reply in time the request fails, and a late reply is still heard once", async () => {
  const model = engine();
  const late = [];
  const { send } = connectLab(model, 10);
  await assert.rejects(send("record", { raw: 1 }, (reply) => late.push(reply.text)));
  model.say({ kind: "reply", n: model.sent[0].n, text: "after all" });
  model.say({ kind: "reply", n: model.sent[0].n, text: "again" });
  assert.deepEqual(late, ["after all"]);
});

test("a line that cannot send fails at once", async () => {
  const model = { ...engine(), send() { throw new Error("closed"); } };
  await assert.rejects(connectLab(model, 60000).send("record"), /closed/);
});

test("stopping takes the listener away", () => {
  const model = engine();
  connectLab(model).stop();
  assert.equal(model.listeners.size, 0);
});

test("the typed form is Python", () => {
  assert.equal(pythonLiteral({ a: [true, false, null, 1.5, "it's \"x\""] }), '{"a": [True, False, None, 1.5, "it\'s \\"x\\""]}');
  assert.equal(typedForm({ type: "choice", id: "m10-e2" }, "b"), 'from course import ask; ask.choice("m10-e2", value="b")');
});

test("steps on a table", () => {
  const rows = [["Nepal", 3], ["Fiji", null], ["Ghana", 10], ["Peru", 3]];
  const names = (steps) => applySteps(rows, steps).map((row) => row[0]);
  assert.deepEqual(names([{ do: "sort", column: 1, down: true }]), ["Ghana", "Nepal", "Peru", "Fiji"]);
  assert.deepEqual(names([{ do: "sort", column: 1, down: false }]), ["Nepal", "Peru", "Ghana", "Fiji"]);
  assert.deepEqual(names([{ do: "sort", column: 0, down: false }, { do: "first", count: 2 }]), ["Fiji", "Ghana"]);
  assert.deepEqual(names([{ do: "first", count: 2 }, { do: "sort", column: 0, down: false }]), ["Fiji", "Nepal"]);
  assert.deepEqual(names([{ do: "filter", column: 1, condition: "least", value: 3 }]), ["Nepal", "Ghana", "Peru"]);
  assert.deepEqual(names([{ do: "filter", column: 1, condition: "most", value: 3 }]), ["Nepal", "Peru"]);
  assert.deepEqual(names([{ do: "filter", column: 0, condition: "contains", value: "P" }]), ["Nepal", "Peru"]);
  assert.deepEqual(names([{ do: "filter", column: 0, condition: "is", value: "peru" }]), ["Peru"]);
  assert.equal(rows[1][0], "Fiji", "the table itself never changes");
});

test("a translated string wins, a missing one stays English, values are put in", () => {
  setUiDefaults({ hello: "Hello {name}", bye: "Bye" });
  assert.equal(say({ ui: { hello: "Bonjour {name}" } }, "hello", { name: "Amina" }), "Bonjour Amina");
  assert.equal(say({ ui: {} }, "bye"), "Bye");
  assert.equal(say({}, "hello", {}), "Hello {name}");
});

test("a name is registered once", () => {
  registerModel("only-once", {});
  assert.throws(() => registerModel("only-once", {}), /twice/);
});
