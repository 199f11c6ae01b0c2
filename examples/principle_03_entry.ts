/**
 * @title.zh 第三层价值：统一的入口
 * @title.en Third value: one standard entry
 * @section principles
 * @card principle-03-value
 * @run
 * @difficulty beginner
 */

//: zh: 读别人的异步程序，先找 `run(`：从那里进，往里全是 `await`。参数在入口处
//: zh: 绑定，结果从入口处带出。
//: en: To read someone's asynchronous program, look for `run(`: that is the
//: en: way in, and from there on it is all `await`. Arguments are bound at the
//: en: door, the result comes out of it.
import { run, sleep } from "@asyncio/asyncio";

async function main(names: string[]) {
  for (const name of names) {
    await sleep(10);
    console.log("hello,", name);
  }
  return names.length;
}

//: zh: `import.meta.main` 相当于 Python 的 `__name__ == "__main__"`：被别的文件
//: zh: 导入时，不会启动循环。
//: en: `import.meta.main` is Python's `__name__ == "__main__"`: imported by
//: en: another file, this one starts no loop.
if (import.meta.main) {
  const names = Deno.args.length > 0 ? Deno.args : ["Ada", "Alan"];
  const count = await run(() => main(names));
  console.log(`greeted ${count}`);
}
