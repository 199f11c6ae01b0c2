// deno-lint-ignore-file require-await
import { ContextVar, copyContext, print, Runner } from "./_python.ts";

export default async function program() {
  const cv = new ContextVar("cv", { default: 0 });

  async function setter(v: number) {
    const old = cv.get();
    cv.set(v);
    return old;
  }

  const runner = new Runner();
  try {
    print(await runner.run(() => setter(1)));
    print(await runner.run(() => setter(2)));
    const ctx = copyContext();
    print(
      "explicit context:",
      await runner.run(() => setter(9), { context: ctx }),
    );
    print("in it:", ctx.get(cv));
    print(await runner.run(() => setter(3)));
  } finally {
    await runner.close();
  }
  print("outside:", cv.get());
}
