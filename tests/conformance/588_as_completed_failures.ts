import {
  asCompleted,
  CancelledError,
  createTask,
  currentTask,
  except,
  getRunningLoop,
  print,
  repr,
  run,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    if (name === "bad") {
      throw new ValueError(name);
    }
    return name;
  }

  async function main() {
    const ts =
      ([["late", 80], ["bad", 20], ["cancelled", 120], ["soon", 40]] as const)
        .map(([n, d]) => createTask(() => w(n, d)));
    getRunningLoop().callLater(60, () => ts[2].cancel());
    for (const c of asCompleted(ts)) {
      try {
        print(await c);
      } catch (e) {
        except(e, ValueError, CancelledError);
        print(repr(e));
      }
    }
    print(currentTask()!.cancelling());
  }

  await run(main);
}
