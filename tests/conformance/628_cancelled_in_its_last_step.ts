// deno-lint-ignore-file require-await
import {
  args,
  CancelledError,
  createTask,
  currentTask,
  except,
  gather,
  print,
  run,
  shield,
  sleep,
  str,
  typeName,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ask(name: string, aw: PromiseLike<unknown>) {
    try {
      await aw;
    } catch (e) {
      except(e, CancelledError);
      print(name, args(e));
    }
  }

  async function lastStep() {
    currentTask()!.cancel("in the last step");
    return "too late";
  }

  async function thrown() {
    currentTask()!.cancel("at a wait");
    await sleep(1000);
  }

  async function main() {
    for (const work of [lastStep, thrown]) {
      const task = createTask<unknown>(() => work());
      const waiters = [..."abc"].map((name) =>
        createTask(() => ask(name, task))
      );
      await wait(waiters);
      await ask("later", task);
      try {
        task.result();
      } catch (e) {
        except(e, CancelledError);
        print("result", args(e));
      }
      try {
        task.exception();
      } catch (e) {
        except(e, CancelledError);
        print("exception", args(e));
      }
    }
    for (const work of [lastStep, thrown]) {
      const task = createTask<unknown>(() => work());
      const results = await gather([task, task], { returnExceptions: true });
      print(results.map(typeName), results.map(str));
      await ask("after gather", task);
    }
    for (const work of [lastStep, thrown]) {
      const task = createTask<unknown>(() => work());
      const both = [..."de"].map((name) => {
        const gathered = gather([task]);
        return createTask(() => ask(name, gathered));
      });
      await wait(both);
    }
    for (const work of [lastStep, thrown]) {
      const task = createTask<unknown>(() => work());
      const both = [..."fg"].map((name) => {
        const shielded = shield(task);
        return createTask(() => ask(name, shielded));
      });
      await wait(both);
    }
  }

  await run(main);
}
