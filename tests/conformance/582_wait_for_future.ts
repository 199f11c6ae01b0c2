import {
  CancelledError,
  currentTask,
  except,
  getRunningLoop,
  print,
  repr,
  run,
  TimeoutError,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    let f = loop.createFuture<string>();
    try {
      await waitFor(f, 20);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", f.cancelled());
    }
    f = loop.createFuture<string>();
    loop.callLater(20, () => f.setResult("result"));
    print(await waitFor(f, 1000));
    f = loop.createFuture<string>();
    loop.callLater(20, () => f.setException(new ValueError("failed")));
    try {
      await waitFor(f, null);
    } catch (e) {
      except(e, ValueError);
      print(repr(e));
    }
    f = loop.createFuture<string>();
    loop.callLater(20, () => f.cancel());
    try {
      await waitFor(f, 1000);
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", currentTask()!.cancelling());
    }
  }

  await run(main);
}
