// deno-lint-ignore-file require-await
import { type EventLoop, getRunningLoop, print, run } from "./_python.ts";

export default async function program() {
  const loops: EventLoop[] = [];

  async function main(n: number) {
    loops.push(getRunningLoop());
    return n;
  }

  print(await run(() => main(1)));
  print(await run(() => main(2)));
  print("same loop:", loops[0] === loops[1]);
  print("closed:", loops[0].isClosed(), loops[1].isClosed());
}
