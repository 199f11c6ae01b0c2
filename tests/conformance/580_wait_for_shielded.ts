import {
  createTask,
  except,
  print,
  run,
  shield,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function work(log: string[]) {
    await sleep(60);
    log.push("work done");
    return "value";
  }

  async function main() {
    const log: string[] = [];
    const task = createTask(() => work(log));
    try {
      await waitFor(shield(task), 20);
    } catch (e) {
      except(e, TimeoutError);
      print("TimeoutError", task.done(), task.cancelling());
    }
    print(await waitFor(shield(task), 1000), log);
    print(await waitFor(task, 0));
  }

  await run(main);
}
