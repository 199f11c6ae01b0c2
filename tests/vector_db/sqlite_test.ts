// @run --allow-read --allow-write=$TMPDIR --allow-ffi
import { assert, assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { CancelledError, createTask, run, sleep } from "../../mod.ts";
import { AsyncVectorDB } from "../../examples/vector_db/mod.ts";
import { contract, outcome } from "./_contract.ts";

contract({
  name: "sqlite:FILE",
  recall: 1,
  shared: true,
  async start() {
    const folder = await Deno.makeTempDir();
    return {
      url: `sqlite:${folder}/vectors.db`,
      stop: () => Deno.remove(folder, { recursive: true }),
    };
  },
});

contract({
  name: "sqlite::memory:",
  recall: 1,
  shared: false,
  start: () =>
    Promise.resolve({ url: "sqlite::memory:", stop: async () => {} }),
});

/** Runs a test with a fresh folder. */
function test(what: string, body: (folder: string) => Promise<void>): void {
  Deno.test(`sqlite: ${what}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await run(() => body(folder));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** The message with which a URL is refused; it is of the problem "connect". */
async function refusal(url: string): Promise<string> {
  try {
    const db = await AsyncVectorDB.connect(url);
    await db.close();
    return "accepted";
  } catch (error) {
    assertEquals(await outcome(() => Promise.reject(error)), "connect");
    return (error as Error).message;
  }
}

test("files that it must not touch are refused, unchanged", async (folder) => {
  const text = `${folder}/text.db`;
  await Deno.writeTextFile(text, "This is no database.\n".repeat(100));
  const other = `${folder}/other.db`;
  const stranger = new DatabaseSync(other);
  stranger.exec("CREATE TABLE notes (text)");
  stranger.close();
  const newer = `${folder}/newer.db`;
  await (await AsyncVectorDB.connect(`sqlite:${newer}`)).close();
  const future = new DatabaseSync(newer);
  future.exec("PRAGMA user_version = 1000");
  future.close();
  const files = [text, other, newer];
  const before = files.map((file) => Deno.readFileSync(file));
  const log: string[] = [];
  for (const file of [...files, `${folder}/none/a.db`, folder, ""]) {
    log.push((await refusal(`sqlite:${file}`)).replaceAll(folder, "F"));
  }
  assertEquals(log, [
    "Cannot open sqlite:F/text.db: it is not a database",
    "Cannot open sqlite:F/other.db: it is a database of another program",
    "Cannot open sqlite:F/newer.db: a newer version of this client made it",
    "Cannot open sqlite:F/none/a.db: there is no folder F/none",
    "Cannot open sqlite:F: it is a folder",
    "Cannot open sqlite:: name a file, as in sqlite:a.db",
  ]);
  assertEquals(files.map((file) => Deno.readFileSync(file)), before);
});

test("it is opened to lose nothing, and closed without a rest", async (folder) => {
  const db = await AsyncVectorDB.connect(`sqlite:${folder}/a.db`);
  await db.createCollection("docs", { dim: 2 });
  await db.insert("docs", "a", [1, 2]);
  const open = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  await db.close();
  const closed = [...Deno.readDirSync(folder)].map(({ name }) => name);
  assertEquals([open, closed], [["a.db", "a.db-shm", "a.db-wal"], ["a.db"]]);
});

test("a write that waits for another program can be cancelled", async (folder) => {
  const db = await AsyncVectorDB.connect(`sqlite:${folder}/a.db`);
  try {
    await db.createCollection("docs", { dim: 2 });
    const other = new DatabaseSync(`${folder}/a.db`);
    other.exec("BEGIN IMMEDIATE"); // now nobody else may write
    const log: string[] = [];
    const writing = createTask(() => db.insert("docs", "a", [1, 2]));
    while (log.length < 1) { // the worker is stuck in the call by now
      await sleep(50);
      log.push(`waits: ${!writing.done()}`);
    }
    writing.cancel();
    try {
      await writing;
    } catch (error) {
      log.push(`cancelled: ${error instanceof CancelledError}`);
    }
    try {
      await db.insert("docs", "b", [1, 2], { timeout: 60 });
    } catch (error) {
      log.push(String(error));
    }
    log.push(`reads go on: ${await outcome(() => db.ids("docs"))}`);
    const patient = createTask(() => db.insert("docs", "c", [1, 2]));
    await sleep(30);
    other.exec("COMMIT");
    other.close();
    await patient;
    log.push(`then: ${await outcome(() => db.ids("docs"))}`);
    assertEquals(log, [
      "waits: true",
      "cancelled: true",
      'TimeoutError: Cannot insert into "docs": no answer within 60 ms',
      "reads go on: []",
      'then: ["c"]',
    ]);
  } finally {
    await db.close();
  }
});

test("a cancelled close() stops what runs, and closes", async (folder) => {
  const db = await AsyncVectorDB.connect(`sqlite:${folder}/a.db`);
  await db.createCollection("docs", { dim: 2 });
  const other = new DatabaseSync(`${folder}/a.db`);
  other.exec("BEGIN IMMEDIATE");
  const log: string[] = [];
  const writing = createTask(async () => {
    log.push(`write: ${await outcome(() => db.insert("docs", "a", [1, 2]))}`);
  });
  await sleep(20);
  const closing = createTask(() => db.close());
  await sleep(20);
  log.push(`close waits: ${!closing.done()}`);
  closing.cancel();
  await outcome(() => closing.then(() => undefined));
  await writing;
  log.push(`then: ${await outcome(() => db.ids("docs"))}`);
  other.exec("COMMIT");
  other.close();
  const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
  log.push(`left: ${left}`);
  assertEquals(log, [
    "close waits: true",
    "write: closed",
    "then: closed",
    "left: a.db",
  ]);
});

test("a cancelled search stops between two slices", async (folder) => {
  const db = await AsyncVectorDB.connect(`sqlite:${folder}/a.db`);
  try {
    await db.createCollection("docs", { dim: 8 });
    const vector = [1, 2, 3, 4, 5, 6, 7, 8];
    for (let i = 0; i < 20_000; i += 5000) {
      const batch = Array.from({ length: 5000 }, (_, j) => `${i + j}`);
      await db.batchInsert("docs", batch.map((id) => ({ id, vector })));
    }
    // A hundred searches queue up in the worker; all of them are given up.
    const tasks = Array.from(
      { length: 100 },
      () => createTask(() => db.search("docs", vector, { topK: 20_000 })),
    );
    await sleep(0);
    tasks.forEach((task) => task.cancel());
    const start = performance.now();
    const ends = new Set<string>();
    for (const task of tasks) {
      ends.add(await outcome(() => task.then(() => "")));
    }
    const took = performance.now() - start;
    const whole = performance.now();
    const hits = await db.search("docs", vector, { topK: 20_000 });
    const one = performance.now() - whole;
    assertEquals([[...ends], hits.length], [["CancelledError"], 20_000]);
    // Had they gone on, a hundred would take a hundred times as long as one.
    assert(took < 20 * one, `${took} ms, one search takes ${one} ms`);
  } finally {
    await db.close();
  }
});
