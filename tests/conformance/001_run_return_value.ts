import { print, run, sleep } from "./_python.ts";

export default async function program() {
  async function main() {
    print("in main");
    await sleep(0);
    return 42;
  }

  print("before");
  print("result", await run(main));
  print("after");
}
