import { newEventLoop, print } from "./_python.ts";

export default async function program() {
  const loop = newEventLoop();

  function again(n: number) {
    print("callback", n);
    loop.callSoon(again, n + 1);
  }

  loop.callSoon(again, 0);
  loop.stop();
  await loop.runForever();
  print("one iteration");
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  print("stopped by a callback", loop.isRunning(), loop.isClosed());
  loop.callLater(20, () => loop.stop());
  loop.callSoon(print, "before the timer");
  const f = loop.createFuture<string>();
  f.addDoneCallback((fut) => print("future", fut.result()));
  f.setResult("value");
  print(await loop.runUntilComplete(f));
  loop.close();
  print(loop.isClosed());
}
