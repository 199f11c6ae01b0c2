/** How fast the module is: what the benchmark wrote into performance.json. */
import { figures, type Results } from "../../tests/bench/_results.ts";
import {
  type System,
  systems,
  workloads,
} from "../../tests/bench/_workloads.ts";
import { markup } from "./html.ts";
import { REASON, REASONS, TECHNIQUES, WORKLOADS } from "./performance_words.ts";
import { type Card, type Part, prose, type SitePage } from "./site.ts";
import { type Cell, figureCell, tablePart } from "./table_part.ts";
import { same, type Text } from "./text.ts";

const NAMES: Readonly<Record<System, string>> = {
  ours: "asyncio/Deno",
  plain: "promises",
  cpython: "CPython",
  uvloop: "uvloop",
  effection: "Effection",
  effect: "Effect",
};

/** The nanoseconds of each technique and of what stands in its place. */
export type Techniques = Readonly<
  Record<string, { here: number; instead: number }>
>;

/** What is there but not used, by workload: the ratio to the module without it. */
export type Unused = Readonly<
  Record<"hooks" | "context", Readonly<Record<string, number>>>
>;

function figure(value: number, digits = 0): string {
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** `0.42`, `14`. */
function ratio(ours: number, theirs: number): string {
  return figure(ours / theirs, ours / theirs < 10 ? 2 : 0);
}

function titleOf(workload: string): Text {
  return WORKLOADS[workload] ?? same(workload);
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

/** Every workload and every system, and this module's share of two of them. */
function table(all: Results, names: readonly string[]): Part {
  const shown = systems.filter((system) => all.systems[system]);
  const peers = (["cpython", "plain"] as const).filter((system) =>
    shown.includes(system)
  );
  return tablePart(
    [
      { zh: "每次操作", en: "One operation" },
      ...shown.map((system) => same(NAMES[system])),
      ...peers.map((system) => ({
        zh: `÷ ${NAMES[system]}`,
        en: `÷ ${NAMES[system]}`,
      })),
    ],
    names.map((name): Cell[] => {
      const row = figures(all, name);
      const { ours = 0 } = row;
      return [
        { text: titleOf(name) },
        ...shown.map((system) =>
          figureCell(
            row[system] === undefined ? "–" : figure(row[system]),
            system === "ours" ? "good" : undefined,
          )
        ),
        ...peers.map((system) => {
          const theirs = row[system];
          if (theirs === undefined) return figureCell("–");
          return figureCell(
            ratio(ours, theirs),
            system === "plain" ? undefined : ours <= theirs ? "good" : "behind",
          );
        }),
      ];
    }),
  );
}

/** What the streams cost beside connections that are read by hand. */
function bareConnection(all: Results): Part[] {
  const { ours } = figures(all, "streams");
  const { plain } = figures(all, "echo");
  if (ours === undefined || plain === undefined) return [];
  const times = ratio(ours, plain);
  return [prose({
    zh:
      `用流的回声，\`promises\` 一栏是 Deno 自己的流（\`conn.readable\` 和 \`conn.writable\`）。和直接读写连接相比，模块的流花 ${times} 倍：每次读到的字节有自己的内存，裸连接一直读进同一块。`,
    en:
      `In the echo over streams, \`promises\` are the streams that Deno has itself: \`conn.readable\` and \`conn.writable\`. Beside a bare connection the module’s streams take ${times} times as much: what a read gives is memory of its own, where the bare connection reads into one buffer again and again.`,
  })];
}

/** Workloads that another system does in less, and why. */
function lags(all: Results, names: readonly string[]): Part {
  const peers = systems.filter((system) =>
    system !== "ours" && system !== "plain"
  );
  const rows = names.flatMap((name) => {
    const row = figures(all, name);
    const { ours } = row;
    if (ours === undefined) return [];
    const ahead = peers.flatMap((system) => {
      const theirs = row[system];
      return theirs !== undefined && theirs < ours
        ? [`${NAMES[system]} ${ratio(ours, theirs)} ×`]
        : [];
    });
    return ahead.length === 0 ? [] : [[
      { text: titleOf(name) },
      { text: ahead.join(", "), mark: "behind" },
      { text: REASONS[name] ?? REASON },
    ]];
  });
  if (rows.length === 0) {
    return prose({
      zh: "这一次测量里，没有哪一项落在别的库后面。",
      en: "In this run no other library was ahead anywhere.",
    });
  }
  return tablePart([
    { zh: "在哪里", en: "Where" },
    { zh: "落后于", en: "Behind" },
    { zh: "为什么", en: "Why" },
  ], rows);
}

const PLOT = { width: 620, height: 300, left: 70, right: 130, y: 24, foot: 44 };

/** A line for each workload: size across, cost up, both in powers of ten. */
function growthPlot({ growth }: Results): Part {
  const log = Math.log10;
  const names = [...new Set(growth.map(({ workload }) => workload))];
  const sizes = [...new Set(growth.map(({ n }) => n))].sort((a, b) => a - b);
  const costs = growth.map(({ cpu }) => cpu);
  const low = Math.floor(log(Math.min(...costs)));
  const high = Math.max(low + 1, Math.ceil(log(Math.max(...costs))));
  const x = (n: number) =>
    PLOT.left + (PLOT.width - PLOT.left - PLOT.right) *
      (log(n) - log(sizes[0])) /
      (log(sizes.at(-1) ?? sizes[0] * 10) - log(sizes[0]) || 1);
  const y = (cpu: number) =>
    PLOT.height - PLOT.foot -
    (PLOT.height - PLOT.foot - PLOT.y) * (log(cpu) - low) / (high - low);
  const powers = Array.from(
    { length: high - low + 1 },
    (_, i) => 10 ** (low + i),
  );
  return {
    html: (context) =>
      markup`<div class="wide" tabindex="0"><svg class="plot" viewBox="0 0 ${PLOT.width} ${PLOT.height}" role="img" aria-label="${
        context.plain({
          zh: "双对数图：规模越大，每次操作的花费几乎不变",
          en: "Log–log plot: cost of one operation by how many there are",
        })
      }">${
        powers.map((power) =>
          markup`<line class="grid" x1="${PLOT.left}" x2="${
            PLOT.width - PLOT.right
          }" y1="${y(power)}" y2="${y(power)}"/><text x="${PLOT.left - 8}" y="${
            y(power) + 4
          }" text-anchor="end">${figure(power)} ns</text>`
        )
      }${
        sizes.map((n) =>
          markup`<line class="grid" x1="${x(n)}" x2="${
            x(n)
          }" y1="${PLOT.y}" y2="${PLOT.height - PLOT.foot}"/><text x="${
            x(n)
          }" y="${PLOT.height - PLOT.foot + 20}" text-anchor="middle">${
            figure(n)
          }</text>`
        )
      }${
        names.map((name, i) => {
          const points = growth.filter(({ workload }) => workload === name);
          const last = points.at(-1);
          return markup`<g class="${
            i === 0 ? "ours" : "other"
          }"><polyline points="${
            points.map(({ n, cpu }) =>
              `${x(n).toFixed(1)},${y(cpu).toFixed(1)}`
            )
              .join(" ")
          }"/>${
            points.map(({ n, cpu }) =>
              markup`<circle cx="${x(n).toFixed(1)}" cy="${
                y(cpu).toFixed(1)
              }" r="4"/>`
            )
          }${
            last
              ? markup`<text x="${x(last.n) + 12}" y="${
                y(last.cpu) + 4
              }">${name}</text>`
              : ""
          }</g>`;
        })
      }</svg></div>`,
    markdown: () => "",
  };
}

