/** What every backend must do alike: one suite, run against each of them. */
import { assert, assertEquals } from "@std/assert";
import { CancelledError, createTask, gather, run, sleep } from "../../mod.ts";
import { AsyncVectorDB, VectorDBError } from "../../examples/vector_db/mod.ts";
import { randomVector, seededRandom } from "./_vectors.ts";

/** A backend under test. */
export interface Subject {
  name: string;
  /** How many of the true ten nearest a search must find, 1 being all. */
  recall: number;
  /** Whether a second connection sees what a first one wrote. */
  shared: boolean;
  /** Why its package leaves resources open that nobody can close. */
  leak?: string;
  /** The URL of an empty database: a server or a file that is ready. */
  start(): Promise<{ url: string; stop(): Promise<void> }>;
}

const AXES = [
  { id: "x", vector: [1, 0, 0] },
  { id: "y", vector: [0, 1, 0] },
  { id: "z", vector: [0, 0, 1] },
];

/** What means something to a database, to a URL or to a pattern. */
const SQL = [
  ..."'\"`;\\%_?$1@:/.#()[]{}|&<>\n\t\u00a0",
  ..."ä中\u202e😀".matchAll(/./gu).map(String),
  "--",
  "/*",
  "*/",
  "''",
  "$$",
  "\\x00",
  " OR 1=1",
  "; DROP TABLE kept",
  "' UNION SELECT name FROM sqlite_master --",
  "kept",
  "x",
  "../",
  "%2e%2e%2f",
  "${id}",
  "<script>",
];

/** Says how a call ended, in one line. */
export async function outcome(call: () => Promise<unknown>): Promise<string> {
  try {
    const value = await call();
    return value === undefined ? "done" : JSON.stringify(value);
  } catch (error) {
    if (error instanceof VectorDBError) return error.problem;
    if (error instanceof Error) return error.name;
    throw error;
  }
}

