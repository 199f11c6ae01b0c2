/** A trace as a still picture, as text, and as data for the player. */
import type { Example } from "./examples.ts";
import { type Html, markup } from "./html.ts";
import type { Context, Part } from "./site.ts";
import type { Language } from "./text.ts";
import type { PlayerStep, PlayerTrace } from "../../mod.ts";

const LEFT = 120;
/** A step's width, where there are many and where there are few. */
const COLUMN = { least: 34, most: 72, whole: 700 };
const ROW = 38;
const TOP = 34;

/** What a step did, in a sentence. */
export function sentence(
  step: PlayerStep,
  trace: PlayerTrace,
  language: Language,
): string {
  const zh = language === "zh";
  const name = trace.lanes[step.lane];
  if (step.fired) {
    return zh
      ? `${name} 的定时器到点，进入就绪队列`
      : `${name}’s timer fires; it joins the ready queue`;
  }
  if (step.end === "cancelled") {
    return zh ? `${name} 收尾，取消完成` : `${name} cleans up and is cancelled`;
  }
  if (step.end === "failed") {
    return zh ? `${name} 抛出错误，结束` : `${name} fails with an error`;
  }
  if (step.end === "done") return zh ? `${name} 走完了` : `${name} ends`;
  if (step.wait) {
    return zh
      ? `${name} 走到 ${step.wait}，等在那里`
      : `${name} goes on to ${step.wait} and waits`;
  }
  return zh
    ? `${name} 等一个循环之外的 promise`
    : `${name} awaits a promise that is not the loop’s`;
}

function kindOf(step: PlayerStep): string {
  if (step.fired) return "fired";
  return step.end ?? "step";
}

/** The still picture: a row for each task, a block for each step. */
export function picture(
  trace: PlayerTrace,
  context: Context,
  most = COLUMN.most,
): Html {
  const { lanes, steps } = trace;
  const column = Math.max(
    COLUMN.least,
    Math.min(most, Math.round(COLUMN.whole / steps.length)),
  );
  const width = LEFT + steps.length * column + 16;
  const height = TOP + lanes.length * ROW + 8;
  const y = (lane: number) => TOP + lane * ROW + ROW / 2;
  const x = (index: number) => LEFT + index * column + column / 2;
  const life = lanes.map((_, lane) => {
    const mine = steps.flatMap((step, i) => step.lane === lane ? [i] : []);
    return { from: mine[0] ?? 0, to: mine.at(-1) ?? 0, any: mine.length > 0 };
  });
  const zh = context.language === "zh";
  return markup`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${
    zh
      ? `${lanes.length} 个任务、${steps.length} 步的时间线`
      : `Time line of ${lanes.length} tasks and ${steps.length} steps`
  }"><g class="lanes">${
    lanes.map((name, lane) =>
      markup`<text x="4" y="${y(lane) + 5}">${
        name.length > 13 ? name.slice(0, 12) + "…" : name
      }</text>${
        life[lane].any
          ? markup`<line x1="${x(life[lane].from)}" x2="${
            x(life[lane].to)
          }" y1="${y(lane)}" y2="${y(lane)}"/>`
          : ""
      }`
    )
  }</g><g class="times">${
    steps.map((step, i) =>
      i === 0 || steps[i - 1].t !== step.t
        ? markup`<line x1="${x(i) - column / 2}" x2="${
          x(i) - column / 2
        }" y1="${TOP - 8}" y2="${height}"/><text x="${
          x(i) - column / 2 + 3
        }" y="16">${timeOf(step.t)}</text>`
        : ""
    )
  }</g><g class="steps">${
    steps.map((step, i) =>
      markup`<rect class="${kindOf(step)}" x="${x(i) - 11}" y="${
        y(step.lane) - 11
      }" width="22" height="22" rx="${step.fired ? 11 : 5}"><title>${
        timeOf(step.t)
      } ms: ${sentence(step, trace, context.language)}</title></rect>`
    )
  }</g></svg>`;
}

const KINDS = {
  step: { zh: "走一步", en: "a step" },
  fired: { zh: "定时器到点", en: "a timer fires" },
  done: { zh: "走完", en: "the end" },
  cancelled: { zh: "取消", en: "cancelled" },
  failed: { zh: "抛出错误", en: "fails" },
};

/** What the marks of the picture mean; those that it has. */
function legend(trace: PlayerTrace, context: Context): Html {
  const there = new Set(trace.steps.map(kindOf));
  return markup`<ul class="legend">${
    Object.entries(KINDS).filter(([kind]) => there.has(kind)).map((
      [kind, text],
    ) =>
      markup`<li><svg width="14" height="14" aria-hidden="true"><rect class="${kind}" width="14" height="14" rx="${
        kind === "fired" ? 7 : 3
      }"/></svg>${text[context.language]}</li>`
    )
  }</ul>`;
}

function timeOf(t: number): string {
  return String(Math.round(t * 10) / 10);
}

/** A trace below its example. */
export function tracePart(trace: PlayerTrace, example: Example): Part {
  const lines = example.source.split("\n");
  return {
    html(context) {
      const zh = context.language === "zh";
      const data = {
        steps: trace.steps.map((step) => ({
          t: timeOf(step.t),
          say: sentence(step, trace, context.language),
          code: step.line ? lines[step.line - 1]?.trim() : undefined,
          line: step.line,
          prints: step.prints,
          ready: step.ready.map((lane) => trace.lanes[lane]),
          timers: step.timers.map((lane) => trace.lanes[lane]),
        })),
      };
      return markup`<figure class="box trace" data-trace="${
        JSON.stringify(data)
      }"><figcaption>${
        zh
          ? "循环真正做的事（单位：毫秒）"
          : "What the loop really did, in milliseconds"
      }</figcaption><div class="wide" tabindex="0">${
        picture(trace, context)
      }</div>${legend(trace, context)}<details><summary>${
        zh ? "逐步文字版" : "Step by step, in words"
      }</summary><ol>${
        trace.steps.map((step) =>
          markup`<li>${timeOf(step.t)} ms: ${
            sentence(step, trace, context.language)
          }${
            step.prints
              ? markup` → ${
                step.prints.map((line) => markup`<samp>${line}</samp> `)
              }`
              : ""
          }</li>`
        )
      }</ol></details></figure>`;
    },
    markdown: (language) =>
      trace.steps.map((step) =>
        `- ${timeOf(step.t)} ms: ${sentence(step, trace, language)}`
      ).join("\n"),
  };
}
