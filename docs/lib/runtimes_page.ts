/** Where the module runs: the matrix, from the runs' own output. */
import {
  features,
  type Place,
  PLACES,
} from "../../tests/everywhere/differences.ts";
import type { Row } from "../../tests/everywhere/everywhere.ts";
import { type Part, prose, type SitePage } from "./site.ts";
import { type Cell, figureCell, tablePart } from "./table_part.ts";
import { same, type Text } from "./text.ts";

const NAMES: Readonly<Record<Place, Text>> = {
  deno: same("Deno"),
  node20: same("Node 20"),
  node22: same("Node 22"),
  bun: same("Bun"),
  page: { zh: "网页", en: "page" },
  worker: same("Worker"),
};

const FEATURES: Readonly<Record<string, string>> = {
  Streams: "流",
  Subprocesses: "子进程",
  "Tests registered with the runner": "向测试运行器登记的测试",
  Signals: "信号",
};

/** Reasons of the matrix in Chinese; others stay as the run wrote them. */
const REASONS: Readonly<Record<string, string>> = {
  "Streams are there on Deno only": "流只在 Deno 里有",
  "Subprocesses are there on Deno only": "子进程只在 Deno 里有",
  "Signals are there on Deno, Node and Bun only":
    "信号只在 Deno、Node、Bun 里有",
  "a page has no process and no Ctrl-C": "页面没有进程，也没有 Ctrl-C",
  "the test itself uses Deno": "测试自己用到了 Deno",
  "the test file uses Deno": "测试文件用到了 Deno",
  "the runtime words its own errors otherwise": "运行时自己的报错措辞不同",
  "without AsyncLocalStorage an await of a host promise loses the task, its context and its loop":
    "没有 AsyncLocalStorage，等过宿主的 promise 之后就丢了当前任务、上下文和循环",
  "without AsyncLocalStorage a coroutine that began eagerly is no longer the current task after another has begun inside it":
    "没有 AsyncLocalStorage，急切起步的协程里再起步一个，外面那个就不再是当前任务",
  "the test shows what happens without a permission; here all are given":
    "测试要看没有权限时会怎样；这里权限全开",
  "the test looks for the TypeScript sources, by name":
    "测试按文件名找 TypeScript 源码",
  "a turn is a message in a browser: 20,000 schedules take a minute":
    "浏览器里循环一圈就是一条消息：两万种次序要跑一分钟",
  "the test needs the event of an error that nobody caught":
    "测试需要“无人接住的错误”这个事件",
  "the stack does not tell who awaits a future: that wait has no place in reports":
    "调用栈看不出谁在等 future：报告里没有这一处的位置",
  "the stack leaves out functions that end in a call: that wait has no place in reports":
    "以调用收尾的函数不在调用栈里：报告里没有这一处的位置",
  "Bun asks no listener of uncaughtException about a rejection, and ends":
    "无人处理的 rejection，Bun 不问 uncaughtException 的监听者就结束进程",
  "the page that runs the tests listens for what nobody handles":
    "跑测试的页面自己就在监听无人处理的错误",
  "threads of node:worker_threads have no self.close() to die by":
    "node:worker_threads 的线程没有 self.close()",
  "a second Worker starts only after the test's calls of 10 ms have ended":
    "第二个 Worker 要等测试里 10 毫秒的调用结束才起来",
};

function reasonText(reason: string): Text {
  const needs = /^the test file needs (.+)$/.exec(reason)?.[1];
  return {
    zh: REASONS[reason] ?? (needs ? `测试文件需要 ${needs}` : reason),
    en: reason,
  };
}

function counts(
  { passed, failed, leftOut }: Row["programs"],
  missing?: string,
): Cell[] {
  if (missing !== undefined) {
    return [figureCell("–"), figureCell("–"), figureCell("–")];
  }
  return [
    figureCell(String(passed), "good"),
    figureCell(String(failed), failed > 0 ? "behind" : undefined),
    figureCell(String(leftOut)),
  ];
}

