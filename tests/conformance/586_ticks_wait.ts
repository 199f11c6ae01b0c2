import {
  createTask,
  FIRST_COMPLETED,
  print,
  range,
  run,
  sleep,
  wait,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function w(n: number) {
    for (const _ of range(n)) {
      await sleep(0);
    }
    print("end", n);
  }

  async function main() {
    const done = createTask(() => w(0));
    await done;
    const tk = createTask(() => ticker(11));
    await wait([done]);
    print("all were done");
    const ts = [1, 2, 4].map((n) => createTask(() => w(n)));
    await wait(ts, { returnWhen: FIRST_COMPLETED });
    print("first");
    await wait([done, ...ts], { returnWhen: FIRST_COMPLETED });
    print("one was done");
    await wait(ts);
    print("all");
    await tk;
  }

  await run(main);
}
