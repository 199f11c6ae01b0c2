import {
  createTask,
  gather,
  print,
  Queue,
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

  async function getter(name: string, q: Queue<string>) {
    print(name, "got", await q.get());
  }

  async function main() {
    const q = new Queue<string>();
    const a = createTask(() => getter("a", q));
    await sleep(0);
    const tk = createTask(() => ticker(4));
    const b = createTask(() => getter("b", q));
    q.putNowait("item 1");
    print("main takes", q.getNowait());
    await sleep(0);
    await sleep(0);
    q.putNowait("item 2");
    q.putNowait("item 3");
    await gather([a, b, tk]);
  }

  await run(main);
}
