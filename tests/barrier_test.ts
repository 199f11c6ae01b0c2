import { assertEquals } from "@std/assert";
import {
  Barrier,
  BrokenBarrierError,
  createTask,
  gather,
  getRunningLoop,
  RuntimeError,
  sleep,
  waitFor,
} from "../mod.ts";
import { thrownBy, transcript } from "./_transcript.ts";

Deno.test("Barrier: all go on when the last has come; places are in order of arrival", async () => {
  assertEquals(
    await transcript(async (log) => {
      const barrier = new Barrier(3);
      const racer = (name: string, delay: number) => async () => {
        await sleep(delay);
        log(name, "arrives", barrier.nWaiting);
        log(name, "starts as", await barrier.wait());
      };
      await gather([racer("a", 20), racer("b", 10), racer("c", 30)]);
      log(barrier.nWaiting, barrier.parties, barrier.broken);
    }),
    [
      "b arrives 0",
      "a arrives 1",
      "c arrives 2",
      "c starts as 2",
      "b starts as 0",
      "a starts as 1",
      "0 3 false",
    ],
  );
});

Deno.test("Barrier: again and again; a barrier of one holds nobody", async () => {
  assertEquals(
    await transcript(async (log) => {
      const barrier = new Barrier(2);
      const rounds = async (name: string) => {
        for (let i = 0; i < 3; i++) {
          await barrier.wait();
          log(name, i);
        }
      };
      await gather([() => rounds("a"), () => rounds("b")]);
      log(await new Barrier(1).wait(), getRunningLoop().time());
    }),
    ["b 0", "a 0", "b 1", "a 1", "b 2", "a 2", "0 0"],
  );
});

Deno.test("Barrier: a cancelled waiter lowers the count, the barrier stays whole", async () => {
  assertEquals(
    await transcript(async (log) => {
      const barrier = new Barrier(2);
      await waitFor(() => barrier.wait(), 5).catch(log);
      log(barrier.nWaiting, barrier.broken);
      log(await gather([() => barrier.wait(), () => barrier.wait()]));
    }),
    ["TimeoutError", "0 false", "0,1"],
  );
});

Deno.test("Barrier: abort() breaks it for all who wait and come; reset() makes it whole", async () => {
  assertEquals(
    await transcript(async (log) => {
      const barrier = new Barrier(2);
      const waiter = createTask(() => barrier.wait());
      await sleep(0);
      await barrier.abort();
      await waiter.catch((error) => log("waiter", error));
      await barrier.wait().catch((error) => log("newcomer", error));
      log(barrier.broken);
      await barrier.reset();
      log(barrier.broken);
      const other = createTask(() => barrier.wait());
      await sleep(0);
      await barrier.reset();
      await other.catch((error) => log("reset", error));
      log(await gather([() => barrier.wait(), () => barrier.wait()]));
    }),
    [
      "waiter BrokenBarrierError: Abort or reset of barrier",
      "newcomer BrokenBarrierError: Barrier aborted",
      "true",
      "false",
      "reset BrokenBarrierError: Abort or reset of barrier",
      "0,1",
    ],
  );
});

Deno.test("Barrier refuses sizes that are none", () => {
  assertEquals(
    [0, -1, NaN].map((parties) => thrownBy(() => new Barrier(parties))),
    Array(3).fill("RangeError: parties must be > 0"),
  );
  assertEquals(new BrokenBarrierError() instanceof RuntimeError, true);
});
