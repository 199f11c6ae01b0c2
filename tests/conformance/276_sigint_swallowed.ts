import process from "node:process";
import {
  CancelledError,
  except,
  getRunningLoop,
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
      print("swallowed");
    }
    return "value";
  }

  print(await run(main));
}
