/**
 * `deno task bench:hooks`: what debug mode, traces and context variables cost
 * while nobody uses them. The module runs beside copies of itself without them, in
 * one process; CPU time, the median of many runs in turn. `--json FILE` keeps the
 * ratios.
 */
import { parseArgs } from "node:util";
import { addWorkloads, compare, HERE } from "./_copies.ts";
import { median } from "./_sample.ts";

interface Cut {
  name: string;
  what: string;
  /** What is taken out of loop/, and what stands there instead. */
  cuts: [RegExp, string][];
}

const COPIES: Cut[] = [
  {
    name: "hooks",
    what: "debug mode and traces",
    cuts: [
      [/^ *if \([\w.#?]+\._debug\) [^{;]+;\n/gm, ""],
      [/^ *[\w.]+\._observer\?\.[^;]+;\n/gm, ""],
      [/^ *if \(this\._watched\) [^{;]+;\n/gm, ""],
      [/this\._choose\(batch, index\)/g, "index"],
    ],
  },
  {
    name: "context",
    what: "context variables",
    cuts: [
      [/return isInUse \? [^;]+;/g, "return BLANK;"],
      [/return entered !== null && [^;]+;/g, "return BLANK;"],
    ],
  },
];

const WORKLOADS: Record<string, number> = {
  switch1: 20_000,
  switch1000: 20_000,
  queue1: 20_000,
  spawn: 5_000,
  callSoon: 20_000,
};

/** Copies the module, and takes something out of it. */
async function copyOf(folder: string, { cuts }: Cut): Promise<void> {
  await Deno.mkdir(`${folder}/loop`, { recursive: true });
  const found = new Set<RegExp>();
  for await (const { name } of Deno.readDir(`${HERE}/loop`)) {
    let text = await Deno.readTextFile(`${HERE}/loop/${name}`);
    for (const [pattern, instead] of cuts) {
      if (text.search(pattern) >= 0) found.add(pattern);
      text = text.replaceAll(pattern, instead);
    }
    await Deno.writeTextFile(`${folder}/loop/${name}`, text);
  }
  for (const [pattern] of cuts) {
    if (!found.has(pattern)) throw new Error(`loop/ has no ${pattern} to cut`);
  }
  await Deno.copyFile(`${HERE}/mod.ts`, `${folder}/mod.ts`);
  await addWorkloads(folder);
}

const { values: options } = parseArgs({
  options: {
    json: { type: "string" },
    rounds: { type: "string", default: "3" },
  },
});
const folder = await Deno.makeTempDir();
const ratios: Record<string, Record<string, number>> = {};
try {
  for (const copy of COPIES) await copyOf(`${folder}/${copy.name}`, copy);
  for (const workload of Object.keys(WORKLOADS)) {
    for (const { name, what } of COPIES) {
      const copy = `${folder}/${name}`;
      const found: number[] = [];
      for (let round = 0; round < +options.rounds; round++) {
        found.push(await compare(HERE, copy, workload, WORKLOADS[workload]));
      }
      const ratio = median(found);
      (ratios[name] ??= {})[workload] = ratio;
      console.log(
        `${workload.padEnd(11)} with ${what}, unused: ${
          ratio.toFixed(3)
        } of the same without`,
      );
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
if (options.json !== undefined) {
  await Deno.writeTextFile(
    options.json,
    JSON.stringify(ratios, null, 2) + "\n",
  );
}