function growthCard(all: Results): Card[] {
  if (all.growth.length === 0) return [];
  const names = [...new Set(all.growth.map(({ workload }) => workload))];
  const sizes = [...new Set(all.growth.map(({ n }) => n))];
  const cost = (name: string, size: number) =>
    all.growth.find(({ workload, n }) => workload === name && n === size)?.cpu;
  return [{
    id: "growth",
    title: { zh: "规模变大", en: "As it grows" },
    parts: [
      prose({
        zh:
          "每次操作的纳秒数。横轴是一共多少个，两轴都是对数：线越平，规模越不要紧。往上走的那一段主要是垃圾回收：同时活着的越多，每次要搬的就越多。",
        en:
          "Nanoseconds of one operation by how many there are, both in powers of ten: the flatter the line, the less size matters. What makes it rise is mostly garbage collection: the more is alive, the more it has to move.",
      }),
      growthPlot(all),
      tablePart(
        [
          { zh: "每次操作", en: "One operation" },
          ...sizes.map((n) => same(figure(n))),
          { zh: "最大 ÷ 最小", en: "most ÷ least" },
        ],
        names.map((name) => {
          const costs = sizes.flatMap((size) => cost(name, size) ?? []);
          return [
            { text: titleOf(name) },
            ...sizes.map((size) => {
              const ns = cost(name, size);
              return figureCell(ns === undefined ? "–" : figure(ns));
            }),
            figureCell(ratio(Math.max(...costs), Math.min(...costs))),
          ];
        }),
      ),
    ],
  }];
}

