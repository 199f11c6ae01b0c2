import {
  asyncgen,
  createTask,
  type EventLoop,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  const agen = asyncgen(async function* () {
    try {
      yield 1;
      yield 2;
    } finally {
      print("agen closed, loop closed:", getRunningLoop().isClosed());
    }
  });

  async function bg() {
    try {
      await sleep(10_000);
    } finally {
      print("task cleaned");
    }
  }

  const keep: EventLoop[] = [];

  async function main() {
    const g = agen();
    print("first", (await g.next()).value);
    createTask(bg);
    await sleep(0);
    keep.push(getRunningLoop());
    print("main returns");
  }

  await run(main);
  print("closed:", keep[0].isClosed());
}
