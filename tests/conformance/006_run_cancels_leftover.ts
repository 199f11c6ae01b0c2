import {
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function bg() {
    print("bg start");
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      print("bg cancelled");
      throw e;
    } finally {
      print("bg finally");
    }
  }

  async function main() {
    createTask(bg);
    await sleep(0);
    print("main returns");
    return 1;
  }

  print("run returned", await run(main));
}
