/** What to learn next. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const next: SectionText = {
  title: { zh: "下一步学习", en: "Next" },
  summary: {
    zh: "入口已经打通，接下来往里走。",
    en: "The door is open; now walk in.",
  },
  cards: {
    "next-steps": {
      title: { zh: "四个方向", en: "Four directions" },
      emoji: "🧭",
      before: say([
        "- **任务组与超时**。Python 的 `asyncio.TaskGroup` 与 `asyncio.timeout`，这里的 [`taskGroup`](api/#taskGroup) 与 [`timeout`](api/#timeout)：让一组任务同生共死，给一段代码一个期限。\n- **HTTP 客户端**。Python 学 aiohttp；这里用内置的 `fetch`，套上 [`abortable`](api/#abortable) 就能随任务一起取消。\n- **异步数据库驱动**。Python 有 asyncpg、motor、aiomysql；这里看[向量数据库命令行](scenarios/scenario-08-vector-cli/)和[完整应用](scenarios/scenario-10-application/)。\n- **更快的循环**。Python 换上 uvloop；这里看[性能](performance/)一页，数字都是实测的。",
      ], [
        "- **Task groups and timeouts.** Python’s `asyncio.TaskGroup` and `asyncio.timeout`, here [`taskGroup`](api/#taskGroup) and [`timeout`](api/#timeout): tasks that stand and fall together, a deadline for a stretch of code.\n- **HTTP clients.** In Python, aiohttp; here the built-in `fetch`, which [`abortable`](api/#abortable) makes cancellable along with its task.\n- **Asynchronous database drivers.** In Python asyncpg, motor, aiomysql; here the [vector-database CLI](scenarios/scenario-08-vector-cli/) and the [complete application](scenarios/scenario-10-application/).\n- **Faster loops.** Python turns to uvloop; here see [speed](performance/), where every number was measured.",
      ]),
    },
  },
};
