// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  taskGroup,
} from "./_python.ts";

export default async function program() {
  async function child(log: string[]) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      log.push("cleanup");
      await sleep(60);
      log.push("cleaned up");
      throw e;
    }
  }

  async function runner(log: string[]) {
    await taskGroup(async (tg) => {
      tg.createTask(() => child(log));
    });
  }

  async function main() {
    const log: string[] = [];
    const t = createTask(() => runner(log));
    await sleep(20);
    t.cancel("one");
    await sleep(20);
    t.cancel("two");
    try {
      await t;
    } catch (e) {
      except(e, CancelledError);
      print(args(e), t.cancelling());
    }
    print(log);
  }

  await run(main);
}
