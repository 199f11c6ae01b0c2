// deno-lint-ignore-file require-await
import {
  asCompleted,
  createTask,
  currentTask,
  except,
  gather,
  newEventLoop,
  print,
  run,
  Runner,
  shield,
  sleep,
  str,
  taskGroup,
  ValueError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function name(label: string) {
    print(label, currentTask()!.getName());
  }

  async function main() {
    await name("main");
    await gather([() => name("gather"), () => name("gather")]);
    await waitFor(() => name("wait_for"), 1000);
    await shield(() => name("shield"));
    await taskGroup(async (group) => {
      group.createTask(() => name("group"));
      group.createTask(() => name("named"), { name: "own" });
      group.createTask(() => name("group"));
    });
    for (const each of asCompleted([() => name("as_completed")])) await each;
  }

  async function leftover() {
    await name("with a leftover");
    createTask(() => sleep(1000));
  }

  async function fail() {
    await name("failing");
    throw new ValueError("failed");
  }

  await run(main);
  await run(() => name("second run"));
  await run(() => name("third run"));
  await run(leftover);
  try {
    await run(fail);
  } catch (e) {
    except(e, ValueError);
    print(str(e));
  }
  {
    await using runner = new Runner();
    await runner.run(() => name("runner"));
    await runner.run(() => name("runner"));
  }
  const loop = newEventLoop();
  await loop.runUntilComplete(() => name("loop"));
  loop.close();
  await run(() => name("last run"));
}
