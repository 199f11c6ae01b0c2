/** What happened in a run, a line a step. */
import type { ExplorerLoop } from "./_explorer_loop.ts";
import { Handle, type Runnable } from "./handle.ts";
import { fallsDue, Labels, stopsLoop } from "./_labels.ts";
import type { Observer } from "./reporting.ts";
import type { Task } from "./task.ts";

const LONGEST = 500;
// A round of so few lines that comes so often is told once.
const LONGEST_ROUND = 8;
const OFTEN = 4;

export class StepLog implements Observer {
  readonly lines: string[] = [];
  readonly #labels = new Labels();
  readonly #created: Task<unknown>[] = [];
  #loop: ExplorerLoop | null = null;
  #time = 0;
  /** Read when the step begins: a wait forgets its task when that ends. */
  #stepping: Task<unknown> | null = null;
  /** A sleep that falls due: the step is the one that it makes ready. */
  #isTimer = false;
  #wasNew = false;
  #isOver = false;
  #main: Task<unknown> | null = null;

  /** Looks at a loop, in debug mode, so that waits know their places. */
  watch(loop: ExplorerLoop): void {
    this.#loop = loop;
    this.#time = loop.time();
    loop.setDebug(true);
    loop.slowCallbackDuration = Infinity;
    loop._observer = this;
  }

  created(task: Task<unknown>): void {
    this.#main ??= task;
    this.#labels.task(task);
    this.#created.push(task);
  }

  ended(): void {}

  cancelRequested(task: Task<unknown>): void {
    this.#add(`${this.#labels.task(task)} is told to cancel`);
  }

  stepBegins(entry: Runnable): void {
    const { lateBy = 0 } = this.#loop ?? {};
    const time = this.#loop?.time() ?? 0;
    if (lateBy > 0) this.#add(`(the machine is busy for ${lateBy} ms)`);
    else if (time !== this.#time) this.#add(`(${time - this.#time} ms later)`);
    this.#time = time;
    const task = entry._task;
    this.#stepping = task;
    this.#isTimer = fallsDue(entry);
    this.#created.length = 0;
    this.#wasNew = (task as Runnable | null) === entry;
  }

  stepEnded(entry: Runnable): void {
    const task = this.#stepping;
    this.#stepping = null;
    if (this.#isTimer) return;
    if (task === null) {
      if (entry instanceof Handle && !entry.cancelled() && !stopsLoop(entry)) {
        this.#add(`callback ${entry._callback?.name || "(anonymous)"}()`);
      }
      return;
    }
    const parts: string[] = [];
    if (this.#wasNew) parts.push("starts");
    const created = this.#created.map((each) => this.#labels.task(each));
    if (created.length > 0) parts.push(`creates ${created.join(", ")}`);
    parts.push(this.#state(task));
    this.#add(`${this.#labels.task(task)} ${parts.join(", ")}`);
  }

  #state(task: Task<unknown>): string {
    if (task.cancelled()) return "ends cancelled";
    if (task.done()) {
      return task._hasResult() ? "ends" : `fails: ${firstLine(task._reason())}`;
    }
    const waits = this.#labels.waits(task);
    return waits === null
      ? "awaits a promise that is not the loop's"
      : `waits for ${waits}`;
  }

  #add(line: string): void {
    // What follows is run() cleaning up.
    if (this.#isOver) return;
    this.#isOver = this.#main?.done() ?? false;
    if (this.lines.length > LONGEST) return;
    if (this.lines.length < LONGEST) this.lines.push(line);
    else {
      this.lines.push("…");
      this.#loop?.setDebug(false);
    }
  }
}

function firstLine(error: unknown): string {
  return String(error).split("\n")[0] as string;
}

/** Tells once what comes again and again, as in a loop of `sleep(0)`. */
export function foldRounds(lines: readonly string[]): string[] {
  const told: string[] = [];
  for (let at = 0; at < lines.length;) {
    const { length, times } = roundAt(lines, at);
    told.push(...lines.slice(at, at + length));
    if (times > 1) {
      const what = length === 1 ? "this" : `these ${length} lines`;
      told.push(`(${what} ${times - 1} times more)`);
    }
    at += length * times;
  }
  return told;
}

function roundAt(
  lines: readonly string[],
  at: number,
): { length: number; times: number } {
  for (let length = 1; length <= LONGEST_ROUND; length++) {
    let end = at + length;
    while (end < lines.length && lines[end] === lines[end - length]) end++;
    const times = Math.floor((end - at) / length);
    if (times >= OFTEN) return { length, times };
  }
  return { length: 1, times: 1 };
}
