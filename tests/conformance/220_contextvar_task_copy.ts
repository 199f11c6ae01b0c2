import { ContextVar, createTask, print, run, sleep } from "./_python.ts";

export default async function program() {
  const cv = new ContextVar<string>("cv", { default: "default" });

  async function child(name: string) {
    print(name, "sees", cv.get());
    cv.set(name);
    await sleep(0);
    print(name, "still", cv.get());
  }

  async function main() {
    cv.set("main");
    const a = createTask(() => child("a"));
    cv.set("main 2");
    const b = createTask(() => child("b"));
    await a;
    await b;
    print("main", cv.get());
    await child("direct");
    print("main after direct await", cv.get());
  }

  await run(main);
}
