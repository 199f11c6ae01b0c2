// deno-lint-ignore-file no-unsafe-finally
import {
  CancelledError,
  createTask,
  ensureFuture,
  except,
  print,
  run,
  shield,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function cleanup() {
    print("cleanup begins");
    await sleep(40);
    print("cleanup ends");
  }

  async function w() {
    try {
      await sleep(10_000);
    } finally {
      const c = ensureFuture(() => cleanup());
      try {
        await shield(c);
      } catch (e) {
        except(e, CancelledError);
        print("interrupted, cleanup done", c.done());
        await c;
        throw e;
      }
    }
  }

  async function main() {
    const t = createTask(() => w());
    await sleep(20);
    t.cancel();
    await sleep(20);
    t.cancel();
    await wait([t]);
    print(t.cancelled(), t.cancelling());
  }

  await run(main);
}
