import {
  args,
  CancelledError,
  createTask,
  except,
  print,
  run,
  sleep,
  str,
} from "./_python.ts";

export default async function program() {
  async function stubborn(log: unknown[]) {
    while (log.length < 3) {
      try {
        await sleep(10_000);
      } catch (e) {
        except(e, CancelledError);
        log.push(args(e).items[0]);
      }
    }
    return "gave in";
  }

  async function main() {
    const log: unknown[] = [];
    const t = createTask(() => stubborn(log));
    let n = 0;
    while (!t.done()) {
      await sleep(20);
      n += 1;
      t.cancel("cancel " + str(n));
    }
    print(log, n);
    print(t.cancelled(), t.cancelling());
  }

  await run(main);
}
