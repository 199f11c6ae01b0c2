import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<string>();
    f.addDoneCallback((fut) => print("cb1", fut === f, fut.result()));
    f.addDoneCallback((_fut) => print("cb2"));
    loop.callSoon(print, "soon before");
    f.setResult("r");
    loop.callSoon(print, "soon after");
    f.addDoneCallback((_fut) => print("cb3 added when done"));
    print("nothing called yet");
    await sleep(0);
    print("end");
  }

  await run(main);
}
