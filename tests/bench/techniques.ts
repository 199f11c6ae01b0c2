/**
 * `deno task bench:techniques`: what each technique of the module costs, and
 * what would stand in its place. CPU nanoseconds, the median of five runs in
 * turn; `--json FILE` writes them for the site's page on speed.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import process from "node:process";
import { parseArgs } from "node:util";
import {
  createTask,
  gather,
  getRunningLoop,
  run,
  sleep,
  waitFor,
} from "../../mod.ts";
import { type Linked, LinkedSet } from "../../loop/_linked.ts";
import { Ring } from "../../loop/_ring.ts";
import { portable } from "./_portable.ts";

interface Pair {
  id: string;
  /** Operations of a run. */
  n: number;
  here(n: number): Promise<void>;
  /** Operations of the other's run, where it is much slower. */
  insteadN?: number;
  instead(n: number): Promise<void>;
}

const resident = 100_000;
const spread = 100;
const nothing = () => {};
/** Of a task, in its life. */
const steps = 10;

class Item implements Linked<Item> {
  _previous: Item | null = null;
  _next: Item | null = null;
}

function cancelled(n: number, why: (i: number) => string): Promise<void> {
  return run(async () => {
    const tasks = Array.from(
      { length: n },
      () => createTask(() => sleep(1_000_000)),
    );
    await sleep(0);
    for (const [i, task] of tasks.entries()) task.cancel(why(i));
    await gather(tasks, { returnExceptions: true });
  });
}

const publicWays = new Worker(
  new URL("./_public_ways.ts", import.meta.url),
  { type: "module" },
);

function onPublicWays(
  workload: keyof typeof portable,
  n: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    publicWays.onmessage = () => resolve();
    publicWays.onerror = reject;
    publicWays.postMessage({ workload, n });
  });
}

const pairs: Pair[] = [
  {
    id: "core",
    n: 20_000,
    here: portable.taskgroup,
    instead: (n) => onPublicWays("taskgroup", n),
  },
  {
    id: "tick",
    n: 100_000,
    here: portable.switch1,
    instead: (n) => onPublicWays("switch1", n),
  },
  {
    id: "linked",
    n: 500_000,
    here(n) {
      const tasks = new LinkedSet<Item>();
      const items = Array.from({ length: resident }, () => new Item());
      for (const item of items) tasks.add(item);
      for (let i = 0; i < n; i++) {
        const item = items[i * 7919 % resident] as Item;
        tasks.delete(item);
        tasks.add(item);
      }
      return Promise.resolve();
    },
    instead(n) {
      const items = Array.from({ length: resident }, () => new Item());
      const tasks = new Set(items);
      for (let i = 0; i < n; i++) {
        const item = items[i * 7919 % resident] as Item;
        tasks.delete(item);
        tasks.add(item);
      }
      return Promise.resolve();
    },
  },
  {
    id: "promise",
    n: 500_000,
    async here(n) {
      const done = Promise.resolve();
      for (let i = 0; i < n; i++) await done;
    },
    async instead(n) {
      const done = { then: (resolve: () => void) => resolve() };
      for (let i = 0; i < n; i++) await done;
    },
  },
  {
    id: "ring",
    n: 500_000,
    here(n) {
      const ring = new Ring<number>();
      for (let i = 0; i < resident; i++) ring.push(i);
      for (let i = 0; i < n; i++) ring.push(ring.shift());
      return Promise.resolve();
    },
    insteadN: 2_000,
    instead(n) {
      const list: unknown[] = [];
      for (let i = 0; i < resident; i++) list.push(i);
      for (let i = 0; i < n; i++) list.push(list.shift());
      return Promise.resolve();
    },
  },
  {
    id: "heap",
    n: 50_000,
    here: (n) =>
      run(async () => {
        const loop = getRunningLoop();
        for (let i = 0; i < n; i++) loop.callLater(i % spread, nothing);
        await sleep(spread + 1);
      }),
    async instead(n) {
      for (let i = 0; i < n; i++) setTimeout(nothing, i % spread);
      await new Promise((resolve) => setTimeout(resolve, spread + 1));
    },
  },
  {
    id: "race",
    n: 20_000,
    here: (n) =>
      run(async () => {
        for (let i = 0; i < n; i++) {
          await waitFor(() => Promise.resolve(), 1_000);
        }
      }),
    async instead(n) {
      for (let i = 0; i < n; i++) {
        const late = AbortSignal.timeout(1_000);
        await Promise.race([
          Promise.resolve(),
          new Promise((_, reject) =>
            late.addEventListener("abort", () => reject(late.reason))
          ),
        ]);
      }
    },
  },
  {
    id: "cancel",
    n: 20_000,
    here: (n) => cancelled(n, () => "over"),
    instead: (n) => cancelled(n, (i) => `over ${i}`),
  },
  {
    id: "context",
    n: 100_000,
    async here(n) {
      const storage = new AsyncLocalStorage<number>();
      for (let i = 0; i < n / steps; i++) {
        await storage.run(i, async () => {
          for (let step = 0; step < steps; step++) await null;
        });
      }
    },
    async instead(n) {
      const storage = new AsyncLocalStorage<number>();
      for (let i = 0; i < n / steps; i++) {
        const enter = storage.run(i, () => AsyncLocalStorage.snapshot());
        for (let step = 0; step < steps; step++) await enter(() => null);
      }
    },
  },
];

async function cost(
  work: (n: number) => Promise<void>,
  n: number,
): Promise<number> {
  const began = process.cpuUsage();
  await work(n);
  const { user, system } = process.cpuUsage(began);
  return (user + system) * 1000 / n;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const { values: options } = parseArgs({
  options: { json: { type: "string" } },
});
const found: Record<string, { here: number; instead: number }> = {};
for (const { id, n, here, insteadN = n, instead } of pairs) {
  const ours: number[] = [];
  const others: number[] = [];
  // One round more than counts: the first warms up.
  for (let round = 0; round < 6; round++) {
    ours.push(await cost(here, n));
    others.push(await cost(instead, insteadN));
  }
  found[id] = {
    here: median(ours.slice(1)),
    instead: median(others.slice(1)),
  };
  console.log(
    `${id.padEnd(8)} ${found[id].here.toFixed(0).padStart(8)} ns, instead ${
      found[id].instead.toFixed(0).padStart(8)
    } ns`,
  );
}
publicWays.terminate();
if (options.json !== undefined) {
  await Deno.writeTextFile(
    options.json,
    JSON.stringify(found, null, 2) + "\n",
  );
}
