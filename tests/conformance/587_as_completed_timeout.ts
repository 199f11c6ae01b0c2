import {
  asCompleted,
  createTask,
  except,
  gather,
  print,
  run,
  sleep,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    return name;
  }

  async function main() {
    const ts = ([["a", 100], ["b", 20], ["c", 200]] as const).map(([n, d]) =>
      createTask(() => w(n, d))
    );
    try {
      for (const c of asCompleted(ts, { timeout: 60 })) {
        print(await c);
      }
    } catch (e) {
      except(e, TimeoutError);
      print(
        "TimeoutError",
        ts.map((t) => t.done()),
        ts.map((t) => t.cancelling()),
      );
    }
    try {
      for await (const t of asCompleted(ts, { timeout: 60 })) {
        print(await t);
      }
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", ts.map((t) => t.done()));
    }
    print(await gather(ts));
  }

  await run(main);
}
