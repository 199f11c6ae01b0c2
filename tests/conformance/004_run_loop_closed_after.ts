// deno-lint-ignore-file require-await
import {
  type EventLoop,
  except,
  getRunningLoop,
  print,
  run,
  RuntimeError,
} from "./_python.ts";

export default async function program() {
  const box: EventLoop[] = [];

  async function main() {
    const loop = getRunningLoop();
    box.push(loop);
    print("inside", loop.isRunning(), loop.isClosed());
  }

  await run(main);
  const loop = box[0];
  print("after", loop.isRunning(), loop.isClosed());
  try {
    loop.callSoon(print, "never");
  } catch (e) {
    except(e, RuntimeError);
    print("call_soon:", e);
  }
  try {
    await loop.runUntilComplete(main);
  } catch (e) {
    except(e, RuntimeError);
    print("run_until_complete:", e);
  }
  loop.close();
  print("second close is a no-op");
}
