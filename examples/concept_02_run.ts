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

//: zh: 第二步到第七步按顺序打印出来。
//: en: The steps from the second to the seventh print in their order.
async function main() {
  asyncio.getRunningLoop().setDefaultExecutor(executor);
  asyncio.createTask(background);
  await steps().next();
  console.log("3 main runs to its end");
}

function loopFactory() {
  console.log("2 a new loop");
  return new TellingLoop();
}

//: zh: 第一步是检查：已经有循环在跑，就拒绝。所以这一次 `main` 根本没有开始。
//: en: The first step is a check: where a loop runs already, it refuses. This
//: en: time `main` has not even begun.
await asyncio.run(async () => {
  const inner = asyncio.run(main);
  await inner.catch(({ message }) => console.log("1", message));
});

//: zh: 没有别的循环，就一步不少地走完。
//: en: With no other loop about, it takes every step.
await asyncio.run(main, { loopFactory });
