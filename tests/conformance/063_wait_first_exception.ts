import {
  createTask,
  FIRST_EXCEPTION,
  getRunningLoop,
  print,
  run,
  sleep,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ok(delay: number) {
    await sleep(delay);
    print("ok end");
  }

  async function bad(delay: number) {
    await sleep(delay);
    print("bad end");
    throw new ValueError("x");
  }

  async function main() {
    const a = createTask(() => ok(20));
    const b = createTask(() => bad(40));
    const c = createTask(() => ok(100));
    const d = createTask(() => ok(10_000));
    getRunningLoop().callSoon(() => d.cancel());
    const { done, pending } = await wait([a, b, c, d], {
      returnWhen: FIRST_EXCEPTION,
    });
    print(done.has(a), done.has(b), done.has(c), done.has(d));
    print("pending", pending.size, "exception", b.exception());
    await c;
  }

  await run(main);
}
