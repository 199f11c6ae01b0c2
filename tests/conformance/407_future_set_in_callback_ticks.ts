import {
  createTask,
  getRunningLoop,
  print,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function main() {
    const loop = getRunningLoop();
    const [a, b, c] = range(3).map((_) => loop.createFuture<number>());
    a.addDoneCallback((fut) => b.setResult(fut.result() + 1));
    b.addDoneCallback((fut) => c.setResult(fut.result() + 1));
    const tk = createTask(() => ticker(5));
    await sleep(0);
    a.setResult(1);
    print("c =", await c);
    await tk;
  }

  await run(main);
}
