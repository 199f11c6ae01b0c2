import {
  CancelledError,
  createTask,
  currentTask,
  except,
  type Future,
  gather,
  print,
  run,
  shield,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    print(name, "ends");
    return name;
  }

  async function waiter(aw: Future<string[]>) {
    try {
      print(await shield(aw));
    } catch (e) {
      except(e, CancelledError);
      print(
        "CancelledError",
        aw.done(),
        aw.cancelled(),
        currentTask()!.cancelling(),
      );
    }
  }

  async function main() {
    const a = createTask(() => w("a", 20)), b = createTask(() => w("b", 60));
    let gathered: Future<string[]> = gather([a, b]);
    let t = createTask(() => waiter(gathered));
    await sleep(40);
    t.cancel();
    await t;
    print(await gathered);
    const c = createTask(() => w("c", 20));
    gathered = gather([c]);
    t = createTask(() => waiter(gathered));
    await sleep(0);
    c.cancel();
    await t;
  }

  await run(main);
}
