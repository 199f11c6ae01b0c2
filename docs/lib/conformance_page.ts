/** What CPython does and what happens here, program by program. */
import { type Row, rows } from "../../tests/conformance/table.ts";
import { type Html, markup } from "./html.ts";
import { inline } from "./markdown.ts";
import { type Context, type Part, prose, type SitePage } from "./site.ts";
import type { Language, Text } from "./text.ts";

const HEADS = {
  program: { zh: "程序", en: "Program" },
  behaviour: { zh: "CPython 的行为", en: "What CPython does" },
  differs: { zh: "这里", en: "Here" },
  decision: { zh: "原因", en: "Because" },
  lines: { zh: "行数", en: "Lines" },
} satisfies Record<string, Text>;

function table(
  some: readonly Row[],
  columns: readonly (keyof typeof HEADS)[],
): Part {
  const text = (row: Row, name: keyof Row, language: Language) =>
    language === "zh" && CHINESE[row.program.slice(0, 3)]?.[name];
  const cell = (row: Row, name: keyof typeof HEADS, context: Context): Html =>
    name === "program"
      ? markup`<td><code>${row.program.slice(0, 3)}</code></td>`
      : name === "lines"
      ? markup`<td class="figure">${row.lines}</td>`
      : text(row, name, context.language)
      ? markup`<td>${text(row, name, context.language)}</td>`
      : markup`<td lang="en">${inline(row[name] ?? "", context.link)}</td>`;
  return {
    html: (context) =>
      markup`<div class="wide" tabindex="0"><table><thead><tr>${
        columns.map((name) =>
          markup`<th scope="col">${HEADS[name][context.language]}</th>`
        )
      }</tr></thead><tbody>${
        some.map((row) =>
          markup`<tr id="p${row.program.slice(0, 3)}">${
            columns.map((name) => cell(row, name, context))
          }</tr>`
        )
      }</tbody></table></div>`,
    markdown: (language) =>
      [
        `| ${columns.map((name) => HEADS[name][language]).join(" | ")} |`,
        `|${" --- |".repeat(columns.length)}`,
        ...some.map((row) =>
          `| ${
            columns.map((name) =>
              String(row[name] ?? "").replaceAll("|", "\\|")
            )
              .join(" | ")
          } |`
        ),
      ].join("\n"),
  };
}

/** What a program is about, by its name; the first that fits. */
const TOPICS: readonly [RegExp, string][] = [
  [/ticks|order|round_robin|_soon|call_at|timer/, "order"],
  [/eager/, "eager"],
  [/lock|event_|condition|semaphore|barrier|queue|lifo|priority/, "meeting"],
  [/_tg_|group/, "groups"],
  [/timeout|wait_for|cancel|shield/, "cancelling"],
  [/gather|_wait|completed|future|task/, "futures"],
  [/_run|loop/, "entry"],
];

const TITLES: Readonly<Record<string, Text>> = {
  entry: { zh: "入口与循环", en: "Entry and loop" },
  order: { zh: "先后次序", en: "Order of events" },
  futures: { zh: "Future、任务与等待", en: "Futures, tasks, waits" },
  groups: { zh: "任务组", en: "Task groups" },
  cancelling: { zh: "取消与超时", en: "Cancelling and timeouts" },
  meeting: { zh: "锁、事件、队列", en: "Locks, events, queues" },
  eager: { zh: "急切任务", en: "Eager tasks" },
  rest: {
    zh: "上下文、线程、流、调试",
    en: "Contexts, threads, streams, debugging",
  },
};

/** The deliberate differences in Chinese, by the program's number. */
const CHINESE: Readonly<Record<string, Partial<Record<string, string>>>> = {
  "113": {
    behaviour: "在进入之前、结束之后、关闭途中 create_task，都抛 RuntimeError",
    differs: "任务组只活在它的代码块里：进入之前拿不到，也不能给第二个代码块用",
    decision: "代码块就是函数",
  },
  "211": {
    behaviour: "靠垃圾回收：没人看过的失败任务在被回收时报告",
    differs: "没人看过的异常最迟在循环关闭时报告，而不是丢掉的那一刻",
    decision: "JavaScript 没有引用计数",
  },
  "233": {
    behaviour: "run_in_executor 返回 future；取消它，函数照样跑完",
    differs: "取消 future 会终止它的 Worker：run() 不等那个函数",
    decision: "线程是 Worker",
  },
  "281": {
    behaviour: "调试模式：从别的线程 call_soon 抛 RuntimeError",
    differs: "没有别的线程够得着循环；宿主的回调可以调用 callSoon()",
    decision: "线程是 Worker",
  },
  "282": {
    behaviour:
      "run() 收到的不是协程：3.13 以前是 ValueError，3.14 起是 TypeError",
    differs: "错误信息直接告诉你该怎么写",
    decision: "协程是函数",
  },
  "302": {
    behaviour: "3.14 起，run() 接受任何可等待对象",
    differs: "run() 只收函数：可等待对象早就开始跑了",
    decision: "协程是函数",
  },
};

function topicOf({ program }: Row): string {
  return TOPICS.find(([pattern]) => pattern.test(program))?.[1] ?? "rest";
}

/** The page. */
export function conformancePage(): SitePage {
  const all = rows();
  const { same = [], differs = [], later = [] } = Object.groupBy(
    all,
    (row) => row.state,
  );
  const count = (zh: string, en: string): Text => ({ zh, en });
  return {
    id: "conformance",
    path: "conformance/",
    nav: "conformance",
    title: { zh: "与 CPython 的一致性", en: "Conformance with CPython" },
    summary: {
      zh:
        `${all.length} 个 Python 程序逐行翻译：${same.length} 个输出完全相同，${differs.length} 个有意不同。`,
      en:
        `${all.length} Python programs, translated line by line: ${same.length} print the same, ${differs.length} differ on purpose.`,
    },
    lead: [prose({
      zh:
        "每个程序都由 CPython 跑过，输出存档；这里的译本在虚拟时钟和真实时钟上各跑一遍，逐行比对。说明文字取自程序本身，是英文。同一批程序在 Node、Bun 和浏览器里的结果，见[在哪里能跑](runtimes/)。",
      en:
        "Each program was run by CPython and its output kept; the translation runs here on the virtual and on the real clock and is compared line by line. How the same programs fare on Node, Bun and in a browser: [where it runs](runtimes/).",
    })],
    cards: [
      {
        id: "differences",
        title: count(
          `有意不同的 ${differs.length} 个`,
          `${differs.length} deliberate differences`,
        ),
        parts: [
          table(differs, ["program", "behaviour", "differs", "decision"]),
        ],
      },
      ...later.length === 0 ? [] : [{
        id: "later",
        title: count(
          `还没有的 ${later.length} 个`,
          `${later.length} not there yet`,
        ),
        parts: [table(later, ["program", "behaviour", "lines"])],
      }],
      ...Object.entries(TITLES).flatMap(([id, title]) => {
        const some = same.filter((row) => topicOf(row) === id);
        return some.length === 0 ? [] : [{
          id: `same-${id}`,
          title: {
            zh: `${title.zh}：${some.length} 个相同`,
            en: `${title.en}: ${some.length} the same`,
          },
          parts: [table(some, ["program", "behaviour", "lines"])],
        }];
      }),
    ],
    source: "tests/conformance/TABLE.md",
  };
}
