import {
  createTask,
  except,
  gather,
  getRunningLoop,
  print,
  range,
  repr,
  run,
  sleep,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function ticker(n: number) {
    for (const i of range(n)) {
      print("tick", i);
      await sleep(0);
    }
  }

  async function main() {
    const loop = getRunningLoop();
    const f = loop.createFuture<number>(), g = loop.createFuture<number>();
    f.setResult(1);
    g.setResult(2);
    const tk = createTask(() => ticker(4));
    print(await gather([f, g, f]));
    const gathered = gather([f, g]);
    print(gathered.done(), await gathered);
    const h = loop.createFuture<number>();
    h.setException(new ValueError("h"));
    for (const flag of [true, false]) {
      try {
        const results = await gather([f, h], { returnExceptions: flag });
        print(results.map((x) => repr(x)));
      } catch (e) {
        except(e, ValueError);
        print("raised", repr(e));
      }
    }
    await sleep(0);
    print("main");
    await tk;
  }

  await run(main);
}
