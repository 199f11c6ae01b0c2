// deno-lint-ignore-file require-await
import {
  CancelledError,
  except,
  ExceptionGroup,
  print,
  run,
  sleep,
  str,
  type Task,
  taskGroup,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function stubborn(log: string[]) {
    try {
      await sleep(10_000);
    } catch (e) {
      except(e, CancelledError);
      log.push("swallowed");
    }
    await sleep(20);
    log.push("ended");
    return "value";
  }

  async function bad() {
    throw new ValueError("child");
  }

  async function main() {
    let t!: Task<string>;
    const log: string[] = [];
    try {
      await taskGroup(async (tg) => {
        t = tg.createTask(() => stubborn(log));
        tg.createTask(bad);
      });
    } catch (eg) {
      except(eg, ExceptionGroup);
      log.push(str(eg));
    }
    print(log);
    print(t.result(), t.cancelling(), t.cancelled());
  }

  await run(main);
}
