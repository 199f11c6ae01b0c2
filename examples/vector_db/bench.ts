import { createTask, sleep, taskGroup } from "../../mod.ts";
import { AsyncVectorDB } from "./vector_db.ts";

const DIM = 128;
const BATCH = 250;
/** How many searches at once, and how many altogether. */
const ROUNDS = [[1, 50], [10, 200], [100, 400]];

/** Measures the database that a URL names, or else a file that it removes. */
export async function benchmark(
  { db: url, count }: { db: string | null; count: number },
): Promise<void> {
  const folder = url ?? await Deno.makeTempDir({ prefix: "vector-bench-" });
  try {
    const db = await AsyncVectorDB.connect(url ?? `sqlite:${folder}/bench.db`);
    try {
      await bench(db, count);
    } finally {
      await db.close();
    }
  } finally {
    if (url === null) await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Fills a collection with random vectors and times searches in it. Beside the
 * work a task sleeps again and again for 5 ms: how late it wakes up tells how
 * long the loop kept everybody waiting.
 */
async function bench(db: AsyncVectorDB, count: number): Promise<void> {
  const name = `bench-${crypto.randomUUID().slice(0, 8)}`;
  const late: number[] = [];
  let memory = 0;
  const watch = createTask(async () => {
    while (true) {
      const start = performance.now();
      await sleep(5);
      late.push(performance.now() - start - 5);
      memory = Math.max(memory, Deno.memoryUsage().rss);
    }
  });
  await db.createCollection(name, { dim: DIM });
  try {
    const start = performance.now();
    for (let i = 0; i < count; i += BATCH) {
      const size = Math.min(BATCH, count - i);
      await db.batchInsert(
        name,
        Array.from({ length: size }, (_, j) => ({
          id: `${i + j}`,
          vector: randomVector(),
        })),
      );
    }
    const seconds = (performance.now() - start) / 1000;
    const rate = Math.round(count / seconds).toLocaleString("en");
    row(`insert ${count.toLocaleString("en")}`, `${rate} a second`);
    for (const [atOnce, all] of ROUNDS) {
      const times = await timeSearches(db, name, atOnce, all);
      row(`search, ${atOnce} at once`, percentiles(times));
    }
    row("the loop was late by", percentiles(late));
    row("memory of this process", `${Math.round(memory / 2 ** 20)} MiB`);
  } finally {
    watch.cancel();
    await db.dropCollection(name);
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

function randomVector(): Float32Array {
  return Float32Array.from({ length: DIM }, () => Math.random() - 0.5);
}

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b);
  return [50, 90, 99].map((percent) => {
    const time = times[Math.floor((times.length - 1) * percent / 100)];
    return `p${percent} ${time.toFixed(1)} ms`;
  }).join("   ");
}

function row(what: string, value: string): void {
  console.log(`${what.padEnd(24)} ${value}`);
}
