/**
 * The host: the only file that knows on which runtime the loop runs. It offers
 * a hop (run the loop's next turn once every microtask has unwound), a breath
 * (let I/O run), one timer, a clock, signals and stderr.
 */

interface Process {
  nextTick(callback: () => void): void;
  getBuiltinModule?(name: "node:async_hooks"): AsyncHooks;
  on?(event: string, listener: (reason?: unknown) => void): void;
  off?(event: string, listener: (reason?: unknown) => void): void;
  exit?(code: number): never;
  env?: Record<string, string | undefined>;
}

/** The part of `node:async_hooks` that the module uses. */
export interface AsyncHooks {
  AsyncLocalStorage: new <T>() => AsyncLocalStorage<T>;
}

/** The part of an AsyncLocalStorage that the module uses. */
export interface AsyncLocalStorage<T> {
  getStore(): T | undefined;
  run<A extends unknown[], R>(store: T, fn: (...args: A) => R, ...args: A): R;
}

/** The part of Deno's core that the module uses. */
export interface Core {
  /** What an async context holds: V8 brings it along to every reaction. */
  getAsyncContext(): object | null | undefined;
  setAsyncContext(context: object | null | undefined): void;
  queueNextTick(tick: Tick): void;
}

/** What `process.nextTick()` makes of each call. */
interface Tick {
  callback: () => void;
  args: undefined;
  snapshot: object | null | undefined;
  asyncId: number;
  triggerAsyncId: number;
}

interface Listening {
  (type: "unhandledrejection", listener: (event: Uncaught) => void): void;
  (type: "beforeunload", listener: (event: Preventable) => void): void;
}

interface Preventable {
  preventDefault(): void;
}

interface Uncaught extends Preventable {
  reason: unknown;
}

interface Timers {
  clearTimeout(timer: number): void;
  setImmediate(callback: () => void): unknown;
  setTimeout(callback: () => void, delay: number): number;
}

interface Globals {
  process?: Process;
  addEventListener?: Listening;
  removeEventListener?: Listening;
  Deno?: {
    version: { deno: string };
    internal?: symbol;
    exit(code: number): never;
    addSignalListener(signal: string, listener: () => void): void;
    removeSignalListener(signal: string, listener: () => void): void;
    env: { get(name: string): string | undefined };
    permissions: {
      querySync(
        descriptor: { name: "env"; variable: string },
      ): { state: string };
    };
    [internal: symbol]: { core?: Core } | undefined;
  };
}

const globals = globalThis as unknown as Globals;
// The host's own, whoever replaces them later: a test that fakes time must not stop a loop.
const { queueMicrotask } = globalThis;
const clearTimeout = own("clearTimeout");
const setImmediate = own("setImmediate");
const setTimeout = own("setTimeout");
// This and `globalThis.process` in full: by that a bundler for pages takes them out.
const deno = (globalThis as unknown as Globals).Deno;

/**
 * Deno's core, of which its `process` and its AsyncLocalStorage are made. Asked
 * itself, it makes tasks three times as cheap, and a program starts sooner. It is
 * internal: only versions that the tests have run on are asked. `null` on others,
 * where the public ways serve, and on other runtimes.
 */
export function findCore(): Core | null {
  if (deno?.internal === undefined) return null;
  if (!/^2\.9\./.test(deno.version.deno)) return null;
  return deno[deno.internal]?.core ?? null;
}

/**
 * How to get a global as the host has it. Deno makes its timers when they are first
 * asked for, which takes it 4 ms; so what is kept is not they, but their getter.
 */
function own<N extends keyof Timers>(name: N): () => Timers[N] {
  const getter = Object.getOwnPropertyDescriptor(globalThis, name)?.get;
  if (getter !== undefined) return getter.bind(globalThis);
  const value = (globalThis as unknown as Timers)[name];
  return () => value;
}

/** Not a constant: Deno takes 10 ms and more to make a `process`, if nobody else asks for it. */
function nodeProcess(): Process | undefined {
  return (globalThis as unknown as Globals).process;
}

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
const BREATH = deno === undefined ? 1 : 64;

/**
 * Makes the ways to a turn.
 *
 * A tick scheduled from a microtask runs when the microtask queue is empty; one
 * scheduled from inside a tick would not wait for it, hence the microtask. In a
 * browser a message does the same, slower, and lets I/O run each time.
 */
export function makeHop(turn: () => void): Hop {
  const tick = makeTick(turn);
  if (tick === null) return makeMessages(turn);
  let left = 0;
  const breath = () => {
    if (--left > 0) setImmediate()(breath);
    else turn();
  };
  return {
    hop: () => queueMicrotask(tick),
    breathe() {
      left = BREATH;
      setImmediate()(breath);
    },
    close() {},
  };
}

/** Has the turn run when the microtask queue is empty; `null` in a browser. */
function makeTick(turn: () => void): (() => void) | null {
  const core = findCore();
  if (core !== null) {
    const { getAsyncContext, queueNextTick } = core;
    // It stands in the queue once at a time: one object does for all hops.
    const tick: Tick = {
      callback: turn,
      args: undefined,
      snapshot: undefined,
      asyncId: 0,
      triggerAsyncId: 0,
    };
    return () => {
      tick.snapshot = getAsyncContext();
      queueNextTick(tick);
    };
  }
  const nextTick = nodeProcess()?.nextTick;
  return nextTick === undefined ? null : () => nextTick(turn);
}

function makeMessages(turn: () => void): Hop {
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
  const milliseconds = Math.min(Math.max(0, Math.ceil(delay)), LONGEST);
  return setTimeout()(callback, milliseconds);
}

/** Disarms a timer that `startTimer()` armed. */
export function stopTimer(timer: number): void {
  clearTimeout()(timer);
}

/** The module that has AsyncLocalStorage; `undefined` in a browser. */
export function asyncHooks(): AsyncHooks | undefined {
  return nodeProcess()?.getBuiltinModule?.("node:async_hooks");
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
    if (deno !== undefined) {
      deno.addSignalListener(signal, listener);
      return () => deno.removeSignalListener(signal, listener);
    }
    const process = nodeProcess();
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
 * Calls the listener when nothing keeps the program alive any more. Returns the
 * undo. What the listener does goes on if it returns `true`.
 */
export function onNothingLeft(listener: () => boolean): () => void {
  if (deno !== undefined) {
    const goOn = (event: Preventable) => {
      if (listener()) event.preventDefault();
    };
    globals.addEventListener?.("beforeunload", goOn);
    return () => globals.removeEventListener?.("beforeunload", goOn);
  }
  const process = nodeProcess();
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
  const process = deno === undefined ? nodeProcess() : undefined;
  if (process?.on !== undefined) {
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
  if (deno !== undefined) deno.exit(code);
  nodeProcess()?.exit?.(code);
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
    if (deno !== undefined) {
      const { state } = deno.permissions.querySync({
        name: "env",
        variable: name,
      });
      return state === "granted" && isOn(deno.env.get(name));
    }
    return isOn(nodeProcess()?.env?.[name]);
  } catch {
    return false;
  }
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
