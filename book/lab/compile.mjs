// Run by compiled.py in Node: node compile.mjs <folder of Pyodide> <job.json>. The engine compiles its own wheels, because
// only the same Python can; a browser would do this work again at each start.

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, job] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${engine}/` });
python.FS.mkdirTree("/job");
python.FS.mount(python.FS.filesystems.NODEFS, { root: dirname(job) }, "/job");
python.runPython(readFileSync(new URL("./compile_wheels.py", import.meta.url), "utf-8"));
python.globals.get("compile_all")("/job");
