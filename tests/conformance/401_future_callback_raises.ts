import {
  createTask,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  str,
  typeName,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function waiter(f: Future<number>) {
    print("waiter got", await f);
  }

  async function main() {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_l, c) =>
      print("handler", typeName(c.exception), str(c.exception))
    );
    const f = loop.createFuture<number>();

    function bad(_fut: Future<number>) {
      print("bad callback");
      throw new ValueError("in callback");
    }

    f.addDoneCallback(bad);
    const t = createTask(() => waiter(f));
    await sleep(0);
    f.addDoneCallback((fut) => print("good callback", fut.result()));
    f.setResult(7);
    await t;
    await sleep(0);
    print("end");
  }

  await run(main);
}
