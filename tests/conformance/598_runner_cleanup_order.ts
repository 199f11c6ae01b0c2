import {
  createTask,
  type EventLoop,
  getRunningLoop,
  print,
  Runner,
  sleep,
  type Task,
} from "./_python.ts";

export default async function program() {
  let loop!: EventLoop;

  async function bg(name: string, delay: number) {
    try {
      await sleep(10_000);
    } finally {
      await sleep(delay);
      print(name, "cleaned up", getRunningLoop().isClosed());
    }
  }

  async function start(name: string, delay: number) {
    ts.push(createTask(() => bg(name, delay)));
    await sleep(0);
  }

  const ts: Task<void>[] = [];
  const runner = new Runner();
  try {
    loop = runner.getLoop();
    await runner.run(() => start("a", 60));
    await runner.run(() => start("b", 20));
    await runner.run(() => start("c", 40));
    print(ts.map((t) => t.done()), runner.getLoop() === loop);
  } finally {
    await runner.close();
  }
  print(ts.map((t) => t.cancelled()), loop.isClosed());
}
