/** Section 1: the core in 30 characters. */
import { say, type SectionText } from "./card.ts";

/** How long the sentence may be: Chinese characters, English words. */
export const LIMITS = { zh: 30, en: 30 };

/** The lesson in one breath. */
export const SENTENCE = {
  zh:
    "`run()` 是异步程序的标准入口：建循环、跑协程、做清理，连通同步与异步世界。",
  en:
    "`run()` is the standard entry of an asynchronous program: it makes the loop, runs the coroutine, cleans up; the bridge from the synchronous world to the asynchronous one.",
};

/** The section's text. */
export const core: SectionText = {
  title: { zh: "30 字核心", en: "The core in 30 words" },
  summary: {
    zh: "整门课压缩成一句话，其余九节都在解释它。",
    en: "The whole lesson in one breath; the other nine sections explain it.",
  },
  cards: {
    "core-sentence": {
      title: { zh: "一句话记住 run", en: "run, in one sentence" },
      emoji: "🎯",
      before: say([
        `> ${SENTENCE.zh}`,
        "这句话里有三个动词：**建**、**跑**、**清**。中间那个人人都会写；值钱的是两头——谁来准备，谁来收拾。",
        "写 Python 的你会觉得眼熟：这里的名字、顺序、取消的规则都和 `asyncio` 一样，只有两处习惯要先改过来：\n\n- **时间的单位是毫秒**：`asyncio.sleep(1)` 睡一秒，`sleep(1)` 只睡一毫秒；照抄数字，程序会快一千倍。想睡一秒，写 `sleep(1000)`。\n- **交出去的是函数，不是调用的结果**：Python 写 `asyncio.run(main())`，这里写 `run(main)`。Python 的 `main()` 只造出一个还没开始的协程；JavaScript 的 `main()` 一调用就已经跑起来了，循环再也管不住它的开头。",
      ], [
        `> ${SENTENCE.en}`,
        "Three verbs carry it: **make**, **run**, **clean up**. Everyone writes the middle one. What you get for free is the two ends: somebody prepares, somebody tidies up.",
        "If you come from Python this will look familiar: the names, the order of events and the rules of cancellation are asyncio’s. Two habits have to change first:\n\n- **Time is in milliseconds.** `asyncio.sleep(1)` sleeps a second; `sleep(1)` sleeps a thousandth of one. Copy the numbers and your program runs a thousand times too fast. A second is `sleep(1000)`.\n- **You hand over the function, not the call.** Python says `asyncio.run(main())`; here it is `run(main)`. Python’s `main()` only builds a coroutine that has not begun. JavaScript’s `main()` is running the moment you call it, and no loop can take charge of a beginning that is already past.",
      ]),
      rows: ["sleep", "run"],
    },
  },
};
