/**
 * Every workload on this module, plain promises, CPython's asyncio, uvloop,
 * Effection and Effect, in one run. `--help` lists the options.
 *
 * Each pair of system and workload is a process of its own, which warms up and
 * measures itself; the systems take turns.
 */
import { parseArgs } from "node:util";
import { accept, gate, LIMIT } from "./_gate.ts";
import { portable } from "./_portable.ts";
import { report } from "./_report.ts";
import type { Result, Results } from "./_results.ts";
import { measureElsewhere } from "./_runtimes.ts";
import { describeMachine, findSystems, type Found } from "./_systems.ts";
import { median, type Sample } from "./_sample.ts";
import type { Fairness } from "./_worker.ts";
import {
  growth,
  memoryPart,
  memoryTasks,
  spinning,
  type System,
  systems,
  type Workload,
  workloads,
} from "./_workloads.ts";

const USAGE = `deno task bench [OPTIONS]

  --quick           small sizes, a minute; the full run takes some
  --rounds N        processes of each system and workload (full: 3, quick: 1)
  --only NAMES      these workloads (switch1,queue1,... memory,cold,fairness)
  --systems NAMES   these systems (ours,plain,cpython,uvloop,effection,effect)
  --elsewhere       also this module on Node, Bun and in a page
  --growth          also how the cost grows up to a million tasks and timers
  --json FILE       write everything that was measured
  --gate            only beside this module's own baseline: fail beyond ${LIMIT} times
  --accept          make HEAD the baseline, in tests/bench/baseline.json
  --help`;

interface Plan {
  quick: boolean;
  /** Processes of each system and workload; each gives `samples`. */
  rounds: number;
  samples: number;
  workloads: Workload[];
  extras: Set<string>;
  systems: System[];
}

const EXTRAS = ["memory", "cold", "fairness"];

async function main(args: string[]): Promise<number> {
  const { values: options } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      gate: { type: "boolean", default: false },
      accept: { type: "boolean", default: false },
      elsewhere: { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      json: { type: "string" },
      only: { type: "string" },
      rounds: { type: "string" },
      systems: { type: "string" },
    },
  });
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const { quick } = options;
  const known = [...workloads.map(({ name }) => name), ...EXTRAS];
  const only = names(options.only, known) ?? known;
  if (options.accept) {
    console.log(`The baseline is ${await accept()}`);
    return 0;
  }
  if (options.gate) return verdict(await gate(only, console.log));
  const plan: Plan = {
    quick,
    rounds: +(options.rounds ?? (quick ? 1 : 3)),
    samples: quick ? 5 : 3,
    workloads: workloads.filter(({ name }) => only.includes(name)),
    extras: new Set(only),
    systems: names(options.systems, systems) ?? [...systems],
  };
  if (options.growth) plan.extras.add("growth");
  if (options.elsewhere) plan.extras.add("elsewhere");

  const bench = new Bench(await findSystems(), plan);
  await bench.run();
  const { results } = bench;
  console.log(report(results));
  if (options.json) {
    await Deno.writeTextFile(
      options.json,
      JSON.stringify(results, null, 2) + "\n",
    );
  }
  return results.failures.length > 0 ? 1 : 0;
}

/** "a,b" as names that are known. */
function names<T extends string>(
  list: string | undefined,
  known: readonly T[],
): T[] | undefined {
  return list?.split(",").map((name) => {
    const found = known.find((one) => one === name);
    if (!found) {
      console.error(`${name} is not known; known are ${known.join(", ")}`);
      Deno.exit(2);
    }
    return found;
  });
}

function verdict(worse: string[]): number {
  for (const line of worse) console.log(`GATE ${line} the baseline's cost`);
  if (worse.length === 0) {
    console.log(`Gate: nothing beyond ${LIMIT} times the baseline`);
  }
  return worse.length > 0 ? 1 : 0;
}

class Bench {
  readonly results: Results;
  readonly #found: Record<System, Found>;
  readonly #plan: Plan;

  constructor(found: Record<System, Found>, plan: Plan) {
    this.#found = found;
    this.#plan = plan;
    this.results = {
      date: new Date().toISOString(),
      mode: plan.quick ? "quick" : "full",
      machine: describeMachine(),
      systems: {},
      results: [],
      memory: {},
      cold: {},
      fairness: [],
      growth: [],
      elsewhere: [],
      notes: [],
      failures: [],
    };
    for (const system of plan.systems) {
      const { label, missing } = found[system];
      if (missing) this.results.notes.push(`${system} is not here: ${missing}`);
      else this.results.systems[system] = label;
    }
  }

  async run(): Promise<void> {
    const { extras, workloads, rounds } = this.#plan;
    for (const workload of workloads) await this.#compare(workload, rounds);
    if (extras.has("memory")) await this.#memory();
    if (extras.has("cold")) await this.#cold();
    if (extras.has("fairness")) await this.#fairness();
    if (extras.has("growth")) await this.#growth();
    if (extras.has("elsewhere")) await this.#elsewhere();
    this.#notes();
    progress("");
  }

