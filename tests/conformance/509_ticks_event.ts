import {
  createTask,
  Event,
  print,
  range,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function link(name: string, before: Event, after: Event) {
    await before.wait();
    print(name);
    after.set();
  }

  async function main() {
    const events = range(4).map((_) => new Event());
    const ts = ["a", "b", "c"].map((n, i) =>
      createTask(() => link(n, events[i], events[i + 1]))
    );
    await sleep(0);
    const tk = createTask(() => ticker(5));
    events[0].set();
    await events[3].wait();
    print("end of the chain");
    await events[3].wait();
    print("a set event costs nothing");
    await wait([tk, ...ts]);
  }

  await run(main);
}
