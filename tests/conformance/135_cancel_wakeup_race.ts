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
} from "./_python.ts";

export default async function program() {
  async function w(fut: Future<string>) {
    try {
      print("got", await fut);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError; future has result", fut.result());
      throw e;
    }
  }

  async function main() {
    const fut = getRunningLoop().createFuture<string>();
    const t = createTask(() => w(fut));
    await sleep(0);
    fut.setResult("v");
    print("cancel", t.cancel());
    await wait([t]);
    print("cancelled", t.cancelled());
  }

  await run(main);
}
