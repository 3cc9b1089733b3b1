// What the twins share: completing and checking values as course/models/base.py does.

/** An error whose message is the id of a string ("model.range"), with the values to put into it. */
export function modelError(id, values = {}) {
  const error = new Error(id);
  error.say = id;
  error.values = values;
  return error;
}

/** `params` completed with start values. `inputs` is a list of [id, min, max, start]. */
export function checkedValues(inputs, params) {
  const values = {};
  inputs.forEach(([id, , , start]) => { values[id] = start; });
  Object.entries(params || {}).forEach(([id, raw]) => {
    const item = inputs.find((one) => one[0] === id);
    if (!item) throw modelError("model.unknown", { name: id });
    if (typeof raw !== "number" || !Number.isFinite(raw)) throw modelError("model.number", { name: id });
    if (raw < item[1] || raw > item[2]) throw modelError("model.range", { name: id, low: item[1], high: item[2] });
    values[id] = raw;
  });
  return values;
}

/** A twin as `registerModel` wants it: inputs with their ranges, and a `run` that checks before it computes. */
export function twin(inputs, outputs, compute) {
  return {
    inputs: inputs.map(([id, min, max, start]) => ({ id, min, max, start })),
    outputs,
    run(params) { return compute(checkedValues(inputs, params)); },
  };
}
