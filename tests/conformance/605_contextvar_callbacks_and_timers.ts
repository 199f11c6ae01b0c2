import { ContextVar, getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const log: string[] = [];

    function note(name: string) {
      log.push(`${name} ${cv.get()}`);
      cv.set("set by " + name);
    }

    cv.set("one");
    loop.callSoon(note, "soon 1");
    loop.callSoon(note, "soon 2");
    loop.callLater(20, note, "later");
    const f = loop.createFuture<string>();
    f.addDoneCallback((_fut) => note("done"));
    cv.set("two");
    loop.callSoon(note, "soon 3");
    f.setResult("value");
    await sleep(40);
    for (const line of log) {
      print(line);
    }
    print(cv.get());
  }

  const cv = new ContextVar<string>("cv", { default: "default" });
  await run(main);
}
