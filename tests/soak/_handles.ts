/**
 * Counts what the host holds for a program: its timers, Workers and listeners for
 * signals. Imported before the module, which keeps the host's own functions.
 */
import process from "node:process";
import threads from "node:worker_threads";

const timers = new Set<unknown>();
const workers = new Set<threads.Worker>();
const signals = new Map<() => void, string>();

const { setTimeout, clearTimeout } = globalThis;
globalThis.setTimeout = ((callback: () => void, ...rest: unknown[]) => {
  const timer = setTimeout(() => {
    timers.delete(timer);
    callback();
  }, ...rest as [number]);
  timers.add(timer);
  return timer;
}) as typeof globalThis.setTimeout;
globalThis.clearTimeout = ((timer: number) => {
  timers.delete(timer);
  clearTimeout(timer);
}) as typeof globalThis.clearTimeout;

class CountedWorker extends threads.Worker {
  constructor(source: string | URL, options?: threads.WorkerOptions) {
    super(source, options);
    workers.add(this);
    this.on("exit", () => workers.delete(this));
  }
}
Object.assign(
  process.getBuiltinModule("node:worker_threads"),
  { Worker: CountedWorker },
);

const { addSignalListener, removeSignalListener } = Deno;
Deno.addSignalListener = (signal, listener) => {
  signals.set(listener, signal);
  addSignalListener(signal, listener);
};
Deno.removeSignalListener = (signal, listener) => {
  signals.delete(listener);
  removeSignalListener(signal, listener);
};

/** How many Workers there are. */
export function workersNow(): number {
  return workers.size;
}

/** One line for each kind of which something is still there. */
export function handlesLeft(): string[] {
  return [
    [timers.size, "timers"],
    [workers.size, "Workers"],
    [signals.size, "listeners for signals"],
  ].filter(([count]) => count !== 0).map((words) => `${words.join(" ")} left`);
}
