/**
 * @title.zh 虚拟时间：一小时的等待，一眨眼测完
 * @title.en Virtual time: an hour of waiting, tested in a blink
 * @section guides
 * @card guide-01-time
 * @run
 * @difficulty intermediate
 * @twin none
 */

//: zh: 这是要测的代码：失败了就等，等的时间每次加倍，最多试四次。它说“最多等一
//: zh: 小时”。
//: en: The code to test: on failure wait, twice as long each time, four times
//: en: at most. It claims to wait an hour at most.
import * as asyncio from "@asyncio/asyncio";
import * as testing from "@asyncio/asyncio/testing";

const MINUTE = 60_000;

async function retry(work: () => Promise<string>) {
  for (let pause = 10 * MINUTE;; pause *= 2) {
    try {
      return await work();
    } catch {
      if (pause > 80 * MINUTE) throw new Error("gave up");
      await asyncio.sleep(pause);
    }
  }
}

//: zh: 用 `newVirtualLoop` 建的循环，时钟不走，只跳：谁都没事可做时，跳到下一个
//: zh: 定时器。于是“两个半小时”几毫秒就过完了，而且每次一样。
//: en: The clock of a loop from `newVirtualLoop` does not tick, it jumps: when
//: en: nobody has anything to do, to the next timer. Two and a half hours pass
//: en: in milliseconds, the same way each time.
async function main() {
  let calls = 0;
  const down = () => {
    calls++;
    return Promise.reject(new Error("down"));
  };
  await retry(down).catch((error) => console.log(String(error)));
  const loop = asyncio.getRunningLoop();
  const minutes = loop.time() / MINUTE;
  console.log(`${calls} calls, ${minutes} minutes`);
  console.log(minutes <= 60 ? "kept" : "more than an hour");

  //: zh: 期限也走同一个时钟：修好它，只要一个 `waitFor`。
  //: en: Deadlines go by the same clock. One `waitFor` repairs it.
  const before = loop.time();
  try {
    await asyncio.waitFor(() => retry(down), 60 * MINUTE);
  } catch (error) {
    const passed = (loop.time() - before) / MINUTE;
    console.log(`${(error as Error).name} after ${passed} minutes`);
  }
}

await asyncio.run(main, { loopFactory: testing.newVirtualLoop });

//: zh: 写进测试就是 `asyncTest`：同样的时钟，而且**留下东西就算失败**：没做完的
//: zh: 任务、没放开的锁、没人看的错误。用 `deno run` 时它什么也不做，用
//: zh: `deno test` 跑这个文件时才执行。
//: en: In a test file this is `asyncTest`: the same clock, and **whatever is
//: en: left behind is a failure**: tasks not done, locks still held, errors
//: en: that nobody saw. `deno run` ignores it,
//: en: `deno test examples/guide_01_time.ts` runs it.
testing.asyncTest("the second call may succeed", async () => {
  const answers = ["down", "up"];
  const got = await retry(async () => {
    const answer = await Promise.resolve(answers.shift() ?? "");
    if (answer === "down") throw new Error(answer);
    return answer;
  });
  if (got !== "up") throw new Error(got);
});
