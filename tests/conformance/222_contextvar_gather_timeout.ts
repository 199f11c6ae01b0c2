// deno-lint-ignore-file require-await
import {
  ContextVar,
  gather,
  print,
  run,
  taskGroup,
  timeout,
  waitFor,
} from "./_python.ts";

export default async function program() {
  const cv = new ContextVar<number>("cv", { default: 0 });

  async function setter(v: number) {
    const old = cv.get();
    cv.set(v);
    return old;
  }

  async function main() {
    print(await gather([() => setter(1), () => setter(2)]), cv.get());
    print(await waitFor(() => setter(3), 1000), cv.get());
    await timeout(1000, async () => {
      await setter(4);
    });
    print(cv.get());
    await taskGroup(async (tg) => {
      tg.createTask(() => setter(5));
    });
    print(cv.get());
  }

  await run(main);
}
