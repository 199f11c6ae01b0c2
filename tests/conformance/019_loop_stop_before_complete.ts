import { except, newEventLoop, print, RuntimeError, sleep } from "./_python.ts";

export default async function program() {
  const loop = newEventLoop();

  async function main() {
    loop.callSoon(print, "ready callback 1");
    loop.stop();
    loop.callSoon(print, "ready callback 2");
    await sleep(0);
    print("main second step");
    await sleep(0);
    return "finished";
  }

  const t = loop.createTask(main);
  try {
    await loop.runUntilComplete(t);
  } catch (e) {
    except(e, RuntimeError);
    print("RuntimeError", e);
  }
  print("done:", t.done());
  print("resumed:", await loop.runUntilComplete(t));
  loop.close();
}
