import { assertEquals } from "@std/assert";
import { asyncgen, createTask, sleep } from "../mod.ts";
import { transcript } from "./_transcript.ts";

Deno.test("asyncgen(): generators work as ever, with arguments, sent values and errors", async () => {
  assertEquals(
    await transcript(async (log) => {
      const counter = asyncgen(async function* (from: number): AsyncGenerator<
        number,
        string,
        number | undefined
      > {
        let n = from;
        for (;;) {
          const step = yield n;
          if (step === 0) return "end";
          n += step ?? 1;
        }
      });
      const one = counter(5);
      log((await one.next()).value, (await one.next(10)).value);
      log((await one.next(0)).value, (await one.next()).done);
      const failing = asyncgen(async function* () {
        yield 1;
        throw new RangeError("in the generator");
      })();
      await failing.next();
      await failing.next().catch(log);
      const two = counter(1);
      await two.next();
      await two.throw(new TypeError("thrown in")).catch(log);
      for await (const n of counter(7)) {
        log(n);
        break;
      }
    }),
    [
      "5 15",
      "end true",
      "RangeError: in the generator",
      "TypeError: thrown in",
      "7",
    ],
  );
});

Deno.test("asyncgen(): what is left is closed at shutdown, after the tasks, with waits in its finally", async () => {
  const lines: string[] = [];
  const left = asyncgen(async function* (name: string) {
    try {
      yield 1;
      yield 2;
    } finally {
      await sleep(5);
      lines.push(`${name} closed`);
    }
  });
  await transcript(async () => {
    createTask(async () => {
      try {
        for await (const _ of left("of a task")) await sleep(1000);
      } finally {
        lines.push("task ended");
      }
    });
    await left("of main").next();
    left("never begun");
    await sleep(1);
    lines.push("main ended");
  });
  assertEquals(lines, [
    "main ended",
    "of a task closed",
    "task ended",
    "of main closed",
  ]);
});
