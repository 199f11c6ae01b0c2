// deno-lint-ignore-file require-await
import {
  except,
  getEventLoop,
  getRunningLoop,
  newEventLoop,
  print,
  run,
  RuntimeError,
  setEventLoop,
  str,
} from "./_python.ts";

export default async function program() {
  setEventLoop(null);
  try {
    getEventLoop();
  } catch (e) {
    except(e, RuntimeError);
    print("RuntimeError", str(e));
  }
  const loop = newEventLoop();
  setEventLoop(loop);
  print(getEventLoop() === loop);

  async function main() {
    print(
      "inside:",
      getEventLoop() === getRunningLoop(),
      getEventLoop() === loop,
    );
  }

  await run(main);
  loop.close();
  setEventLoop(null); // the process goes on with the next program
}
