/**
 * @title.zh 只调用一次：在程序的最顶上
 * @title.en Call it once: at the very top
 * @section flashcards
 * @card card-07-once
 * @run
 * @difficulty beginner
 */

//: zh: 一个程序一个 `run()`；多件事，在 `main` 里组合。
//: en: One `run()` a program; many things to do are put together in `main`.
import { gather, run, sleep } from "@asyncio/asyncio";

const users = () => sleep(20, ["Ada", "Alan"]);
const posts = () => sleep(10, ["Notes"]);

await run(async () => {
  const [names, titles] = await gather([users, posts]);
  console.log(names.length, "users,", titles.length, "post");
});
