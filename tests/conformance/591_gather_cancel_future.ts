import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  gather,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w(name: string) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print(name, args(e));
      throw e;
    }
  }

  async function main() {
    const a = createTask(() => w("a")), b = createTask(() => w("b"));
    const gathered = gather([a, b]);
    await sleep(0);
    print(gathered.cancel("stop"), gathered.cancelled(), gathered.done());
    await sleep(0);
    print(a.cancelled(), b.cancelled(), gathered.done());
    try {
      await gathered;
    } catch (e) {
      except(e, CancelledError);
      print(
        "CancelledError",
        gathered.cancelled(),
        currentTask()!.cancelling(),
      );
    }
    print(gathered.cancel());
    const empty = gather([]);
    print(empty.cancel());
  }

  await run(main);
}
