import {
  except,
  print,
  Queue,
  range,
  run,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const q = new Queue<number>(2);
    for (const _ of range(3)) {
      try {
        await waitFor(() => q.get(), 20);
      } catch (e) {
        except(e, TimeoutError);
        print("TimeoutError", q.qsize());
      }
    }
    await q.put(1);
    await q.put(2);
    print(q.full(), await q.get(), await q.get(), q.empty());
  }

  await run(main);
}
