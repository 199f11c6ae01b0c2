// deno-lint-ignore-file require-await
import {
  args,
  asCompleted,
  createTask,
  ensureFuture,
  except,
  FIRST_COMPLETED,
  type Future,
  gather,
  getRunningLoop,
  print,
  range,
  repr,
  run,
  shield,
  sleep,
  sorted,
  type Task,
  TimeoutError,
  ValueError,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    async function w<T>(n: T, d = 0) {
      await sleep(d);
      return n;
    }
    function* gen() {
      for (const i of range(3)) yield ensureFuture(() => w(i));
    }
    const { done, pending } = await wait(gen());
    print(done.size, pending.size);
    const r = [];
    for (const x of asCompleted(gen())) r.push(await x);
    print(sorted(r));
    print(await gather(gen()));
    const d = new Map([["a", createTask(() => w("A"))], [
      "b",
      createTask(() => w("B")),
    ]]);
    {
      const { done } = await wait(d.values());
      print(done.size, [...d].filter(([, t]) => done.has(t)).map(([n]) => n));
    }
    let tasks = new Set(
      range(3).map((i) =>
        createTask(() => w(i + 1, 20 * (i + 1)), { name: `t${i + 1}` })
      ),
    );
    while (tasks.size) {
      const { done, pending } = await wait(tasks, {
        returnWhen: FIRST_COMPLETED,
      });
      tasks = pending;
      print([...done].map((t) => t.getName()), tasks.size);
    }
    try {
      for (
        const x of asCompleted([() => w(1, 10), () => w(2, 1000)], {
          timeout: 30,
        })
      ) print(await x);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout", args(e));
    }
    try {
      for await (
        const t of asCompleted([
          createTask(() => w(1, 10)),
          createTask(() => w(2, 1000)),
        ], { timeout: 30 })
      ) print(await t);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout", args(e));
    }
    for (const x of asCompleted([() => w(1)], { timeout: 0 })) {
      try {
        print(await x);
      } catch (e) {
        except(e, TimeoutError);
        print("timeout 0");
      }
    }
    async function bad() {
      throw new ValueError("b");
    }
    const ts = new Map<Task<unknown>, string>([[
      createTask(() => w("x", 20)),
      "x",
    ], [createTask(() => bad()), "bad"]]);
    for await (const t of asCompleted(ts.keys())) {
      print(ts.get(t), t.done(), repr(t.exception()));
    }
    const f = getRunningLoop().createFuture<string>();
    getRunningLoop().callLater(10, (x: string) => f.setResult(x), "F");
    print(
      await gather([
        f,
        () => w("c"),
        createTask(() => w("t")),
        shield(() => w("s")),
        () => waitFor(() => w("wf"), 1000),
        gather([() => w(1), () => w(2)]),
      ]),
    );
    let t: Task<unknown> = createTask(() => w(1), { name: undefined });
    print(t.getName().startsWith("Task-"));
    await t;
    t = createTask(() => w("done"));
    await t;
    print(
      await waitFor(t, -1000),
      await waitFor(t, 0),
      await waitFor(t, null),
      await shield(t),
    );
    async function outer() {
      return [createTask(() => w("inner"))];
    }
    const [inner] = await createTask(outer);
    print(inner.done(), await inner);
    const s = shield(() => w("sh", 10));
    const g = gather([() => w(1), () => w(2)]);
    {
      const { done } = await wait<Future<unknown>>([s, g]);
      print(done.has(s), done.has(g), g.result());
    }
    t = createTask(() => w("m", 10));
    print(await gather([...range(3).map(() => shield(t)), t]));
  }
  await run(main);
}
