// deno-lint-ignore-file require-await
import {
  ContextVar,
  copyContext,
  createTask,
  getRunningLoop,
  print,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  const cv = new ContextVar<number>("cv", { default: 0 });

  async function w(n: number) {
    const before = cv.get();
    cv.set(n);
    await sleep(0);
    cv.set(cv.get() + 1);
    return before;
  }

  async function main() {
    const ctx = copyContext();
    const a = createTask(() => w(10), { context: ctx });
    print(a.getContext() === ctx, await a, ctx.get(cv), cv.get());
    const b = createTask(() => w(20), { context: ctx });
    print(await b, ctx.get(cv));
    const c = createTask(() => w(30));
    print(
      c.getContext() === ctx,
      await c,
      c.getContext().get(cv),
      cv.get(),
    );
    ctx.run(() => getRunningLoop().callSoon(() => print("callback", cv.get())));
    await sleep(0);
    const { d } = await taskGroup(async (tg) => {
      const d = tg.createTask(() => w(40), { context: ctx });
      return { d };
    });
    print(d.result(), ctx.get(cv));
  }

  await run(main);
}
