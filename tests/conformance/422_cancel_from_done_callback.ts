import {
  CancelledError,
  createTask,
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function waiter(name: string, f: Future<number>) {
    try {
      print(name, "got", await f);
    } catch (e) {
      except(e, CancelledError);
      print(name, "CancelledError");
      throw e;
    }
  }

  async function main() {
    const f = getRunningLoop().createFuture<number>();
    const tasks: Task<void>[] = [];
    const a = createTask(() => waiter("a", f));
    await sleep(0);
    f.addDoneCallback((_fut) => print("callback cancels b", tasks[0].cancel()));
    const b = createTask(() => waiter("b", f));
    tasks.push(b);
    await sleep(0);
    f.setResult(1);
    await wait([a, b]);
    print(a.cancelled(), b.cancelled());
  }

  await run(main);
}
