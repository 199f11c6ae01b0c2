// deno-lint-ignore-file require-await
import {
  except,
  print,
  run,
  sleep,
  type Task,
  taskGroup,
  timeout,
  TimeoutError,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, limit: number, work: number) {
    try {
      await timeout(limit, async () => {
        await sleep(work);
      });
      return name + " in time";
    } catch (e) {
      except(e, TimeoutError);
      return name + " too late";
    }
  }

  async function main() {
    let a!: Task<string>;
    let b!: Task<string>;
    let c!: Task<string>;
    await taskGroup(async (tg) => {
      a = tg.createTask(() => w("a", 20, 60));
      b = tg.createTask(() => w("b", 60, 20));
      c = tg.createTask(() => w("c", 40, 80));
    });
    for (const t of [a, b, c]) {
      print(t.result(), t.cancelling());
    }
  }

  await run(main);
}
