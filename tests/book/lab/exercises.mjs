// Run by test_exercises_in_pyodide.py in Node: node exercises.mjs <folder of Pyodide> <file of items>; prints what the
// assembler of plans wrote and the results, each as JSON on a line.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [engine, items] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
const quiet = { messageCallback() {} };
const python = await loadPyodide({ indexURL: `${engine}/`, stdout() {}, stderr() {} });
await python.loadPackage("migration-development-course", quiet);
python.runPython(readFileSync(new URL("./exercises_in_pyodide.py", import.meta.url), "utf-8"));
console.log(python.globals.get("plan")());
console.log(python.globals.get("run")(readFileSync(items, "utf-8")));
