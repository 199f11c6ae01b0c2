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
  async function w(name: string, event: Event) {
    try {
      print(name, await event.wait());
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled, set:", event.isSet());
      print(name, "again", await event.wait());
    }
  }

  async function main() {
    const event = new Event();
    const [a, b, c] = ["a", "b", "c"].map((n) => createTask(() => w(n, event)));
    await sleep(0);
    a.cancel();
    event.set();
    b.cancel();
    await wait([a, b, c]);
    print(a.cancelled(), b.cancelled(), a.cancelling());
  }

  await run(main);
}
