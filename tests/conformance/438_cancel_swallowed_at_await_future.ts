import {
  CancelledError,
  createTask,
  except,
  type Future,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(futures: Future<string>[]) {
    const got: string[] = [];
    for (const f of futures) {
      try {
        got.push(await f);
      } catch (e) {
        except(e, CancelledError);
        got.push("cancelled");
      }
    }
    return got;
  }

  async function main() {
    const loop = getRunningLoop();
    const fs = range(3).map((_) => loop.createFuture<string>());
    const t = createTask(() => w(fs));
    await sleep(0);
    t.cancel();
    print(fs.map((f) => f.cancelled()));
    fs[2].setResult("third");
    await sleep(0);
    print("pending", !t.done());
    fs[1].setResult("second");
    print(await t, t.cancelling());
    print(fs.map((f) => f.cancelled()));
  }

  await run(main);
}
