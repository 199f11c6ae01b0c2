/** The picture of a trace: a row for each task, a column for each step. */
import type { PlayerStep, PlayerTrace, TraceEvent } from "./trace.ts";

const COLUMN = 30;
const ROW = 44;
const TOP = 30;
const BLOCK = 18;
const LETTER = 6.2;

/** Text that HTML takes for text. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** What a step was, in a few words. */
export function saying(step: PlayerStep): string {
  if (step.fired) return "its timer falls due";
  if (step.end !== undefined) return `ends: ${step.end}`;
  return step.wait === undefined
    ? "awaits a promise that is not the loop's"
    : `waits for ${step.wait}`;
}

/** The class of a step's block: its colour. */
export function kindOf(step: PlayerStep): string {
  return step.fired ? "fired" : step.end ?? "step";
}

/** The lanes' names stand beside it, `ROW` apart: they stay when it is scrolled. */
export function picture(
  { lanes }: PlayerTrace,
  steps: readonly PlayerStep[],
  events: readonly TraceEvent[],
): string {
  const width = steps.length * COLUMN + 40;
  const height = TOP + lanes.length * ROW;
  const parts = [
    ...times(steps, height),
    ...lanes.map((_, lane) => line("lane", 0, width, y(lane))),
    ...steps.map((_, index) => waitAfter(steps, index)),
    ...links(events, steps.length),
    ...steps.map((step, index) => block(step, index, lanes)),
  ];
  const names = lanes.map((name) =>
    `<li title="${escape(name)}"><b>${escape(name)}</b></li>`
  );
  return `<div class="picture" style="--row: ${ROW}px; --top: ${TOP}px">
<ul>${names.join("")}</ul>
<div class="scroll" tabindex="0" role="group" aria-label="Tasks as lanes">
<svg role="img" aria-label="${steps.length} steps of ${lanes.length} tasks" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${parts.filter((part) => part !== "").join("\n")}
</svg></div></div>`;
}

function x(index: number): number {
  return 12 + index * COLUMN;
}

function y(lane: number): number {
  return TOP + lane * ROW + ROW / 2;
}

function line(name: string, from: number, to: number, at: number): string {
  return `<line class="${name}" x1="${from}" x2="${to}" y1="${at}" y2="${at}"/>`;
}

/** When the clock has moved. */
function* times(steps: readonly PlayerStep[], height: number) {
  let free = -Infinity;
  for (const [index, { t }] of steps.entries()) {
    if (index > 0 && steps[index - 1]?.t === t) continue;
    const at = x(index) - 6;
    yield `<line class="time" x1="${at}" x2="${at}" y1="20" y2="${height}"/>`;
    if (at < free) continue;
    const text = String(t);
    free = at + (text.length + 1) * 8;
    yield `<text class="time" x="${at + 3}" y="15">${text}</text>`;
  }
}

/** The line from a step to the next one of its task, with what is waited for. */
function waitAfter(steps: readonly PlayerStep[], index: number): string {
  const { lane, end, fired, wait = "a promise" } = steps[index] as PlayerStep;
  if (end !== undefined) return "";
  let next = index + 1;
  while (next < steps.length && steps[next]?.lane !== lane) next++;
  const from = x(index) + BLOCK;
  const to = next < steps.length ? x(next) : x(next) + 10;
  if (from >= to) return "";
  // Once the timer is due the task is ready and waits for its turn.
  const bar = line(fired ? "turn" : "wait", from, to, y(lane));
  const room = Math.floor((to - from - 6) / LETTER);
  if (fired || room < 4) return bar;
  const text = wait.length <= room ? wait : `${wait.slice(0, room - 1)}…`;
  return `${bar}<text class="what" x="${from + 4}" y="${y(lane) - 6}">${
    escape(text)
  }</text>`;
}

/** Who created and who cancelled whom. */
function* links(events: readonly TraceEvent[], most: number) {
  let index = -1;
  for (const { kind, task, by } of events) {
    if (kind === "step" || kind === "timer") index++;
    if (index >= most) return;
    if (by === undefined || task === null || by === task) continue;
    if (kind !== "create" && kind !== "cancel") continue;
    const at = x(Math.max(0, index)) + BLOCK / 2;
    const down = by < task;
    const from = y(by) + (down ? BLOCK / 2 : -BLOCK / 2);
    yield `<path class="${kind}" d="M${at} ${from}V${y(task)}"/>` +
      `<circle class="${kind}" cx="${at}" cy="${y(task)}" r="3.5"/>`;
  }
}

function block(step: PlayerStep, index: number, lanes: string[]): string {
  const top = y(step.lane) - BLOCK / 2;
  const round = step.fired ? BLOCK / 2 : 4;
  const prints = step.prints === undefined
    ? ""
    : `<circle class="prints" cx="${x(index) + BLOCK}" cy="${top}" r="3"/>`;
  return `<a href="#s${index + 1}"><rect class="${kindOf(step)}" x="${
    x(index)
  }" y="${top}" width="${BLOCK}" height="${BLOCK}" rx="${round}"><title>${
    escape(
      [`${step.t} ms  ${lanes[step.lane]} ${saying(step)}`]
        .concat(step.prints ?? []).join("\n"),
    )
  }</title></rect>${prints}</a>`;
}
