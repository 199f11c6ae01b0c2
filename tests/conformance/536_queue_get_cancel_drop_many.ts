import {
  CancelledError,
  createTask,
  except,
  gather,
  print,
  Queue,
  run,
  sleep,
  typeName,
} from "./_python.ts";

export default async function program() {
  async function reader(name: string, q: Queue<string>) {
    try {
      return (name + " ") + await q.get();
    } catch (e) {
      except(e, CancelledError);
      print(name, "cancelled");
      throw e;
    }
  }

  async function main() {
    const q = new Queue<string>();
    const rs = ["a", "b", "c", "d"].map((n) => createTask(() => reader(n, q)));
    await sleep(0);
    for (const r of [rs[0], rs[1], rs[3]]) {
      r.cancel();
    }
    q.putNowait("item");
    const results = await gather(rs, { returnExceptions: true });
    print(results.map((r) => typeName(r)), results[2]);
    q.putNowait("other");
    print(q.qsize());
  }

  await run(main);
}
