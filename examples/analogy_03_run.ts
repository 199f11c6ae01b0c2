/**
 * @title.zh asyncio 一侧：run 就是 start
 * @title.en The asyncio side: run is that start
 * @section analogies
 * @card analogy-03-npm
 * @run
 * @difficulty beginner
 */

//: zh: 一个项目有很多函数，`start` 只有一个；一个程序有很多协程，`main` 只有一
//: zh: 个。想换一个启动，就换交给 `run()` 的函数。
//: en: A project has many functions and one `start`; a program has many
//: en: coroutines and one `main`. To start another, hand another function to
//: en: `run()`.
import { run, sleep } from "@asyncio/asyncio";

const scripts: Record<string, () => Promise<number>> = {
  async start() {
    await sleep(10);
    console.log("the application runs");
    return 0;
  },
};

async function start(name: string) {
  console.log(`> run ${name}`);
  const exitCode = await run(scripts[name]);
  console.log(`exit code ${exitCode}`);
}

await start("start");
