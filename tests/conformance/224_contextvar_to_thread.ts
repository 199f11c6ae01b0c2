import { ContextVar, moduleFunction, print, run, toThread } from "./_python.ts";

// Outside of program, where a Worker finds them too.
const cv = new ContextVar<number>("cv", { default: 0 });

export function work(n: number) {
  const old = cv.get();
  cv.set(n);
  return old;
}

export default async function program() {
  const inThread = moduleFunction<typeof work>(import.meta.url, "work");

  async function main() {
    cv.set(7);
    print(await toThread(inThread, 99), cv.get());
  }

  await run(main);
}
