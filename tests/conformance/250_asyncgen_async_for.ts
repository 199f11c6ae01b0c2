import { print, range, run, sleep } from "./_python.ts";

export default async function program() {
  async function* agen(n: number) {
    try {
      for (const i of range(n)) {
        await sleep(0);
        yield i;
      }
    } finally {
      print("agen finally");
    }
  }

  async function main() {
    for await (const x of agen(3)) {
      print("item", x);
    }
    const g = agen(5);
    // Step by step: leaving a `for await` would close g.
    for (let x = await g.next(); !x.done; x = await g.next()) {
      print("partial", x.value);
      if (x.value === 1) {
        break;
      }
    }
    print("before aclose");
    await g.return();
    print("after aclose");
  }

  await run(main);
}
