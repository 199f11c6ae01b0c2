import { createTask, Event, print, run, sleep, wait } from "./_python.ts";

export default async function program() {
  async function w(name: string, ev: Event) {
    print(name, "waits");
    print(name, await ev.wait());
  }

  async function main() {
    const ev = new Event();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, ev)));
    await sleep(0);
    print("is_set", ev.isSet());
    ev.set();
    ev.set();
    print("is_set", ev.isSet(), "a done", ts[0].done());
    await wait(ts);
    const t = createTask(() => w("late", ev));
    await ev.wait();
    print("main did not yield, late done", t.done());
    await t;
  }

  await run(main);
}
