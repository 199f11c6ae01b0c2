/**
 * @title.zh 标准结构：先取用户，再取文章
 * @title.en The standard structure: fetch the user, then the posts
 * @section scenarios
 * @card scenario-02-structure
 * @run
 * @difficulty beginner
 */

//: zh: 真实程序大多如此：第二个请求要用到第一个的结果，所以只能一前一后。把网络
//: zh: 换成一张表和一小段等待，看清结构。
//: en: Most real programs look like this: the second request needs what the
//: en: first one gave, so they run one after the other. A table and a short
//: en: wait stand in for the network, to show the structure.
import { run, sleep } from "@asyncio/asyncio";

const users = new Map([[1, { name: "Ada" }]]);
const posts = new Map([["Ada", ["Notes", "Engines"]]]);

async function fetchUser(id: number) {
  console.log(`fetching user ${id}`);
  await sleep(50);
  const user = users.get(id);
  if (!user) throw new RangeError(`no user ${id}`);
  return user;
}

async function fetchPosts(author: string) {
  console.log(`fetching posts of ${author}`);
  await sleep(50);
  return posts.get(author) ?? [];
}

//: zh: `main` 读起来就是一份步骤清单：没有回调，没有 `.then()` 链。
//: en: `main` reads as a list of steps: no callbacks, no chain of `.then()`.
async function main() {
  const user = await fetchUser(1);
  const titles = await fetchPosts(user.name);
  return { author: user.name, titles };
}

if (import.meta.main) {
  const { author, titles } = await run(main);
  console.log(`${author}: ${titles.join(", ")}`);
}