/** Registers the suite for one backend. */
export function contract(subject: Subject): void {
  const test = (
    what: string,
    body: (db: AsyncVectorDB, url: string) => Promise<void>,
  ) =>
    Deno.test({
      name: `${subject.name}: ${what}`,
      sanitizeResources: subject.leak === undefined,
      async fn() {
        const { url, stop } = await subject.start();
        try {
          await run(async () => {
            const db = await AsyncVectorDB.connect(url, { timeout: 20_000 });
            try {
              await body(db, url);
            } finally {
              await db.close();
            }
          });
        } finally {
          await stop();
        }
      },
    });

  test("create, insert, search: the best first", async (db) => {
    await db.createCollection("docs", { dim: 2 });
    await db.insert("docs", "east", [5, 0]);
    await db.batchInsert("docs", [
      { id: "west", vector: [-1, 0] },
      { id: "north", vector: new Float32Array([0, 2]) },
      { id: "north-east", vector: [3, 3] },
    ]);
    const hits = await db.search("docs", [2, 0], { topK: 4 });
    assertEquals(hits.map(({ id, score }) => `${id} ${score.toFixed(4)}`), [
      "east 1.0000",
      "north-east 0.7071",
      "north 0.0000",
      "west -1.0000",
    ]);
  });

  test("collections are apart; making one again is no error", async (db) => {
    await db.createCollection("one", { dim: 3 });
    await db.createCollection("two", { dim: 2 });
    await db.batchInsert("one", AXES);
    await db.createCollection("one", { dim: 3 });
    await db.insert("two", "x", [1, 1]);
    assertEquals(
      [(await db.ids("one")).sort(), await db.ids("two")],
      [["x", "y", "z"], ["x"]],
    );
  });

  test("whatever an id or a name says, it is data", async (db) => {
    await db.createCollection("kept", { dim: 3 });
    await db.batchInsert("kept", AXES);
    await db.createCollection("docs", { dim: 4 });
    const random = seededRandom(7);
    const text = () =>
      Array.from(
        { length: 1 + Math.floor(random() * 6) },
        () => SQL[Math.floor(random() * SQL.length)],
      ).join("");
    const vectors = new Map<string, number[]>();
    while (vectors.size < 200) vectors.set(text(), randomVector(4, random));
    await db.batchInsert(
      "docs",
      [...vectors].map(([id, vector]) => ({ id, vector })),
    );
    assertEquals((await db.ids("docs")).sort(), [...vectors.keys()].sort());
    const found: string[] = [];
    for (const [id, vector] of [...vectors].slice(0, 40)) {
      const [hit] = await db.search("docs", vector, { topK: 1 });
      found.push(hit.id === id ? "found" : `${id}: ${hit.id}`);
    }
    const gone = [...vectors.keys()].slice(0, 20);
    await db.delete("docs", gone);
    const names: string[] = [];
    for (let i = 0; i < 200; i++) {
      const name = `docs${text()}`;
      if (/^[\w-]+$/.test(name)) continue;
      for (
        const call of [
          () => db.createCollection(name, { dim: 3 }),
          () => db.dropCollection(name),
          () => db.insert(name, "x", [1, 2, 3]),
          () => db.search(name, [1, 2, 3]),
          () => db.ids(name),
          () => db.delete(name, ["x"]),
        ]
      ) names.push(await outcome(call));
    }
    assertEquals(
      [
        [...new Set(found)],
        (await db.ids("docs")).sort(),
        [...new Set(names)],
        (await db.ids("kept")).sort(),
      ],
      [
        ["found"],
        [...vectors.keys()].filter((id) => !gone.includes(id)).sort(),
        ["name"],
        ["x", "y", "z"],
      ],
    );
  });

  test("every mistake is a clear error, and writes nothing", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    await db.batchInsert("docs", AXES);
    const a = [1, 2, 3];
    const batch = (...entries: [string, number[]][]) =>
      db.batchInsert("docs", entries.map(([id, vector]) => ({ id, vector })));
    const log: string[] = [];
    const mistakes: [string, () => Promise<unknown>][] = [
      ["duplicate id", () => db.insert("docs", "x", a)],
      ["duplicate in the database", () => batch(["new", a], ["y", a])],
      ["duplicate in the batch", () => batch(["new", a], ["new", a])],
      ["short vector", () => batch(["new", a], ["other", [1, 2]])],
      ["long vector", () => db.insert("docs", "new", [1, 2, 3, 4])],
      ["short query", () => db.search("docs", [1])],
      ["NaN", () => db.insert("docs", "new", [1, NaN, 3])],
      ["all zeros", () => db.insert("docs", "new", [0, 0, 0])],
      ["zero query", () => db.search("docs", [0, 0, 0])],
      ["empty id", () => db.insert("docs", "", a)],
      ["broken id", () => db.insert("docs", "\ud800", a)],
      ["insert, no collection", () => db.insert("nowhere", "new", a)],
      ["search, no collection", () => db.search("nowhere", a)],
      ["ids, no collection", () => db.ids("nowhere")],
      ["delete, no collection", () => db.delete("nowhere", ["x"])],
      ["other dimension", () => db.createCollection("docs", { dim: 4 })],
      ["empty name", () => db.createCollection("", { dim: 3 })],
      ["short name", () => db.createCollection("ab", { dim: 3 })],
      ["spaces", () => db.createCollection("my docs", { dim: 3 })],
      ["SQL", () => db.search("docs; DROP TABLE docs", a)],
      ["path", () => db.createCollection("../docs", { dim: 3 })],
      ["dim 0", () => db.createCollection("none", { dim: 0 })],
      ["dim 1.5", () => db.createCollection("none", { dim: 1.5 })],
      ["topK 0", () => db.search("docs", a, { topK: 0 })],
      ["topK 1.5", () => db.search("docs", a, { topK: 1.5 })],
    ];
    for (const [what, call] of mistakes) {
      log.push(`${what}: ${await outcome(call)}`);
    }
    log.push((await db.ids("docs")).sort().join(" "));
    assertEquals(log, [
      "duplicate id: duplicate id",
      "duplicate in the database: duplicate id",
      "duplicate in the batch: duplicate id",
      "short vector: dimension",
      "long vector: dimension",
      "short query: dimension",
      "NaN: vector",
      "all zeros: vector",
      "zero query: vector",
      "empty id: id",
      "broken id: id",
      "insert, no collection: unknown collection",
      "search, no collection: unknown collection",
      "ids, no collection: unknown collection",
      "delete, no collection: unknown collection",
      "other dimension: dimension",
      "empty name: name",
      "short name: name",
      "spaces: name",
      "SQL: name",
      "path: name",
      "dim 0: RangeError",
      "dim 1.5: RangeError",
      "topK 0: RangeError",
      "topK 1.5: RangeError",
      "x y z",
    ]);
  });

  test("an empty collection, an empty batch, topK beyond size", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    const log = [await db.search("docs", [1, 1, 1])];
    await db.batchInsert("docs", []);
    log.push(await db.search("docs", [1, 1, 1]));
    await db.batchInsert("docs", AXES);
    log.push(await db.search("docs", [1, 1, 1], { topK: 100_000 }));
    assertEquals(log.map((hits) => hits.length), [0, 0, 3]);
  });

  test("delete takes out what is there", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    await db.batchInsert("docs", AXES);
    await db.delete("docs", ["y", "not there"]);
    await db.delete("docs", []);
    await db.insert("docs", "y", [1, 1, 0]);
    await db.delete("docs", ["x"]);
    const hits = await db.search("docs", [1, 1, 0]);
    assertEquals(hits.map(({ id }) => id), ["y", "z"]);
  });

  test("a dropped collection is gone, and can be made anew", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    await db.createCollection("other", { dim: 3 });
    await db.batchInsert("docs", AXES);
    await db.batchInsert("other", AXES);
    await db.dropCollection("docs");
    const log = [
      await outcome(() => db.search("docs", [1, 1, 1])),
      await outcome(() => db.dropCollection("docs")),
    ];
    await db.createCollection("docs", { dim: 2 });
    log.push(await outcome(() => db.ids("docs")));
    await db.insert("docs", "x", [1, 1]);
    log.push(
      (await db.ids("docs")).join(),
      (await db.ids("other")).sort().join(),
    );
    assertEquals(log, [
      "unknown collection",
      "unknown collection",
      "[]",
      "x",
      "x,y,z",
    ]);
  });

  test("ids keep every character", async (db) => {
    const ids = [
      "怎样取消",
      "é",
      "e\u0301",
      "🦕",
      "a'b\"c",
      "%_\\",
      " ",
      "A",
      "a",
    ];
    await db.createCollection("docs", { dim: 2 });
    const entries = ids.map((id, i) => ({ id, vector: [1, i] }));
    await db.batchInsert("docs", entries);
    const hits = await db.search("docs", [1, 0], { topK: 20 });
    assertEquals(hits.map(({ id }) => id), ids);
    await db.delete("docs", ["é", "A", "%_\\"]);
    assertEquals(
      (await db.ids("docs")).sort(),
      ids.filter((id) => !["é", "A", "%_\\"].includes(id)).sort(),
    );
  });

  test("vectors of 1,536 numbers, huge and tiny ones", async (db) => {
    const random = seededRandom(1536);
    const vectors = Array.from(
      { length: 20 },
      () => randomVector(1536, random),
    );
    await db.createCollection("large", { dim: 1536 });
    await db.batchInsert(
      "large",
      vectors.map((vector, i) => ({
        id: `${i}`,
        vector: vector.map((x) => x * 10 ** (20 * i - 190)),
      })),
    );
    const found: string[] = [];
    for (const vector of vectors) {
      const [{ id, score }] = await db.search("large", vector, { topK: 1 });
      found.push(`${id} ${score.toFixed(3)}`);
    }
    assertEquals(found, vectors.map((_, i) => `${i} 1.000`));
  });

  test("10,000 × 128-d: the ten nearest are the true ones", async (db) => {
    const random = seededRandom(7);
    const vectors = Array.from(
      { length: 10_000 },
      () => randomVector(128, random),
    );
    await db.createCollection("many", { dim: 128 });
    await gather(Array.from({ length: 10 }, (_, part) => async () => {
      await db.batchInsert(
        "many",
        vectors.slice(part * 1000, part * 1000 + 1000)
          .map((vector, i) => ({ id: `${part * 1000 + i}`, vector })),
      );
    }));
    let found = 0;
    for (let i = 0; i < 20; i++) {
      const query = randomVector(128, random);
      const hits = await db.search("many", query, { topK: 10 });
      const scores = hits.map(({ score }) => score);
      assertEquals(scores, scores.toSorted((a, b) => b - a));
      const truth = new Set(nearest(vectors, query, 10));
      found += hits.filter(({ id }) => truth.has(id)).length;
    }
    assert(found / 200 >= subject.recall, `recall ${found / 200}`);
  });

  test("concurrent batches: of two with one id, one is refused", async (db) => {
    await db.createCollection("docs", { dim: 2 });
    const batch = (name: string) => async () =>
      await db.batchInsert("docs", [
        ...Array.from({ length: 100 }, (_, i) => ({
          id: `${name} ${i}`,
          vector: [1, i],
        })),
        { id: "both want it", vector: [1, 1] },
      ]);
    const ends = await gather([
      () => outcome(batch("a")),
      () => outcome(batch("b")),
    ]);
    const ids = await db.ids("docs");
    assertEquals(
      [ends.toSorted(), ids.length, new Set(ids.map((id) => id[0])).size],
      [["done", "duplicate id"], 101, 2],
    );
  });

  test("cancelled calls stop, write nothing, and leave it usable", async (db) => {
    const random = seededRandom(3);
    const entries = (name: string) =>
      Array.from({ length: 500 }, (_, i) => ({
        id: `${name} ${i}`,
        vector: randomVector(64, random),
      }));
    await db.createCollection("docs", { dim: 64 });
    await db.batchInsert("docs", entries("old"));
    const query = randomVector(64, random);
    const calls: Record<string, () => Promise<unknown>> = {
      create: () => db.createCollection("made", { dim: 64 }),
      insert: () => db.insert("docs", "new 0", query),
      batchInsert: () => db.batchInsert("docs", entries("new")),
      search: () => db.search("docs", query),
      ids: () => db.ids("docs"),
      delete: () => db.delete("docs", ["old 0", "old 1"]),
      drop: () => db.dropCollection("spare"),
    };
    // Before it starts, at its first wait, a little later, well on its way.
    const moments: (() => Promise<void>)[] = [
      async () => {},
      () => sleep(0),
      () => sleep(1),
      () => sleep(5),
      () => sleep(20),
    ];
    const log: string[] = [];
    for (const [name, call] of Object.entries(calls)) {
      for (const moment of moments) {
        await db.createCollection("spare", { dim: 2 });
        const before = (await db.ids("docs")).length;
        // The call's own end: a task that is cancelled in its last step ends
        // cancelled although the call was done in time.
        let end = "cancelled";
        const task = createTask(async () => {
          await call();
          end = "in time";
        });
        await moment();
        task.cancel();
        try {
          await task;
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
        }
        const after = await db.ids("docs");
        if (end === "cancelled" && after.length !== before) {
          log.push(`${name} was cancelled, and wrote: ${after.length}`);
        }
        const fresh = after.filter((id) => id.startsWith("new"));
        if (fresh.length > 0) await db.delete("docs", fresh);
        const spare = await outcome(() => db.ids("spare"));
        if (name === "drop" && end === "cancelled" && spare !== "[]") {
          log.push(`drop was cancelled, and yet: ${spare}`);
        }
        if (moment === moments[0]) log.push(`${name} ${end}`);
      }
    }
    assertEquals(log, [
      "create cancelled",
      "insert cancelled",
      "batchInsert cancelled",
      "search cancelled",
      "ids cancelled",
      "delete cancelled",
      "drop cancelled",
    ]);
  });

  test("a call in time is not touched by its deadline", async (db) => {
    await db.createCollection("docs", { dim: 3, timeout: 20_000 });
    await db.batchInsert("docs", AXES, { timeout: 20_000 });
    const hits = await db.search("docs", [1, 0, 0], { timeout: null, topK: 1 });
    assertEquals(hits[0].id, "x");
  });

  test("a call too late is a TimeoutError, and wrote nothing", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    const log: string[] = [];
    for (const timeout of [-1, 0, 0.5, 1, 2, 4, 8]) {
      const id = `${timeout} ms`;
      const end = await outcome(() =>
        db.insert("docs", id, [1, 1, 1], { timeout })
      );
      const there = (await db.ids("docs")).includes(id);
      // What was done all the same is told as done.
      const good = end === (there ? "done" : "TimeoutError");
      if (!good) log.push(`${id}: ${end}, but in the database: ${there}`);
    }
    assertEquals(log, []);
  });

  test("after close(), everything but close() is refused", async (db) => {
    await db.createCollection("docs", { dim: 3 });
    await db.close();
    await db.close();
    await db[Symbol.asyncDispose]();
    const log = [];
    for (
      const call of [
        () => db.createCollection("other", { dim: 3 }),
        () => db.insert("docs", "x", [1, 2, 3]),
        () => db.batchInsert("docs", AXES),
        () => db.search("docs", [1, 2, 3]),
        () => db.ids("docs"),
        () => db.delete("docs", ["x"]),
      ]
    ) log.push(await outcome(call));
    assertEquals(log, Array(6).fill("closed"));
  });

  test("close() lets the calls under way end, refuses new ones", async (db) => {
    const random = seededRandom(5);
    await db.createCollection("docs", { dim: 64 });
    const entries = Array.from({ length: 2000 }, (_, i) => ({
      id: `${i}`,
      vector: randomVector(64, random),
    }));
    const log: string[] = [];
    const writing = createTask(async () => {
      log.push(`write ${await outcome(() => db.batchInsert("docs", entries))}`);
    });
    await sleep(0);
    const closing = [1, 2].map((n) =>
      createTask(async () => {
        log.push(`close ${n} ${await outcome(() => db.close())}`);
      })
    );
    await sleep(0);
    log.push(
      `search ${await outcome(() => db.search("docs", entries[0].vector))}`,
    );
    await gather([writing, ...closing]);
    assertEquals(log, [
      "search closed",
      "write done",
      "close 1 done",
      "close 2 done",
    ]);
  });

  if (!subject.shared) return;

  test("what was written is there for the next connection", async (db, url) => {
    await db.createCollection("docs", { dim: 3 });
    await db.batchInsert("docs", AXES);
    await db.close();
    const again = await AsyncVectorDB.connect(url);
    try {
      const log = [
        (await again.ids("docs")).sort().join(),
        (await again.search("docs", [0, 3, 1], { topK: 1 }))[0].id,
        await outcome(() => again.createCollection("docs", { dim: 4 })),
        await outcome(() => again.insert("docs", "w", [1, 2])),
      ];
      assertEquals(log, ["x,y,z", "y", "dimension", "dimension"]);
    } finally {
      await again.close();
    }
  });

  test(
    "two connections at once: of two with one id, one is refused",
    async (db, url) => {
      const other = await AsyncVectorDB.connect(url);
      try {
        await db.createCollection("docs", { dim: 2 });
        const log: string[] = [];
        for (let round = 0; round < 10; round++) {
          const write = (which: AsyncVectorDB, name: string) => () =>
            outcome(() =>
              which.batchInsert("docs", [
                { id: `${round} ${name}`, vector: [1, round] },
                { id: `${round} both want it`, vector: [1, 1] },
              ])
            );
          const ends = await gather([write(db, "a"), write(other, "b")]);
          const ids = (await db.ids("docs"))
            .filter((id) => id.startsWith(`${round} `)).sort();
          const winner = ends[0] === "done" ? "a" : "b";
          assertEquals(ids, [`${round} ${winner}`, `${round} both want it`]);
          log.push(ends.sort().join(", "));
        }
        assertEquals(log, Array(10).fill("done, duplicate id"));
      } finally {
        await other.close();
      }
    },
  );

  test(
    "a collection that another connection drops and makes anew",
    async (db, url) => {
      const other = await AsyncVectorDB.connect(url);
      const calls: [string, (vector: number[]) => Promise<unknown>][] = [
        ["insert", (vector) => db.insert("docs", "new", vector)],
        ["search", (vector) => db.search("docs", vector)],
        ["ids", () => db.ids("docs")],
        ["delete", () => db.delete("docs", ["new"])],
        ["drop", () => db.dropCollection("docs")],
      ];
      const log: string[] = [];
      try {
        for (const [what, call] of calls) {
          await other.createCollection("docs", { dim: 3 });
          await db.search("docs", [1, 2, 3]); // now both know it
          await other.dropCollection("docs");
          log.push(`${what}, dropped: ${await outcome(() => call([1, 2, 3]))}`);
          await other.createCollection("docs", { dim: 3 });
          await db.search("docs", [1, 2, 3]);
          await other.dropCollection("docs");
          await other.createCollection("docs", { dim: 2 });
          if (what === "insert" || what === "search") {
            log.push(`${what}, old: ${await outcome(() => call([1, 2, 3]))}`);
          }
          log.push(`${what}, new: ${await outcome(() => call([1, 2]))}`);
          await outcome(() => other.dropCollection("docs"));
        }
      } finally {
        await other.close();
      }
      assertEquals(log, [
        "insert, dropped: unknown collection",
        "insert, old: dimension",
        "insert, new: done",
        "search, dropped: unknown collection",
        "search, old: dimension",
        "search, new: []",
        "ids, dropped: unknown collection",
        "ids, new: []",
        "delete, dropped: unknown collection",
        "delete, new: done",
        "drop, dropped: unknown collection",
        "drop, new: done",
      ]);
    },
  );

  test("two connections see each other's writes", async (db, url) => {
    const other = await AsyncVectorDB.connect(url);
    try {
      await db.createCollection("docs", { dim: 2 });
      const write = (which: AsyncVectorDB, name: string) => async () => {
        for (let i = 0; i < 10; i++) {
          await which.insert("docs", `${name}${i}`, [1, i]);
        }
      };
      await gather([write(db, "a"), write(other, "b")]);
      assertEquals([(await db.ids("docs")).length, await other.ids("docs")], [
        20,
        await db.ids("docs"),
      ]);
    } finally {
      await other.close();
    }
  });
}

/** The ids of the k nearest, by comparing with all. */
function nearest(vectors: number[][], query: number[], k: number): string[] {
  const score = (v: number[]) =>
    v.reduce((sum, x, i) => sum + x * query[i], 0) / Math.hypot(...v);
  return vectors.map((vector, i) => ({ id: `${i}`, score: score(vector) }))
    .sort((a, b) => b.score - a.score).slice(0, k).map(({ id }) => id);
}