/** Every reason, and how many programs and tests it keeps out where. */
function reasonsPart(rows: readonly Row[]): Part {
  const reasons = [
    ...new Set(
      rows.flatMap((row) => [...row.differences, ...row.leftOut])
        .map(({ reason }) => reason),
    ),
  ];
  return tablePart(
    [
      { zh: "原因", en: "Reason" },
      ...rows.map(({ place }) => NAMES[place]),
    ],
    reasons.map((reason) => [
      { text: reasonText(reason) },
      ...rows.map(({ differences, leftOut }) => {
        const names = [...differences, ...leftOut]
          .find((one) => one.reason === reason)?.names;
        return figureCell(
          names === undefined
            ? "·"
            : names.some((name) => name.endsWith(": all"))
            ? "∗"
            : String(names.length),
        );
      }),
    ]),
  );
}

/** The page. */
export async function runtimesPage(): Promise<SitePage> {
  const rows = JSON.parse(
    await Deno.readTextFile(
      new URL("../../tests/everywhere/matrix.json", import.meta.url),
    ),
  ) as Row[];
  return {
    id: "runtimes",
    path: "runtimes/",
    nav: "conformance",
    title: { zh: "在哪里能跑", en: "Where it runs" },
    summary: {
      zh:
        "同一套一致性程序、同一套测试，在每个运行时上各跑一遍；数字是它们自己打印的。",
      en:
        "The same conformance programs and the same tests on every runtime; the figures are what the runs printed.",
    },
    lead: [prose({
      zh:
        "模块不依赖任何运行时的专有功能。下面的表来自 `deno task test:node`：它把模块打成 npm 包，在每个地方跑一遍，把结果写进 `matrix.json`。",
      en:
        "The module stands on no runtime’s own ground. The table comes from `deno task test:node`, which packs the module for npm, runs it everywhere and writes `matrix.json`.",
    })],
    cards: [
      {
        id: "matrix",
        title: { zh: "结果", en: "Results" },
        parts: [tablePart(
          [
            { zh: "运行时", en: "Runtime" },
            { zh: "程序通过", en: "Programs passed" },
            { zh: "失败", en: "failed" },
            { zh: "没跑", en: "left out" },
            { zh: "测试通过", en: "Tests passed" },
            { zh: "失败", en: "failed" },
            { zh: "没跑", en: "left out" },
          ],
          rows.map((row) => [
            { text: row.runtime },
            ...counts(row.programs, row.missing),
            ...counts(row.tests, row.missing),
          ]),
        )],
      },
      {
        id: "features",
        title: {
          zh: "不是处处都有的功能",
          en: "What is not there everywhere",
        },
        parts: [
          prose({
            zh:
              "用不了的地方，一调用就报错，并说明缺什么。其余的功能处处都有。",
            en:
              "Where one of these is missing, calling it throws an error that says so. All the rest is there everywhere.",
          }),
          tablePart(
            [
              { zh: "功能", en: "What" },
              { zh: "名字", en: "Names" },
              ...PLACES.map((place) => NAMES[place]),
              { zh: "没有时抛出", en: "Thrown elsewhere" },
            ],
            features.map((one): Cell[] => [
              {
                text: {
                  zh: FEATURES[one.feature] ?? one.feature,
                  en: one.feature,
                },
              },
              { text: one.names.map((name) => `\`${name}\``).join(" ") },
              ...PLACES.map((place) =>
                one.on.includes(place)
                  ? figureCell("✓", "good")
                  : figureCell("–")
              ),
              { text: `\`${one.error}\`` },
            ]),
          ),
        ],
      },
      {
        id: "reasons",
        title: { zh: "没跑的和不同的", en: "Left out, or different" },
        parts: [
          prose({
            zh: "每个数字是程序和测试的个数；∗ 是整个文件。",
            en: "Programs and tests by number; ∗ stands for a whole file.",
          }),
          reasonsPart(rows),
        ],
      },
    ],
    source: "tests/everywhere/matrix.json",
  };
}
