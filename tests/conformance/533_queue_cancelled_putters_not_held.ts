import {
  except,
  print,
  Queue,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const q = new Queue<number>(1);
    await q.put(0);
    for (const n of [1, 2]) {
      try {
        await waitFor(() => q.put(n), 20);
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError", q.qsize());
      }
    }
    print(q.getNowait());
    await sleep(20);
    print(q.empty());
    q.putNowait(3);
    print(await q.get());
  }

  await run(main);
}
