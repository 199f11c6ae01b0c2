import {
  CancelledError,
  createTask,
  currentTask,
  except,
  print,
  range,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function* numbers(n: number) {
    try {
      for (const i of range(n)) {
        yield i;
        await sleep(i < 1 ? 20 : 10_000);
      }
    } finally {
      print("generator finally");
      await sleep(0);
      print("generator closed");
    }
  }

  async function consumer() {
    try {
      for await (const i of numbers(5)) {
        print("item", i);
      }
    } catch (e) {
      except(e, CancelledError);
      print("consumer cancelled", currentTask()!.cancelling());
      throw e;
    } finally {
      print("consumer finally");
    }
  }

  async function main() {
    const t = createTask(consumer);
    await sleep(60);
    t.cancel();
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
