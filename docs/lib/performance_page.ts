/** How fast the module is: what the benchmark wrote into performance.json. */
import { figures, type Results } from "../../tests/bench/_results.ts";
import {
  type System,
  systems,
  workloads,
} from "../../tests/bench/_workloads.ts";
import { markup } from "./html.ts";
import { type Part, prose, type SitePage } from "./site.ts";
import type { Text } from "./text.ts";

const NAMES: Readonly<Record<System, string>> = {
  ours: "asyncio/Deno",
  plain: "promises",
  cpython: "CPython",
  uvloop: "uvloop",
  effection: "Effection",
  effect: "Effect",
};

/** What each workload does. */
const TITLES: Readonly<Record<string, Text>> = {
  switch1: {
    zh: "切换：一个任务反复 `sleep(0)`",
    en: "Switching: one task over and over at `sleep(0)`",
  },
  switch1000: {
    zh: "切换：1000 个任务轮流",
    en: "Switching: 1000 tasks in turn",
  },
  spawn: { zh: "`gather` 一批空函数", en: "`gather` of no-ops" },
  taskgroup: { zh: "`taskGroup` 一批空函数", en: "`taskGroup` of no-ops" },
  queue1: { zh: "队列，一个对一个", en: "Queue, one to one" },
  queue10: { zh: "队列，十个对十个", en: "Queue, ten to ten" },
  semaphore: { zh: "信号量，放行十个", en: "Semaphore of ten" },
  timers: { zh: "一大批定时器", en: "Many timers" },
  cancel: { zh: "取消正在等待的任务", en: "Cancelling tasks that wait" },
  waitFor: { zh: "`waitFor`，立刻完成", en: "`waitFor`, done at once" },
  timeout: {
    zh: "`timeout` 套着 `sleep(0)`",
    en: "`timeout` around `sleep(0)`",
  },
  run: { zh: "空程序的 `run`", en: "`run` of nothing" },
  chain: { zh: "100 层 `await`", en: "`await` 100 deep" },
  callSoon: { zh: "`callSoon`，一次排好", en: "`callSoon`, all at once" },
  callSoonChain: {
    zh: "`callSoon`，一个接一个",
    en: "`callSoon`, one after the other",
  },
  event: { zh: "事件叫醒一大群", en: "An event wakes a crowd" },
  echo: { zh: "TCP 回声，50 个连接", en: "TCP echo, 50 connections" },
};

function figure(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Bars for the systems; the longest fills the width. */
function bars(row: Partial<Record<System, number>>, unit: string): Part {
  const shown = systems.filter((system) => row[system] !== undefined);
  const most = Math.max(...shown.map((system) => row[system] ?? 0));
  return {
    html: () =>
      markup`<table class="bars"><tbody>${
        shown.map((system) => {
          const value = row[system] ?? 0;
          const width = Math.max(0.5, 100 * value / most).toFixed(1);
          return markup`<tr${
            system === "ours" ? markup` class="ours"` : ""
          }><th scope="row">${
            NAMES[system]
          }</th><td><svg width="100%" height="14" aria-hidden="true"><rect width="${width}%" height="14" rx="3"/></svg></td><td class="figure">${
            figure(value)
          } ${unit}</td></tr>`;
        })
      }</tbody></table>`,
    markdown: () =>
      shown.map((system) =>
        `- ${NAMES[system]}: ${figure(row[system] ?? 0)} ${unit}`
      ).join("\n"),
  };
}

function titled(title: Text, part: Part): Part {
  return {
    html: (context) =>
      markup`<div class="chart"><h3>${context.line(title)}</h3>${
        part.html(context)
      }</div>`,
    markdown: (language) =>
      `### ${title[language]}\n\n${part.markdown(language)}`,
  };
}

function grid(parts: readonly Part[]): Part {
  return {
    html: (context) =>
      markup`<div class="charts">${
        parts.map((part) => part.html(context))
      }</div>`,
    markdown: (language) =>
      parts.map((part) => part.markdown(language)).join("\n\n"),
  };
}

/** The page; `null` where there is no file of results. */
export async function performancePage(
  file: URL = new URL("../performance.json", import.meta.url),
): Promise<SitePage | null> {
  let all: Results;
  try {
    all = JSON.parse(await Deno.readTextFile(file)) as Results;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  const { machine } = all;
  const measured = workloads.filter(({ name }) =>
    figures(all, name).ours !== undefined
  );
  const where =
    `Deno ${machine.deno}, ${machine.cores} × ${machine.cpu}, ${machine.os}; ${
      Object.values(all.systems).join(", ")
    }; ${all.date.slice(0, 10)}`;
  return {
    id: "performance",
    path: "performance/",
    nav: "performance",
    title: { zh: "性能", en: "Speed" },
    summary: {
      zh:
        "同一台机器、同一次运行里，和 CPython、和别的库放在一起量；越短越好。",
      en:
        "Measured beside CPython and other libraries, on one machine in one run; shorter is better.",
    },
    lead: [prose({
      zh:
        `每次操作的 CPU 时间（用户态加内核态，纳秒），取中位数。绝对值因机器而异，看比例。promises 一行是不经过任何循环的下限：那里没有任务、取消和固定次序。\n\n${where}。\n\n自己量一遍：\`deno task bench\`。`,
      en:
        `CPU time of one operation, user and system, in nanoseconds; the median. Absolute numbers depend on the machine, so look at the proportions. Plain promises are the floor: no loop, no tasks, no cancelling, no fixed order.\n\n${where}.\n\nMeasure it yourself: \`deno task bench\`.`,
    })],
    cards: [
      {
        id: "operations",
        title: { zh: "每次操作", en: "One operation" },
        parts: [grid(measured.map(({ name, title }) =>
          titled(
            TITLES[name] ?? { zh: title, en: title },
            bars(figures(all, name), "ns"),
          )
        ))],
      },
      {
        id: "memory-start",
        title: { zh: "内存与启动", en: "Memory and start" },
        parts: [grid([
          titled(
            { zh: "一个睡着的任务占多少内存", en: "Memory of a sleeping task" },
            bars(all.memory, "B"),
          ),
          titled(
            {
              zh: "从启动进程到第一行",
              en: "From process start to first line",
            },
            bars(all.cold, "ms"),
          ),
        ])],
      },
    ],
    source: "docs/performance.json",
  };
}
