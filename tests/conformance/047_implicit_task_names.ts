// deno-lint-ignore-file require-await
import {
  currentTask,
  gather,
  print,
  run,
  shield,
  sleep,
  taskGroup,
  timeout,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function f(tag: string) {
    print(tag, currentTask()!.getName());
    await sleep(0);
  }

  async function main() {
    await gather([() => f("g1"), () => f("g2"), () => f("g3")]);
    await waitFor(() => f("wait_for"), 5000);
    await taskGroup(async (tg) => {
      tg.createTask(() => f("tg"));
      tg.createTask(() => f("tg named"), { name: "nice" });
    });
    await shield(() => f("shield"));
    await timeout(5000, async () => {
      await f("timeout");
    });
  }

  await run(main);
}