  #present(): System[] {
    return this.#plan.systems.filter((system) => !this.#found[system].missing);
  }

  #size(workload: Workload, system: System): number {
    const n = this.#plan.quick ? workload.quick : workload.n;
    return n * (workload.part?.[system] ?? 1);
  }

  async #compare(workload: Workload, rounds: number): Promise<void> {
    const samples = new Map<System, Sample[]>();
    for (let round = 1; round <= rounds; round++) {
      for (const system of this.#present()) {
        const found = this.#found[system];
        if (found.lacks[workload.name]) continue;
        progress(`${workload.title}: ${system}, round ${round} of ${rounds}`);
        const n = this.#size(workload, system);
        const more = await this.#json<Sample[]>(
          `${system} ${workload.name}`,
          found.command([workload.name, `${n}`, `${this.#plan.samples}`]),
        );
        if (more) samples.set(system, [...samples.get(system) ?? [], ...more]);
      }
    }
    const { results } = this.results;
    for (const [system, all] of samples) {
      const result: Result = {
        workload: workload.name,
        system,
        n: this.#size(workload, system),
        cpu: median(all.map(({ cpu }) => cpu)),
        wall: median(all.map(({ wall }) => wall)),
        samples: all,
      };
      const old = results.findIndex((one) =>
        one.workload === workload.name && one.system === system
      );
      if (old < 0) results.push(result);
      else results[old] = result;
    }
  }

  async #memory(): Promise<void> {
    const n = this.#plan.quick ? memoryTasks.quick : memoryTasks.n;
    for (const system of this.#present()) {
      const bytes: number[] = [];
      for (let i = 0; i < this.#plan.rounds; i++) {
        progress(`memory: ${system}`);
        const tasks = n * (memoryPart[system] ?? 1);
        const one = await this.#json<number>(
          `${system} memory`,
          this.#found[system].command(["memory", `${tasks}`]),
        );
        if (one) bytes.push(one);
      }
      if (bytes.length > 0) this.results.memory[system] = median(bytes);
    }
  }

  async #cold(): Promise<void> {
    const took = new Map<System, number[]>();
    const rounds = this.#plan.rounds > 1 ? 15 : 5;
    for (let i = 0; i < rounds; i++) {
      for (const system of this.#present()) {
        progress(`cold start: ${system}`);
        const one = await firstLine(this.#found[system].cold());
        if (one === null) {
          this.results.failures.push(`${system} cold: no line`);
          return;
        }
        took.set(system, [...took.get(system) ?? [], one]);
      }
    }
    for (const [system, all] of took) this.results.cold[system] = median(all);
  }

  async #fairness(): Promise<void> {
    for (const system of ["ours", "cpython"] as const) {
      if (!this.results.systems[system]) continue;
      for (const tasks of spinning) {
        // CPython takes seconds for its answer here: not in the quick run.
        if (system !== "ours" && this.#plan.quick && tasks > 1000) continue;
        progress(`fairness: ${system} beside ${tasks}`);
        const ms = this.#plan.quick ? "400" : "3000";
        const one = await this.#json<Fairness>(
          `${system} fairness`,
          this.#found[system].command(["fairness", `${tasks}`, ms]),
        );
        if (one) this.results.fairness.push({ system, tasks, ...one });
      }
    }
  }

  async #growth(): Promise<void> {
    for (const workload of ["spawn", "cancel", "timersDense"]) {
      for (const n of growth) {
        progress(`growth: ${workload} of ${n}`);
        const samples = await this.#json<Sample[]>(
          `ours ${workload} ${n}`,
          this.#found.ours.command([workload, `${n}`, "3"]),
        );
        if (!samples) continue;
        const cpu = median(samples.map((sample) => sample.cpu));
        this.results.growth.push({ workload, n, cpu });
      }
    }
  }

  async #elsewhere(): Promise<void> {
    const jobs = this.#plan.workloads
      .filter(({ name }) => name in portable)
      .map(({ name, quick }) => ({
        workload: name as keyof typeof portable,
        n: quick,
        samples: this.#plan.samples,
      }));
    this.results.elsewhere = await measureElsewhere(
      jobs,
      progress,
      (note) => this.results.notes.push(note),
    );
  }

  #notes(): void {
    const { notes } = this.results;
    for (const system of this.#present()) {
      const { lacks, label, remark } = this.#found[system];
      if (remark) notes.push(`${label} ${remark}`);
      const missing = this.#plan.workloads.filter(({ name }) => lacks[name]);
      if (missing.length > 0) {
        const which = missing.map(({ title }) => title).join("; ");
        notes.push(`${label} ${lacks[missing[0].name]} (${which})`);
      }
      const parts = this.#plan.workloads.filter(({ part }) => part?.[system]);
      if (parts.length > 0) {
        const which = parts.map(({ name, part }) =>
          `${name} 1/${1 / (part![system] ?? 1)}`
        ).join(", ");
        notes.push(`${label} runs a part of the operations: ${which}`);
      }
    }
  }

  /** What the process prints; `undefined`, and a failure noted, when it fails. */
  async #json<T>(what: string, command: Deno.Command): Promise<T | undefined> {
    const { success, code, signal, stdout, stderr } = await command.output();
    const text = new TextDecoder();
    try {
      if (success) return JSON.parse(text.decode(stdout)) as T;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    const lines = text.decode(stderr).trim().split("\n");
    const told = lines.find((line) => /error/i.test(line)) ?? lines.at(-1);
    this.results.failures.push(
      `${what}: ${told || `no result, ended with ${signal ?? code}`}`,
    );
    return undefined;
  }
}

/** Milliseconds until the program's first output. */
async function firstLine(command: Deno.Command): Promise<number | null> {
  const began = performance.now();
  const child = command.spawn();
  let took: number | null = null;
  for await (const _line of child.stdout) took ??= performance.now() - began;
  return (await child.status).success ? took : null;
}

function progress(text: string): void {
  if (!Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(new TextEncoder().encode(`\r\x1b[K${text}`));
}

Deno.exit(await main(Deno.args));
