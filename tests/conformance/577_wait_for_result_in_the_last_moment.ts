import {
  CancelledError,
  createTask,
  except,
  type Future,
  getRunningLoop,
  print,
  run,
  sleep,
  wait,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function w(task: Future<string>) {
    try {
      return await waitFor(task, 1000);
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", task.done(), task.cancelled());
      throw e;
    }
  }

  async function main() {
    const f = getRunningLoop().createFuture<string>();
    const t = createTask(() => w(f));
    await sleep(0);
    f.setResult("value");
    t.cancel();
    await wait([t]);
    print(t.cancelled(), f.result());
  }

  await run(main);
}
