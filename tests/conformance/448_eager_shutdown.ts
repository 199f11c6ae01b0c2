// deno-lint-ignore-file require-await
import {
  createTask,
  eagerTaskFactory,
  getRunningLoop,
  print,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function w() {
    try {
      print("begins");
      await sleep(10_000);
    } finally {
      await sleep(0);
      print("cleaned");
    }
  }

  async function main() {
    getRunningLoop().setTaskFactory(eagerTaskFactory);
    createTask(() => w());
    return "main ends";
  }

  print(await run(main));
}
