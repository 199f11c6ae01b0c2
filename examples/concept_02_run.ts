/**
 * @title.zh run() 的完整行为：七步
 * @title.en All that run() does: seven steps
 * @section concepts
 * @card concept-02-run
 * @run
 * @difficulty advanced
 */

//: zh: 给每一步装上一个会说话的零件：循环由我们的 `loopFactory` 造，默认执行器
//: zh: 由我们提供。
//: en: A part that speaks for each step: our `loopFactory` makes the loop, and
//: en: the default executor is ours.
import * as asyncio from "@asyncio/asyncio";

class TellingLoop extends asyncio.EventLoop {
  override close() {
    super.close();
    console.log("7 the loop is closed");
  }
}

const executor: asyncio.Executor = {
  submit: (work, args) => Promise.resolve(work(...args)),
  shutdown: async () => {
    await Promise.resolve();
    console.log("6 the executor is shut down");
  },
};

const steps = asyncio.asyncgen(async function* () {
  try {
    yield 1;
  } finally {
    console.log("5 the generator is closed");
  }
});

async function background() {
  try {
    await asyncio.sleep(60_000);
  } finally {
    console.log("4 the task left over is cancelled");
  }
}

//: zh: 在 `main` 里再调用一次 `run()`，它在第一步就拒绝。
//: en: A second `run()` inside `main` is refused in its very first step.
async function main() {
  asyncio.getRunningLoop().setDefaultExecutor(executor);
  asyncio.createTask(background);
  await steps().next();
  await asyncio.run(main).catch((error) => {
    console.log("1 refused:", error.message);
  });
  console.log("3 main runs to its end");
}

function loopFactory() {
  console.log("2 a new loop");
  return new TellingLoop();
}

await asyncio.run(main, { loopFactory });
