import {
  createTask,
  except,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w() {
    try {
      await timeout(0, async () => {
        try {
          await getRunningLoop().createFuture<string>();
        } finally {
          print("cleanup");
          await sleep(0);
          print("cleaned up");
        }
      });
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError");
    }
  }

  async function main() {
    const tk = createTask(() => ticker(6));
    const t = createTask(w);
    await t;
    print("awaiter");
    await tk;
  }

  await run(main);
}
