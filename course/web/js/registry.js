// The three lists that views look things up in: question types, tools and models.

const questionTypes = new Map();
const toolTypes = new Map();
const modelTypes = new Map();

function addOnce(list, name, thing) {
  if (list.has(name)) throw new Error(`"${name}" is registered twice`);
  list.set(name, thing);
}

/**
 * `type`: {view(desc, state) -> {element, read() -> {value, raw, problem, field}, show(value or null)},
 * practise(desc, value) -> {fraction, message, tone}, example(desc) -> a right answer, describe(desc, value, words) -> [text]};
 * record: id of another word on the button that records.
 */
export function registerQuestion(name, type) { addOnce(questionTypes, name, type); }

/** `tool`: {mount(element, desc, io)}. */
export function registerTool(name, tool) { addOnce(toolTypes, name, tool); }

/** `model`: {inputs, outputs, run(params) -> {output: number}}; the twin of course/models/<name>.py. */
export function registerModel(name, model) { addOnce(modelTypes, name, model); }

/** The registered type, or undefined. */
export function questionType(name) { return questionTypes.get(name); }

/** The registered tool, or undefined. */
export function toolType(name) { return toolTypes.get(name); }

/** The registered model, or undefined. */
export function modelNamed(name) { return modelTypes.get(name); }