function fairnessCard(all: Results): Card[] {
  if (all.fairness.length === 0) return [];
  return [{
    id: "fairness",
    title: { zh: "忙的时候也公平", en: "Fair when busy" },
    parts: [
      prose({
        zh:
          "一群任务不停地 `sleep(0)`，旁边有一个回环上的 TCP 回声和一个 10 毫秒的宿主定时器。看的是：回声要等多久，定时器迟到多久。单位毫秒，中位数。十万个任务时“最多迟到”那一列是 V8 的垃圾回收：它一停就是十几毫秒。",
        en:
          "A crowd of tasks spins on `sleep(0)`; beside it a TCP echo on loopback and a host timer of 10 ms. How long does the echo take, how late is the timer? Milliseconds, the median. With 100,000 tasks, “late at most” is V8’s garbage collection, which halts everything for ten milliseconds and more at a time.",
      }),
      tablePart(
        [
          { zh: "系统", en: "System" },
          { zh: "空转的任务", en: "Spinning tasks" },
          { zh: "回声", en: "Echo" },
          { zh: "迟到", en: "Late" },
          { zh: "最多迟到", en: "Late at most" },
        ],
        all.fairness.map(({ system, tasks, echo, late, lateMost }) => [
          { text: NAMES[system], mark: system === "ours" ? "good" : undefined },
          figureCell(figure(tasks)),
          figureCell(echo === null ? "–" : figure(echo, 2)),
          figureCell(figure(late, 2)),
          figureCell(figure(lateMost, 2)),
        ]),
      ),
    ],
  }];
}

function elsewhereCard({ elsewhere = [] }: Results): Card[] {
  if (elsewhere.length === 0) return [];
  const names = [
    ...new Set(
      elsewhere.flatMap(({ results }) => results.map((one) => one.workload)),
    ),
  ];
  return [{
    id: "elsewhere",
    title: { zh: "浏览器、Node、Bun", en: "Browser, Node, Bun" },
    parts: [
      prose({
        zh: "同一份模块，同样的活，每次操作的纳秒数（实际时间）。",
        en:
          "The same module and work elsewhere: nanoseconds of wall time for one operation.",
      }),
      tablePart(
        [
          { zh: "每次操作", en: "One operation" },
          ...elsewhere.map(({ runtime }) => same(runtime)),
        ],
        names.map((name) => [
          { text: titleOf(name) },
          ...elsewhere.map(({ results }) => {
            const wall = results.find((one) => one.workload === name)?.wall;
            return figureCell(wall === undefined ? "–" : figure(wall));
          }),
        ]),
      ),
    ],
  }];
}

function techniquesCard(techniques: Techniques | null): Card[] {
  if (techniques === null) return [];
  return [{
    id: "techniques",
    title: { zh: "快在哪里", en: "Where the speed comes from" },
    parts: [
      prose({
        zh:
          "每一招单独量过：左边是这里的做法，右边是它代替的做法，单位纳秒。自己量：`deno task bench:techniques`。",
        en:
          "Each trick measured by itself: what is done here, and what it stands for, in nanoseconds. Measure it: `deno task bench:techniques`.",
      }),
      tablePart(
        [
          { zh: "这里", en: "Here" },
          { zh: "代替", en: "Instead of" },
          { zh: "这里 ns", en: "here, ns" },
          { zh: "代替的 ns", en: "instead, ns" },
          { zh: "倍", en: "times" },
        ],
        TECHNIQUES.flatMap(({ id, text, instead }) => {
          const measured = techniques[id];
          return measured === undefined ? [] : [[
            { text },
            { text: instead },
            figureCell(figure(measured.here), "good"),
            figureCell(figure(measured.instead)),
            figureCell(ratio(measured.instead, measured.here)),
          ]];
        }),
      ),
    ],
  }];
}

