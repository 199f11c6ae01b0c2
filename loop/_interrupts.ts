/** Ctrl-C, SIGTERM, deadlocks: what can reach a run from outside of it. */
import { describeTask } from "./_blockers.ts";
import { explainDeadlock, isStalled, reportDeadlock } from "./_deadlock.ts";
import { KeyboardInterrupt } from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import {
  exit,
  onNothingLeft,
  onSignal,
  onUncaught,
  report,
  startTimer,
  stopTimer,
} from "./_host.ts";
import { treeLines } from "./inspect.ts";
import { locateWaits } from "./_locate.ts";
import type { Task } from "./task.ts";

type Signal = "SIGINT" | "SIGTERM";

let isFirstRun = true;

/** Of `run()`'s options, those that concern interrupts. */
interface Patience {
  readonly gracePeriod?: number;
  readonly stallAfter?: number;
}

export class Interrupts {
  /** The first signal that came. */
  first: Signal | null = null;
  readonly #loop: EventLoop;
  readonly #options: Patience;
  #main: Task<unknown> | null = null;
  /** Runs while main answers a signal: the grace period. */
  #patience: number | null = null;
  #undo: (() => void)[] = [];
  // Not `loop._onFirstPause = () => …`: V8 allocates a function that is assigned to a
  // property as a method, to live long, and all that it holds with it.
  readonly #onFirstPause = (): void => this.#listen();

  constructor(loop: EventLoop, options: Patience) {
    this.#loop = loop;
    this.#options = options;
  }

  // Listening costs more than a short run. The program's first run listens at once;
  // the others when the host gets a turn: they notice no signal earlier.
  begin(main: Task<unknown>): void {
    this.#main = main;
    this.first = null;
    if (this.#undo.length > 0) return;
    if (isFirstRun) this.#listen();
    else this.#loop._onFirstPause = this.#onFirstPause;
    isFirstRun = false;
  }

  mainEnded(): void {
    this.#main = null;
    this.#stopPatience();
  }

  end(): void {
    this.#loop._onFirstPause = null;
    for (const undo of this.#undo) undo();
    this.#undo = [];
  }

  /** The error that a run ends with; uncaught, it ends the program with one line. */
  error(signal: Signal): KeyboardInterrupt {
    const error = new KeyboardInterrupt(signal);
    onUncaught((reason) => reason === error, () => {
      report(`asyncio: ${error.message}`);
      exit(exitCode(signal));
    });
    return error;
  }

  endNow(): void {
    const signal = this.first ?? "SIGINT";
    locateWaits(this.#loop._tasks, () => {
      this.#tellTasks(`ended at once (${signal}); tasks left`);
      exit(exitCode(signal));
    });
  }

  #listen(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const undo = onSignal(signal, () => this.#interrupted(signal));
      if (undo !== null) this.#undo.push(undo);
    }
    this.#undo.push(onNothingLeft(() => this.#checkDeadlock()));
    if (this.#loop._debug) {
      this.#undo.push(this.#watchForStall());
      for (const signal of ["SIGQUIT", "SIGUSR1"] as const) {
        const undo = onSignal(signal, () => this.#printTree(signal));
        if (undo !== null) this.#undo.push(undo);
      }
    }
  }

  #interrupted(signal: Signal): void {
    if (this.#loop._handlesSignal(signal)) return;
    const main = this.#main;
    if (this.first !== null || main === null) {
      this.first ??= signal;
      this.endNow();
      return;
    }
    this.first = signal;
    locateWaits([main], () => {
      report(`asyncio: ${signal}, ending: ${describeTask(main)}`);
      main.cancel();
    });
    const { gracePeriod } = this.#options;
    if (gracePeriod === undefined) return;
    this.#patience = startTimer(() => this.endNow(), gracePeriod);
  }

  #stopPatience(): void {
    if (this.#patience !== null) stopTimer(this.#patience);
    this.#patience = null;
  }

  #printTree(signal: Deno.Signal): void {
    if (this.#loop._handlesSignal(signal)) return;
    this.#tellTasks(`${signal}, the tasks are`);
  }

  #tellTasks(when: string): void {
    report([`asyncio: ${when}:`, ...treeLines(this.#loop)].join("\n  "));
  }

  #checkDeadlock(): boolean {
    if (this.#main === null || !isStalled(this.#loop)) return false;
    reportDeadlock(this.#loop);
    return true;
  }

  #watchForStall(): () => void {
    const { stallAfter = 1000 } = this.#options;
    const loop = this.#loop;
    let wasStalled = false;
    const look = () => {
      const isStalledNow = isStalled(loop);
      if (!wasStalled || !isStalledNow) {
        wasStalled = isStalledNow;
        timer = startTimer(look, stallAfter);
        return;
      }
      loop.callExceptionHandler({
        message:
          `stalled for ${stallAfter} ms: nothing the loop knows can wake a task`,
        tasks: explainDeadlock(loop),
        advice:
          "only a callback of the host could; without one it is a deadlock",
      });
    };
    let timer = startTimer(look, stallAfter);
    return () => stopTimer(timer);
  }
}

function exitCode(signal: Signal): number {
  return signal === "SIGINT" ? 130 : 143;
}
