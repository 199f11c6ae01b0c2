import { createTask, sleep, taskGroup } from "../../mod.ts";
import { statusLine } from "./progress_line.ts";
import { AsyncVectorDB } from "./vector_db.ts";

const DIM = 128;
const BATCH = 250;
/** How many searches at once, and how many altogether. */
const ROUNDS = [[1, 50], [10, 200], [100, 400]];
const NAP = 5; // milliseconds

/** Measures the database that a URL names, or else a file that it removes. */
export async function benchmark(
  { db: url, count }: { db: string | null; count: number },
): Promise<void> {
  const folder = url ?? await Deno.makeTempDir({ prefix: "vector-bench-" });
  try {
    const db = await AsyncVectorDB.connect(url ?? `sqlite:${folder}/bench.db`, {
      timeout: 10_000,
    });
    try {
      await bench(db, count);
    } finally {
      await db.close();
    }
  } finally {
    if (url === null) await Deno.remove(folder, { recursive: true });
  }
}

/** Fills a collection with random vectors, then times searches in it. */
async function bench(db: AsyncVectorDB, count: number): Promise<void> {
  const name = `bench-${crypto.randomUUID().slice(0, 8)}`;
  await db.createCollection(name, { dim: DIM });
  const naps = watchNaps();
  try {
    row("vectors", `${whole(count)} × ${DIM}-d, ${BATCH} a batch`);
    const start = performance.now();
    await fill(db, name, count);
    row("insert", perSecond(count, start));
    await naps.report();
    for (const [atOnce, all] of ROUNDS) {
      const start = performance.now();
      const times = await timeSearches(db, name, atOnce, all);
      row(
        `search, ${atOnce} at once`,
        `${perSecond(all, start).padEnd(15)} ${percentiles(times)}`,
      );
    }
    await naps.report();
    row("memory of this process", `at most ${naps.mebibytes()} MiB`);
  } finally {
    naps.stop();
    await db.dropCollection(name);
  }
}

async function fill(
  db: AsyncVectorDB,
  name: string,
  count: number,
): Promise<void> {
  const line = statusLine();
  try {
    for (let i = 0; i < count; i += BATCH) {
      line.show(`${whole(i)} of ${whole(count)} vectors`);
      const size = Math.min(BATCH, count - i);
      const batch = Array.from({ length: size }, (_, j) => ({
        id: `${i + j}`,
        vector: randomVector(),
      }));
      await db.batchInsert(name, batch);
    }
  } finally {
    line.clear();
  }
}

async function timeSearches(
  db: AsyncVectorDB,
  name: string,
  atOnce: number,
  all: number,
): Promise<number[]> {
  const times: number[] = [];
  let left = all;
  async function searchOn(): Promise<void> {
    while (left-- > 0) {
      const query = randomVector();
      const start = performance.now();
      await db.search(name, query, { topK: 10 });
      times.push(performance.now() - start);
    }
  }
  await taskGroup(async (group) => {
    for (let i = 0; i < atOnce; i++) group.createTask(searchOn);
    await sleep(0);
  });
  return times;
}

// A thread with nothing to do, which naps as the task below does: how late it
// wakes up is the machine's share.
const IDLE_THREAD = `
let late = [];
function nap() {
  const start = performance.now();
  setTimeout(() => {
    late.push(performance.now() - start - ${NAP});
    nap();
  }, ${NAP});
}
nap();
onmessage = () => {
  postMessage(late);
  late = [];
};`;

/**
 * Beside the work a task naps again and again: how late it wakes up tells how
 * long the loop kept everybody waiting.
 */
function watchNaps() {
  let late: number[] = [];
  let memory = 0;
  const task = createTask(async () => {
    while (true) {
      const start = performance.now();
      await sleep(NAP);
      late.push(performance.now() - start - NAP);
      memory = Math.max(memory, Deno.memoryUsage().rss);
    }
  });
  const idle = new Worker(
    `data:text/javascript,${encodeURIComponent(IDLE_THREAD)}`,
    { type: "module" },
  );
  return {
    /** Prints what was measured since the last time. */
    async report(): Promise<void> {
      const answer = new Promise<number[]>((resolve) => {
        idle.onmessage = ({ data }) => resolve(data);
      });
      idle.postMessage(null);
      row("  the loop was late by", " ".repeat(16) + percentiles(late));
      row("  an idle thread by", " ".repeat(16) + percentiles(await answer));
      late = [];
    },
    mebibytes: () => Math.round(memory / 2 ** 20),
    stop(): void {
      task.cancel();
      idle.terminate();
    },
  };
}

function randomVector(): Float32Array {
  const vector = new Float32Array(DIM);
  for (let i = 0; i < DIM; i++) vector[i] = Math.random() - 0.5;
  return vector;
}

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b);
  return [50, 90, 99].map((percent) => {
    const time = times[Math.floor((times.length - 1) * percent / 100)];
    return `p${percent} ${time.toFixed(1)} ms`.padEnd(15);
  }).join(" ").trimEnd();
}

function perSecond(count: number, start: number): string {
  return `${whole(count / (performance.now() - start) * 1000)} a second`;
}

function whole(count: number): string {
  return Math.round(count).toLocaleString("en");
}

function row(what: string, value: string): void {
  console.log(`${what.padEnd(24)} ${value}`);
}
