import { createTask, print, run, sleep, type Task } from "./_python.ts";

export default async function program() {
  async function late() {
    print("late start");
    await sleep(1000);
    print("never");
  }

  async function bg() {
    try {
      await sleep(10_000);
    } finally {
      keep.push(createTask(late));
      await sleep(20);
      print("bg cleaned");
    }
  }

  const keep: Task<void>[] = [];

  async function main() {
    createTask(bg);
    await sleep(0);
  }

  await run(main);
  print("late done:", keep[0].done());
}
