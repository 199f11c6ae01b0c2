import {
  CancelledError,
  Condition,
  createTask,
  except,
  print,
  run,
  sleep,
  str,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(cond: Condition, log: string[]) {
    const permit = await cond.acquire();
    try {
      try {
        await cond.wait();
      } catch (e) {
        except(e, CancelledError);
        log.push(`cancelled, locked ${str(cond.locked())}`);
        throw e;
      } finally {
        log.push("leaving");
      }
    } finally {
      permit.release();
    }
  }

  async function main() {
    const cond = new Condition();
    const log: string[] = [];
    const t = createTask(() => w(cond, log));
    await sleep(0);
    await cond.acquire();
    t.cancel();
    await sleep(0);
    await sleep(0);
    print(log, t.done());
    cond.release();
    await wait([t]);
    print(log, t.cancelled(), cond.locked());
  }

  await run(main);
}
