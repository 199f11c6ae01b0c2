import { createTask, Event, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function w(name: string, event: Event) {
    print(name, await event.wait(), event.isSet());
  }

  async function main() {
    const event = new Event();
    const ts = ["a", "b"].map((n) => createTask(() => w(n, event)));
    await sleep(0);
    event.set();
    event.clear();
    const late = createTask(() => w("late", event));
    await sleep(20);
    print(ts.map((t) => t.done()), late.done());
    event.set();
    event.set();
    await late;
  }

  await run(main);
}
