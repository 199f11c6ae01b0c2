// @run --allow-all
// The conformance programs in a real browser, where the module has neither
// AsyncLocalStorage nor ticks: they print what CPython prints there, too.
import { assert, assertEquals } from "@std/assert";
import type { Clock } from "../conformance/_python.ts";
import { entries } from "../conformance/_suite.ts";
import { bundled } from "./_bundled.ts";
import { files, Visit } from "./_site.ts";

const options = { sanitizeOps: false, sanitizeResources: false };

/** Names of what only Deno has, and of what only a process has. */
const DENO_ONLY = new RegExp(
  [
    "Deno\\.",
    "node:",
    "StreamReader|openConnection|startServer|[uU]nix",
    "createSubprocess",
    "toThread|moduleFunction|unInExecutor|WorkerPool|Threadsafe",
    "SignalHandler|sigint|Interrupt",
    "\\.\\/_(?!python)",
  ].join("|"),
);

const ROOT = new URL("../../", import.meta.url);

/** What a browser cannot do without AsyncLocalStorage. */
const BEYOND: Readonly<Record<string, string>> = {
  "441_eager_current_task":
    "which task is current again once an eager child has paused",
};

interface Chosen {
  name: string;
  clock: Clock;
  expected: string[];
}

async function chosen(): Promise<Chosen[]> {
  const list: Chosen[] = [];
  for (const entry of entries()) {
    const { name, translated, expected, difference, clocks } = entry;
    if (!translated || difference) continue;
    const path = new URL(`tests/conformance/${name}.ts`, ROOT);
    const source = await Deno.readTextFile(path);
    if (!DENO_ONLY.test(source)) {
      list.push({ name, expected, clock: clocks[0] });
    }
  }
  return list;
}

/** One Worker that runs the programs by name. */
function worker(names: string[]): string {
  const at = (name: string) =>
    JSON.stringify(new URL(`tests/conformance/${name}.ts`, ROOT).href);
  return [
    `import { record } from ${at("_python")};`,
    "const programs = {",
    ...names.map((name) => `"${name}": () => import(${at(name)}),`),
    "};",
    "self.onmessage = async ({ data }) => {",
    "  try {",
    "    const { default: program } = await programs[data.name]();",
    "    self.postMessage({ lines: await record(program, data.clock) });",
    "  } catch (error) {",
    "    self.postMessage({ lines: [String(error)] });",
    "  }",
    "};",
  ].join("\n");
}

/** Runs each program in a Worker of its own. */
const RUN = `async ([url, programs]) => {
  const all = {};
  for (const { name, clock } of programs) {
    const worker = new Worker(url, { type: "module" });
    all[name] = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(["does not end"]), 5000);
      worker.onmessage = ({ data }) => resolve(clearTimeout(timer) ?? data.lines);
      worker.onerror = (event) => resolve([event.message]);
      worker.postMessage({ name, clock });
    });
    worker.terminate();
  }
  return all;
}`;

Deno.test(
  "Conformance programs that need nothing of Deno pass in the browser",
  options,
  async (t) => {
    const programs = await chosen();
    assert(programs.length >= 150, `only ${programs.length} programs`);
    const names = programs.map(({ name }) => name);
    const scripts = await bundled("programs", worker(names));
    await using visit = await Visit.begin(new Map([...files, ...scripts]));
    await visit.open("en/", {}, async (page) => {
      const printed = await page.evaluate(
        `(${RUN})(["${visit.root}programs/programs.js", ${
          JSON.stringify(programs.map(({ name, clock }) => ({ name, clock })))
        }])`,
      ) as Record<string, string[]>;
      for (const { name, expected } of programs) {
        const why = BEYOND[name];
        await t.step({
          name: why ? `${name}: not in a browser, ${why}` : name,
          ignore: why !== undefined,
          fn: () => assertEquals(printed[name], expected),
        });
      }
    });
  },
);