function unusedCard(unused: Unused | null): Card[] {
  if (unused === null) return [];
  return [{
    id: "unused",
    title: { zh: "没用到的部分花多少", en: "What the unused parts cost" },
    parts: [
      prose({
        zh:
          "同样的工作，和去掉这部分代码的副本比：1.00 就是一样快。调试模式和轨迹都没开，也没设上下文变量。自己量：`deno task bench:hooks`。",
        en:
          "The same work beside copies of the module without that code: 1.00 is the same speed. Debug mode and traces are off, and no context variable is set. Measure it: `deno task bench:hooks`.",
      }),
      tablePart(
        [
          { zh: "工作", en: "Work" },
          { zh: "调试模式和轨迹", en: "debug mode and traces" },
          { zh: "上下文变量", en: "context variables" },
        ],
        Object.keys(unused.hooks).map((workload) => [
          { text: titleOf(workload) },
          figureCell(figure(unused.hooks[workload], 2)),
          figureCell(figure(unused.context[workload], 2)),
        ]),
      ),
    ],
  }];
}

function machinePart(all: Results): Part {
  const { machine } = all;
  const rows: [Text, string][] = [
    [
      { zh: "机器", en: "Machine" },
      `${machine.cores} × ${machine.cpu}, ${machine.memoryGiB} GiB`,
    ],
    [{ zh: "系统", en: "System" }, machine.os],
    [{ zh: "运行时", en: "Runtime" }, `Deno ${machine.deno}, V8 ${machine.v8}`],
    [
      { zh: "对手", en: "Beside it" },
      Object.entries(all.systems).filter(([name]) => name !== "ours")
        .map(([, label]) => label).join(", "),
    ],
    [
      { zh: "测量", en: "Measured" },
      `${all.date.slice(0, 10)}, \`deno task bench${
        all.mode === "quick" ? " --quick" : ""
      }\``,
    ],
  ];
  return tablePart(
    [{ zh: "条件", en: "Conditions" }, { zh: "这一次", en: "of this run" }],
    rows.map(([name, text]) => [{ text: name }, { text, english: true }]),
  );
}

async function readJson<T>(file: URL): Promise<T | null> {
  try {
    return JSON.parse(await Deno.readTextFile(file)) as T;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** The page from what was measured. */
export function performancePageOf(
  all: Results,
  techniques: Techniques | null = null,
  unused: Unused | null = null,
): SitePage {
  const measured = workloads.map(({ name }) => name).filter((name) =>
    figures(all, name).ours !== undefined
  );
  const extras = ["memory", "cold"].filter((name) =>
    figures(all, name).ours !== undefined
  );
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
    lead: [
      prose({
        zh:
          "数字是每次操作的 CPU 时间（用户态加内核态），取中位数。绝对值因机器而异，看比例：小于 1 就是更快。`promises` 是下限：不经过任何循环，也就没有任务、取消和固定次序。",
        en:
          "Figures are CPU time of one operation, user and system, the median. Absolute numbers depend on the machine, so look at the ratios: below 1 is faster. `promises` is the floor: no loop, hence no tasks, no cancelling, no fixed order.",
      }),
      machinePart(all),
    ],
    cards: [
      {
        id: "table",
        title: { zh: "全部数字", en: "All figures" },
        parts: [
          prose({
            zh: "单位纳秒；后两列是比例。",
            en: "Nanoseconds; ratios in the last two columns.",
          }),
          table(all, measured),
          ...all.notes.length === 0 ? [] : [tablePart(
            [{ zh: "测量时的说明（英文原样）", en: "Notes of the run" }],
            all.notes.map((note) => [{ text: note, english: true }]),
          )],
        ],
      },
      {
        id: "behind",
        title: { zh: "落后在哪里，为什么", en: "Where it is behind, and why" },
        parts: [lags(all, [...measured, ...extras]), ...bareConnection(all)],
      },
      {
        id: "operations",
        title: { zh: "每次操作", en: "One operation" },
        parts: [
          grid(
            measured.map((name) =>
              titled(titleOf(name), bars(figures(all, name), "ns"))
            ),
          ),
        ],
      },
      {
        id: "memory-start",
        title: { zh: "内存与启动", en: "Memory and start" },
        parts: [grid(extras.map((name) =>
          titled(
            titleOf(name),
            bars(figures(all, name), name === "memory" ? "B" : "ms"),
          )
        ))],
      },
      ...growthCard(all),
      ...fairnessCard(all),
      ...elsewhereCard(all),
      ...techniquesCard(techniques),
      ...unusedCard(unused),
    ],
    source: "docs/performance.json",
  };
}

/** The page from the committed files; `null` where nothing was measured. */
export async function performancePage(): Promise<SitePage | null> {
  const at = (name: string) => new URL(`../${name}`, import.meta.url);
  const all = await readJson<Results>(at("performance.json"));
  return all &&
    performancePageOf(
      all,
      await readJson<Techniques>(at("techniques.json")),
      await readJson<Unused>(at("unused.json")),
    );
}
