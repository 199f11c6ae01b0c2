import {
  asCompleted,
  createTask,
  print,
  run,
  sleep,
  type Task,
  wait,
} from "./_python.ts";

export default async function program() {
  async function w(n: number, log: string[]) {
    await sleep(n * 20);
    log.push(`end ${n}`);
    return n;
  }

  async function main() {
    const log: string[] = [];
    const ts = [10, 1, 15].map((n) => createTask(() => w(n, log)));
    for (const c of asCompleted(ts)) {
      print(await c);
      break;
    }
    for await (const t of asCompleted(ts.slice(1))) {
      print((t as unknown as Task<number>).result());
      break;
    }
    print(log);
    await wait(ts);
    print(log);
  }

  await run(main);
}
