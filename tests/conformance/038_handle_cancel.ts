import { getRunningLoop, print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const h1 = loop.callSoon(print, "h1");
    const h2 = loop.callSoon(print, "h2");
    const h3 = loop.callLater(20, print, "h3");
    const h4 = loop.callLater(40, print, "h4");
    print("before", h1.cancelled(), h3.cancelled());
    h1.cancel();
    h1.cancel();
    h3.cancel();
    print(
      "after",
      h1.cancelled(),
      h2.cancelled(),
      h3.cancelled(),
      h4.cancelled(),
    );
    await sleep(100);
    print("h4 after run:", h4.cancelled());
  }

  await run(main);
}
