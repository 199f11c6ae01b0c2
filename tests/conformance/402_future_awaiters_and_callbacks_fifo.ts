import {
  createTask,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function waiter(name: string, f: Future<string>) {
    print(name, "got", await f);
  }

  async function main() {
    const f = getRunningLoop().createFuture<string>();
    const a = createTask(() => waiter("a", f));
    await sleep(0);
    f.addDoneCallback((_fut) => print("callback 1"));
    const b = createTask(() => waiter("b", f));
    await sleep(0);
    f.addDoneCallback((_fut) => print("callback 2"));
    const c = createTask(() => waiter("c", f));
    await sleep(0);
    f.setResult("r");
    print("set");
    await c;
    print(a.done(), b.done(), c.done());
  }

  await run(main);
}
