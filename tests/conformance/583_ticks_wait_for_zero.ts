// deno-lint-ignore-file require-await
import {
  createTask,
  except,
  print,
  range,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function spin() {
    while (true) {
      await sleep(0);
    }
  }

  async function never(log: string[]) {
    log.push("started");
  }

  async function main() {
    const log: string[] = [];
    const done = createTask(() => sleep(0, "done"));
    const spinning = createTask(spin);
    await done;
    const tk = createTask(() => ticker(6));
    print(await waitFor(done, 0));
    try {
      await waitFor(spinning, 0);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError");
    }
    try {
      await waitFor(() => never(log), 0);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError");
    }
    print(spinning.cancelled(), log);
    await tk;
  }

  await run(main);
}
