import { createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function bg() {
    try {
      await sleep(10_000);
    } finally {
      print("cleanup 1");
      await sleep(20);
      print("cleanup 2");
    }
  }

  async function main() {
    createTask(bg);
    await sleep(0);
    print("main done");
  }

  await run(main);
  print("run returned");
}
