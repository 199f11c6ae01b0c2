import {
  createTask,
  FIRST_COMPLETED,
  print,
  run,
  sleep,
  sorted,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number) {
    await sleep(delay);
    print("end", name);
    return name;
  }

  async function main() {
    const a = createTask(() => w("a", 100));
    const b = createTask(() => w("b", 20));
    const c = createTask(() => w("c", 60));
    let { done, pending } = await wait([a, b, c], {
      returnWhen: FIRST_COMPLETED,
    });
    print(sorted([...done].map((t) => t.result())), pending.size);
    ({ done, pending } = await wait(pending, { returnWhen: FIRST_COMPLETED }));
    print(sorted([...done].map((t) => t.result())), pending.size);
    await a;
    print("a cancelled:", a.cancelled());
  }

  await run(main);
}
