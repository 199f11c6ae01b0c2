import {
  CancelledError,
  except,
  gather,
  getRunningLoop,
  print,
  run,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    const a = loop.createFuture<number>(), b = loop.createFuture<number>();
    const g = gather([a, b]);
    a.setResult(1);
    b.setResult(2);
    print("cancel", g.cancel(), g.done());
    print(await g, g.cancelled());
    const c = loop.createFuture<number>(), d = loop.createFuture<number>();
    const h = gather([c, d]);
    c.setResult(3);
    print("cancel", h.cancel(), d.cancelled());
    try {
      await h;
    } catch (e) {
      except(e, CancelledError);
      print("CancelledError", h.cancelled(), c.result());
    }
  }

  await run(main);
}
