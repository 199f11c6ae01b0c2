import { createTask, currentTask, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      await sleep(10_000);
    } finally {
      print("cleanup begin");
      try {
        await sleep(10_000);
      } finally {
        print("cleanup interrupted, cancelling", currentTask()!.cancelling());
      }
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(0);
    t.cancel();
    await sleep(0);
    t.cancel();
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
