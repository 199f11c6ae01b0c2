/**
 * The host: the only file that knows on which runtime the loop runs. It offers
 * a hop (run the loop's next turn once every microtask has unwound), a breath
 * (let I/O run), one timer, a clock, signals and stderr.
 */

interface Process {
  nextTick(callback: () => void): void;
  getBuiltinModule?(name: "node:async_hooks"): {
    AsyncLocalStorage: new <T>() => AsyncStorage<T>;
  };
  on?(event: string, listener: (reason?: unknown) => void): void;
  off?(event: string, listener: () => void): void;
  exit?(code: number): never;
  platform?: string;
}

/** The part of AsyncLocalStorage that the module uses. */
export interface AsyncStorage<T> {
  getStore(): T | undefined;
  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R;
}

interface Globals {
  process?: Process;
  setImmediate?(callback: () => void): unknown;
  addEventListener?(
    type: "unhandledrejection",
    listener: (event: { reason: unknown; preventDefault(): void }) => void,
  ): void;
  Deno?: {
    exit(code: number): never;
    addSignalListener(signal: string, listener: () => void): void;
    removeSignalListener(signal: string, listener: () => void): void;
    env: { get(name: string): string | undefined };
    permissions: {
      querySync(
        descriptor: { name: "env"; variable: string },
      ): { state: string };
    };
  };
}

// The host's own, whoever replaces them later: a test that fakes time must not stop a loop.
const { clearTimeout, queueMicrotask, setTimeout } = globalThis;
const globals = globalThis as unknown as Globals;
const process = globals.process;
const hasTicks = typeof process?.nextTick === "function";

/** Two ways to the loop's next turn. */
export interface Hop {
  /** Runs the turn once all microtasks, nested `await`s included, have unwound. */
  hop(): void;
  /** Runs the turn once the host has had a chance to do I/O and fire its timers. */
  breathe(): void;
  close(): void;
}

/**
 * How many immediates in a row give I/O its turn. Deno polls its sockets only
 * after some dozens of them; Node after each.
 */
const BREATH = globals.Deno === undefined ? 1 : 64;

/**
 * Makes the ways to a turn.
 *
 * A tick scheduled from a microtask runs when the microtask queue is empty; one
 * scheduled from inside a tick would not wait for it, hence the microtask. In a
 * browser a message does the same, slower, and lets I/O run each time.
 */
export function makeHop(turn: () => void): Hop {
  if (hasTicks) {
    const { nextTick } = process as Process;
    const setImmediate = globals.setImmediate as (fn: () => void) => unknown;
    const tick = () => nextTick(turn);
    let left = 0;
    const breath = () => {
      if (--left > 0) setImmediate(breath);
      else turn();
    };
    return {
      hop: () => queueMicrotask(tick),
      breathe() {
        left = BREATH;
        setImmediate(breath);
      },
      close() {},
    };
  }
  const channel = new MessageChannel();
  const hop = () => channel.port2.postMessage(null);
  channel.port1.onmessage = turn;
  return {
    hop,
    breathe: hop,
    close() {
      channel.port1.close();
      channel.port2.close();
    },
  };
}

/** Monotonic milliseconds, with a fraction. */
export function now(): number {
  return performance.now();
}

// Beyond 2^31 - 1 ms setTimeout fires at once; a loop that wakes once a day
// finds nothing due and arms the rest.
const LONGEST = 86_400_000;

/** Arms the host's timer. */
export function startTimer(callback: () => void, delay: number): number {
  return setTimeout(
    callback,
    Math.min(Math.max(0, Math.ceil(delay)), LONGEST),
  ) as unknown as number;
}

/** Disarms a timer that `startTimer()` armed. */
export function stopTimer(timer: number): void {
  clearTimeout(timer);
}

/** AsyncLocalStorage where the runtime has it, `null` in a browser. */
export function makeAsyncStorage<T>(): AsyncStorage<T> | null {
  const hooks = process?.getBuiltinModule?.("node:async_hooks");
  return hooks === undefined ? null : new hooks.AsyncLocalStorage<T>();
}

/**
 * Listens for a signal. Returns the undo, or `null` where this runtime has no
 * such signal.
 */
export function onSignal(
  signal: string,
  listener: () => void,
): (() => void) | null {
  try {
    if (globals.Deno !== undefined) {
      const { Deno } = globals;
      Deno.addSignalListener(signal, listener);
      return () => Deno.removeSignalListener(signal, listener);
    }
    if (process?.on !== undefined) {
      process.on(signal, listener);
      return () => process.off?.(signal, listener);
    }
  } catch {
    // Windows has no SIGTERM, a Worker no signals.
  }
  return null;
}

/**
 * Calls the listener when nothing but it keeps the program alive. Returns the
 * undo.
 */
export function onNothingLeft(listener: () => void): () => void {
  process?.on?.("beforeExit", listener);
  return () => process?.off?.("beforeExit", listener);
}

/**
 * Calls back, and lets nothing be printed, if an error that matches reaches the
 * top of the program uncaught.
 */
export function onUncaught(
  matches: (reason: unknown) => boolean,
  callback: (reason: unknown) => void,
): void {
  if (globals.Deno === undefined && process?.on !== undefined) {
    const listener = (reason?: unknown) => {
      if (matches(reason)) return callback(reason);
      // Thrown from here it would end the program with another code.
      process.off?.("uncaughtException", listener);
      process.nextTick(() => {
        throw reason;
      });
    };
    process.on("uncaughtException", listener);
    return;
  }
  globals.addEventListener?.("unhandledrejection", (event) => {
    if (!matches(event.reason)) return;
    event.preventDefault();
    callback(event.reason);
  });
}

/** Ends the process at once, where there is one. */
export function exit(code: number): void {
  if (globals.Deno !== undefined) globals.Deno.exit(code);
  process?.exit?.(code);
}

/** Writes a line to stderr. */
export function report(text: string): void {
  console.error(text);
}

let isDebugAsked: boolean | undefined;

/**
 * Whether the environment asks for debug mode, if reading that needs no prompt.
 * It is read once: every `run()` asks.
 */
export function debugFromEnvironment(): boolean {
  return isDebugAsked ??= readDebug();
}

function readDebug(): boolean {
  const name = "ASYNCIO_DEBUG";
  try {
    const { Deno } = globals;
    if (Deno !== undefined) {
      const { state } = Deno.permissions.querySync({
        name: "env",
        variable: name,
      });
      return state === "granted" && isOn(Deno.env.get(name));
    }
    return isOn(
      (process as { env?: Record<string, string | undefined> } | undefined)
        ?.env?.[name],
    );
  } catch {
    return false;
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
