/**
 * @title.zh 调试模式：{ debug: true }
 * @title.en Debug mode: { debug: true }
 * @section flashcards
 * @card card-06-debug
 * @run
 * @difficulty beginner
 */

//: zh: 慢步骤、忘写的 `await`、没人看的错误，调试模式都会报告。
//: en: Debug mode reports slow steps, forgotten awaits and errors that nobody
//: en: saw.
import { getRunningLoop, run, sleep } from "@asyncio/asyncio";

async function main() {
  sleep(500); // await is missing
  await sleep(0);
  console.log("debug:", getRunningLoop().getDebug() ? "on" : "off");
}

await run(main, { debug: true });
