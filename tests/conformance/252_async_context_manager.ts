// deno-lint-ignore-file require-await
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
  class Cm {
    name: string;
    suppress: boolean;

    constructor(name: string, suppress: boolean) {
      this.name = name;
      this.suppress = suppress;
    }

    async enter() {
      await sleep(0);
      print("enter", this.name);
      return this;
    }

    async exit(e: unknown) {
      await sleep(0);
      print("exit", this.name, e !== null ? typeName(e) : null);
      return this.suppress;
    }
  }

  // `async with cm:`, with the block as a function.
  async function asyncWith(cm: Cm, block: () => Promise<void>) {
    await cm.enter();
    try {
      await block();
    } catch (e) {
      if (!await cm.exit(e)) {
        throw e;
      }
      return;
    }
    await cm.exit(null);
  }

  async function main() {
    await asyncWith(new Cm("a", true), async () => {
      await asyncWith(new Cm("b", false), async () => {
        throw new ValueError("x");
      });
    });
    print("suppressed");

    async function w() {
      await asyncWith(new Cm("c", false), async () => {
        await sleep(10_000);
      });
    }

    const t = createTask(() => w());
    await sleep(20);
    t.cancel();
    await wait([t]);
    print(t.cancelled());
  }

  await run(main);
}
