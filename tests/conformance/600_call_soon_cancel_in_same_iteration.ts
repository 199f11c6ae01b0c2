import { getRunningLoop, type Handle, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const handles: Handle[] = [];

    function first() {
      print("first");
      handles[1].cancel();
      loop.callSoon(print, "added by first");
    }

    handles.push(loop.callSoon(first));
    handles.push(loop.callSoon(print, "second"));
    handles.push(loop.callSoon(print, "third"));
    await sleep(0);
    print("main", handles.map((h) => h.cancelled()));
    await sleep(0);
    const late = loop.callLater(60, print, "late");
    loop.callLater(20, () => late.cancel());
    loop.callLater(40, print, "between");
    await sleep(100);
    print(late.cancelled());
  }

  await run(main);
}
