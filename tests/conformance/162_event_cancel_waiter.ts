import {
  CancelledError,
  createTask,
  Event,
  except,
  print,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, ev: Event) {
    try {
      await ev.wait();
      print(name, "woken");
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    const ev = new Event();
    const ts = ["a", "b", "c"].map((n) => createTask(() => w(n, ev)));
    await sleep(0);
    ts[1].cancel();
    ev.set();
    await wait(ts);
    print(ts.map((t) => t.cancelled()));
  }

  await run(main);
}
