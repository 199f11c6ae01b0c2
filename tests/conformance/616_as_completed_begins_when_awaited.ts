// deno-lint-ignore-file require-await
import {
  asCompleted,
  ensureFuture,
  except,
  gather,
  print,
  run,
  sleep,
  str,
  TimeoutError,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function work<T>(delay: number, value: T) {
    await sleep(delay);
    return value;
  }

  async function fail(): Promise<string> {
    throw new ValueError("failed");
  }

  async function main() {
    const [first, second] = asCompleted([
      () => work(40, "slow"),
      () => work(20, "fast"),
    ]);
    print(await second, await first);
    const results = [...asCompleted([() => work(20, "left"), () => fail()])];
    try {
      await results[1];
    } catch (e) {
      except(e, ValueError);
      print("first", str(e));
    }
    print(await results[0]);
    print(await gather(asCompleted([() => work(40, 1), () => work(20, 2)])));
    const [late, early] = asCompleted([
      () => work(1000, "late"),
      () => work(20, "early"),
    ]);
    print(await waitFor(early, 1000));
    try {
      await waitFor(late, 20);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout");
    }
    const tasks = Array.from(
      asCompleted([() => work(40, "c"), () => work(20, "d")]),
      (each) => ensureFuture(each),
    );
    const values: string[] = [];
    for (const task of tasks.reverse()) values.push(await task);
    print(values);
  }

  await run(main);
}
