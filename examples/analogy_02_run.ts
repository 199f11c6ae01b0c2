/**
 * @title.zh asyncio 一侧：run 把协程接进循环
 * @title.en The asyncio side: run joins coroutine and loop
 * @section analogies
 * @card analogy-02-react
 * @run
 * @difficulty beginner
 */

//: zh: `run(main)` 之于循环，就像 `render(App)` 之于页面：左边是你写的程序，右
//: zh: 边是让它活起来的环境。多数程序也只有一个根。
//: en: `run(main)` is to the loop what `render(App)` is to the page: here what
//: en: you wrote, there the environment that brings it to life. And one root
//: en: is enough for most programs.
import { allTasks, createTask, run, sleep } from "@asyncio/asyncio";

async function widget() {
  try {
    await sleep(60_000);
  } finally {
    console.log("widget: unmounted");
  }
}

async function App() {
  createTask(widget);
  await sleep(10);
  console.log("tasks in the loop:", allTasks().size);
}

//: zh: `App` 结束时，还挂着的任务会被取消，就像卸载根节点时，子组件的清理函数都
//: zh: 会执行。
//: en: When `App` ends, tasks still mounted are cancelled, just as unmounting
//: en: a root runs the clean-up of every component below.
await run(App);
