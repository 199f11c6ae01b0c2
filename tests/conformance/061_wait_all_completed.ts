import {
  createTask,
  print,
  run,
  sleep,
  typeName,
  ValueError,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(name: string, delay: number, fail: boolean) {
    await sleep(delay);
    print("end", name);
    if (fail) {
      throw new ValueError(name);
    }
    return name;
  }

  async function main() {
    const a = createTask(() => w("a", 60, false));
    const b = createTask(() => w("b", 20, true));
    const { done, pending } = await wait([a, b]);
    print(done.size, pending.size);
    print(done.has(a), done.has(b));
    print(a.result(), typeName(b.exception()));
  }

  await run(main);
}
