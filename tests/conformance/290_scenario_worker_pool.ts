import {
  CancelledError,
  createTask,
  except,
  gather,
  print,
  Queue,
  range,
  run,
  sleep,
} from "./_python.ts";

export default async function program() {
  async function worker(name: string, q: Queue<number>, out: string[]) {
    try {
      while (true) {
        const job = await q.get();
        await sleep(20 * job);
        out.push(name + ":" + job);
        q.taskDone();
      }
    } catch (e) {
      except(e, CancelledError);
      out.push(name + " stopped");
      throw e;
    }
  }

  async function main() {
    const q = new Queue<number>();
    for (const job of [3, 1, 6]) {
      q.putNowait(job);
    }
    const out: string[] = [];
    const ws = range(3).map((i) => createTask(() => worker("w" + i, q, out)));
    await q.join();
    print(out);
    for (const w of ws) {
      w.cancel();
    }
    await gather(ws, { returnExceptions: true });
    print(out.slice(3));
  }

  await run(main);
}
