import {
  Exception,
  gather,
  isinstance,
  print,
  run,
  sleep,
  typeName,
  ValueError,
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
    const r = await gather([
      () => w("a", 60, false),
      () => w("b", 20, true),
      () => w("c", 40, true),
    ], { returnExceptions: true });
    for (const x of r) {
      if (isinstance(x, Exception)) {
        print(typeName(x), x);
      } else {
        print("value", x);
      }
    }
  }

  await run(main);
}
