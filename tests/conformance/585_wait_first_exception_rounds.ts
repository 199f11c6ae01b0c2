import {
  createTask,
  currentTask,
  FIRST_EXCEPTION,
  print,
  range,
  run,
  sleep,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(delay: number, how: string) {
    await sleep(delay);
    if (how === "fail") {
      throw new ValueError(how);
    }
    if (how === "cancel") {
      currentTask()!.cancel();
      await sleep(0);
    }
  }

  async function main() {
    const ts =
      ([[40, "ok"], [80, "fail"], [120, "cancel"], [160, "ok"], [200, "fail"], [
        280,
        "ok",
      ]] as const).map(([d, h]) => createTask(() => w(d, h)));
    let waiting = ts;
    for (const _ of range(3)) {
      const { done, pending } = await wait(waiting, {
        returnWhen: FIRST_EXCEPTION,
      });
      waiting = [...pending];
      print(
        done.size,
        pending.size,
        ts.filter((t) => done.has(t)).map((t) => ts.indexOf(t)),
      );
    }
  }

  await run(main);
}
