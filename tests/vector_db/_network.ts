/** What a backend must do besides, whose database is a server. */
import { assert, assertEquals } from "@std/assert";
import { createTask, gather, run, sleep } from "../../mod.ts";
import { AsyncVectorDB } from "../../examples/vector_db/mod.ts";
import { outcome, type Subject } from "./_contract.ts";
import type { Server } from "./_servers.ts";
import { randomVector, seededRandom } from "./_vectors.ts";

/** Registers these tests for one backend. */
export function network(subject: Subject, server: Server): void {
  const test = (what: string, body: (url: string) => Promise<void>) =>
    Deno.test({
      name: `${subject.name}: ${what}`,
      // The server that a test kills is not its own, nor the one it starts.
      sanitizeOps: false,
      sanitizeResources: false,
      async fn() {
        const { url } = await subject.start();
        await run(() => body(url));
      },
    });

  test("a port where nobody listens is a clear error", async (url) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const refused = elsewhere(url, listener.addr.port);
    listener.close();
    const start = performance.now();
    const end = await outcome(() => AsyncVectorDB.connect(refused));
    const took = performance.now() - start;
    assertEquals([end, took < 3000], ["connect", true]);
  });

  test("a port that never answers: the deadline counts", async (url) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const silent = elsewhere(url, listener.addr.port);
    const start = performance.now();
    const end = await outcome(() =>
      AsyncVectorDB.connect(silent, { timeout: 1000 })
    );
    const took = performance.now() - start;
    assertEquals(end, "TimeoutError");
    assert(took >= 990 && took <= 1200, `${took} ms`);
  });

  test("a port that never answers: a cancellation counts", async (url) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const silent = elsewhere(url, listener.addr.port);
    const task = createTask(() => AsyncVectorDB.connect(silent));
    await sleep(100);
    const start = performance.now();
    task.cancel();
    const end = await outcome(() => task.then(() => undefined));
    const took = performance.now() - start;
    assertEquals([end, took < 200], ["CancelledError", true]);
  });

  test("a server that hangs: the deadline of every call counts", async (url) => {
    const db = await AsyncVectorDB.connect(url);
    try {
      await db.createCollection("docs", { dim: 2 });
      await db.insert("docs", "old", [1, 0]);
      const timeout = 2000;
      const calls: [string, () => Promise<unknown>][] = [
        ["create", () => db.createCollection("other", { dim: 2, timeout })],
        ["insert", () => db.insert("docs", "new", [0, 1], { timeout })],
        ["search", () => db.search("docs", [1, 0], { timeout })],
        ["ids", () => db.ids("docs", { timeout })],
        ["delete", () => db.delete("docs", ["none"], { timeout })],
      ];
      server.freeze();
      let ends: string[];
      try {
        ends = await gather(calls.map(([what, call]) => async () => {
          const start = performance.now();
          const end = await outcome(call);
          const took = performance.now() - start;
          return `${what} ${took <= 1.2 * timeout ? end : `${took} ms`}`;
        }));
      } finally {
        server.thaw();
      }
      const ids = await db.ids("docs", { timeout: 10_000 });
      assertEquals([...ends, ...ids], [
        ...calls.map(([what]) => `${what} TimeoutError`),
        "old",
      ]);
    } finally {
      await db.close();
    }
  });

  test("killed in mid-batch: whole batches, none lost", async (url) => {
    const random = seededRandom(11);
    const size = 200;
    let db = await AsyncVectorDB.connect(url);
    await db.createCollection("docs", { dim: 64 });
    const acknowledged: number[] = [];
    const writing = createTask(async () => {
      for (let n = 0;; n++) {
        const batch = Array.from({ length: size }, (_, i) => ({
          id: `${n}/${i}`,
          vector: randomVector(64, random),
        }));
        await db.batchInsert("docs", batch, { timeout: 5000 });
        acknowledged.push(n);
      }
    });
    while (acknowledged.length < 3) await sleep(5);
    await server.kill();
    const failed = await outcome(() => writing);
    const afterwards = await outcome(() =>
      db.search("docs", randomVector(64, random), { timeout: 5000 })
    );
    await db.close();
    await server.start();
    db = await AsyncVectorDB.connect(url, { timeout: 20_000 });
    const counts = new Map<number, number>();
    for (const id of await db.ids("docs")) {
      const n = Number(id.split("/")[0]);
      counts.set(n, 1 + (counts.get(n) ?? 0));
    }
    const hits = await db.search("docs", randomVector(64, random), {
      topK: 10_000,
    });
    await db.close();
    assertEquals([
      [failed, afterwards],
      acknowledged.filter((n) => !counts.has(n)),
      [...counts].filter(([, count]) => count !== size),
      hits.length,
    ], [
      ["database", "database"],
      [],
      [],
      counts.size * size,
    ]);
  });

  test("a client outlives a restart of its server", async (url) => {
    const db = await AsyncVectorDB.connect(url);
    try {
      await db.createCollection("docs", { dim: 2 });
      await db.insert("docs", "a", [1, 0]);
      await server.kill();
      const between = await outcome(() =>
        db.insert("docs", "b", [0, 1], { timeout: 3000 })
      );
      await server.start();
      await db.insert("docs", "c", [1, 1], { timeout: 5000 });
      const hits = await db.search("docs", [1, 0], { timeout: 5000 });
      assertEquals(
        [between, ...hits.map(({ id }) => id)],
        ["database", "a", "c"],
      );
    } finally {
      await db.close();
    }
  });
}

/** The URL with another port. */
function elsewhere(url: string, port: number): string {
  return url.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
}
