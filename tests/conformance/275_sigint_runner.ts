import process from "node:process";
import {
  CancelledError,
  currentTask,
  except,
  getRunningLoop,
  KeyboardInterrupt,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function main() {
    getRunningLoop().callLater(20, () => {
      process.kill(process.pid, "SIGINT");
    });
    try {
      await sleep(5000);
    } catch (e) {
      except(e, CancelledError);
      print("main cancelled, cancelling", currentTask()!.cancelling());
      await sleep(20);
      print("cleanup done");
      throw e;
    }
  }

  try {
    await run(main);
  } catch (e) {
    except(e, KeyboardInterrupt);
    print("KeyboardInterrupt from run()");
  }
}
