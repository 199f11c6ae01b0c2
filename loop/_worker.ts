/**
 * Workers: starting one on this runtime, and the script that runs inside.
 *
 * `node:worker_threads` where there is such a module (Deno, Node, Bun), since
 * only there the end of a Worker is an event and an idle one lets the program
 * end; a Worker from a blob in a browser. Neither needs a permission. What it
 * then imports does: Deno asks for `--allow-read` of a file, for
 * `--allow-import` of a host.
 */
import { RuntimeError } from "./errors.ts";
import { isMoved, locate, type Named, pack, type Packed } from "./_crossing.ts";

/** Where the script leaves its `Link` for the copy of this module in the Worker. */
export const LINK = "@asyncio/asyncio:worker";

/** What travels with a call beside its arguments. */
export interface Scope {
  variables: Named;
  storages: Named;
}

/** How the script in a Worker and the module that is imported there meet. */
export interface Link {
  /** What `transfer()` was told. */
  transfers: WeakMap<object, Transferable[]>;
  /** Runs a function where the values of a scope are set. */
  enter: ((scope: Scope, fn: () => unknown) => unknown)[];
}

/** What a Worker is told. */
export type Order =
  | {
    kind: "call";
    specifier: string;
    name: string;
    args: unknown[];
    scope: Scope;
    /** Arguments that are AbortSignals: their places, and the reason of the aborted ones. */
    signals: [place: number, reason: Packed | null][];
  }
  | { kind: "abort"; place: number; reason: Packed };

/** What a Worker answers to a call; `died` without being asked. */
export type Answer =
  | { kind: "value"; value: unknown }
  | { kind: "error" | "unloadable" | "died"; error: Packed }
  | { kind: "missing"; found: string; names: string[] }
  | { kind: "uncloneable"; path: string; what: string };

/** Who listens to a Worker. */
export interface WorkerListener {
  answered(answer: Answer): void;
  /** It is gone; `error` is what ended it, where that is known. */
  ended(error: unknown): void;
}

/** A Worker of this runtime. */
export interface HostWorker {
  post(order: Order, transfer: Transferable[]): void;
  /** Says whether it keeps the program alive. */
  hold(held: boolean): void;
  terminate(): void;
}

interface NodeWorker {
  on(event: string, listener: (value: unknown) => void): void;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  ref(): void;
  unref(): void;
  terminate(): unknown;
}

interface ThreadsModule {
  Worker: new (
    source: string,
    options: {
      eval: true;
      resourceLimits: { maxOldGenerationSizeMb?: number };
    },
  ) => NodeWorker;
  parentPort: {
    on(event: "message", listener: (order: Order) => void): void;
    postMessage(message: unknown, transfer?: Transferable[]): void;
  } | null;
}

interface HeapModule {
  getHeapStatistics?(): { heap_size_limit: number };
}

interface Globals {
  self?: unknown;
  Deno?: unknown;
  process?: {
    getBuiltinModule?(name: "node:worker_threads"): ThreadsModule | undefined;
    getBuiltinModule?(name: "node:v8"): HeapModule | undefined;
    on(event: string, listener: (error: unknown) => void): void;
  };
  Worker?: new (url: string, options: { type: "module" }) => Worker;
  addEventListener?(
    type: string,
    listener: (event: {
      data: Order;
      error?: unknown;
      reason?: unknown;
      preventDefault(): void;
    }) => void,
  ): void;
  postMessage?(message: unknown, transfer?: Transferable[]): void;
}

const globals = globalThis as unknown as Globals;

/** How many Workers the machine can run at once. */
export function coreCount(): number {
  return globalThis.navigator?.hardwareConcurrency ?? 4;
}

/**
 * Starts a Worker that waits for orders.
 *
 * @throws {RuntimeError} Where the runtime has no Workers.
 */
export function startWorker(listener: WorkerListener): HostWorker {
  const threads = globals.process?.getBuiltinModule?.("node:worker_threads");
  if (threads?.Worker !== undefined) return startThread(threads, listener);
  if (globals.Worker !== undefined) return startBlob(globals.Worker, listener);
  throw new RuntimeError("Cannot start a Worker: this runtime has none");
}

/**
 * The heap that a Worker may have: as much as this thread. In Deno a Worker
 * without a limit of its own ends the whole process when its memory is full.
 */
function heapLimit(): { maxOldGenerationSizeMb?: number } {
  const v8 = globals.process?.getBuiltinModule?.("node:v8");
  const bytes = v8?.getHeapStatistics?.().heap_size_limit;
  return bytes === undefined
    ? {}
    : { maxOldGenerationSizeMb: Math.floor(bytes / 2 ** 20) };
}

function startThread(
  threads: ThreadsModule,
  listener: WorkerListener,
): HostWorker {
  const worker = new threads.Worker(script(), {
    eval: true,
    resourceLimits: heapLimit(),
  });
  let over = false;
  let held = true;
  const end = (error: unknown) => {
    if (over) return;
    over = true;
    listener.ended(error);
  };
  worker.on("message", (answer) => {
    if (!over) listener.answered(answer as Answer);
  });
  worker.on("messageerror", end);
  worker.on("error", end);
  worker.on("exit", () => end(undefined));
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    // Deno counts these calls, Node does not.
    hold(holds) {
      if (holds === held) return;
      held = holds;
      if (holds) worker.ref();
      else worker.unref();
    },
    terminate() {
      over = true;
      worker.terminate();
    },
  };
}

let blob: string | null = null;

function startBlob(
  BlobWorker: NonNullable<Globals["Worker"]>,
  listener: WorkerListener,
): HostWorker {
  blob ??= URL.createObjectURL(
    new Blob([script()], { type: "text/javascript" }),
  );
  const worker = new BlobWorker(blob, { type: "module" });
  worker.onmessage = ({ data }) => listener.answered(data);
  worker.onmessageerror = () =>
    listener.ended(new TypeError("its answer cannot be read"));
  worker.onerror = (event) => {
    event.preventDefault();
    worker.terminate();
    listener.ended(event.error ?? new Error(event.message));
  };
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    hold() {},
    terminate: () => worker.terminate(),
  };
}

// Only the text of these functions reaches the Worker: none of them may use
// anything of this file but what it is given. (Bundlers that keep names put calls
// of `__name` into functions.)
function script(): string {
  return `const __name = (fn) => fn;
(${serve})(${pack}, ${locate}, ${isMoved}, ${JSON.stringify(LINK)});
//# sourceURL=asyncio-worker.js`;
}

function serve(
  packed: typeof pack,
  located: typeof locate,
  moved: typeof isMoved,
  linkName: string,
): void {
  const scope = globalThis as unknown as Globals & Record<symbol, Link>;
  // Deno's and Node's threads lack the name that modules for Workers look for.
  scope.self ??= globalThis;
  const { process } = scope;
  const port = process?.getBuiltinModule?.("node:worker_threads")?.parentPort;
  const link: Link = { transfers: new WeakMap(), enter: [] };
  scope[Symbol.for(linkName)] = link;
  const post: (answer: Answer, transfer?: Transferable[]) => void = port
    ? port.postMessage.bind(port)
    : (scope.postMessage as NonNullable<typeof scope.postMessage>).bind(scope);
  let controllers = new Map<number, AbortController>();

  function abort(place: number, parts: Packed): void {
    let reason: unknown;
    if ("thrown" in parts) reason = parts.thrown;
    else if (parts.isDomException) {
      reason = new DOMException(parts.message, parts.name);
    } else {
      reason = Object.assign(new Error(parts.message), { name: parts.name });
    }
    controllers.get(place)?.abort(reason);
  }

  // A call that has filled the memory is cut off by Deno, and never answers; the
  // Worker lives on, with a higher limit.
  const { heap_size_limit: limit } = heap() ?? { heap_size_limit: Infinity };
  function heap(): { heap_size_limit: number } | undefined {
    if (scope.Deno === undefined) return undefined;
    return process?.getBuiltinModule?.("node:v8")?.getHeapStatistics?.();
  }
  function checkHeap(): void {
    if ((heap()?.heap_size_limit ?? 0) <= limit) return;
    died(new RangeError("its memory was full"));
  }

  async function answer(order: Order & { kind: "call" }): Promise<void> {
    const watch = setInterval(checkHeap, 200);
    await perform(order);
    clearInterval(watch);
  }

  async function perform(order: Order & { kind: "call" }): Promise<void> {
    const { specifier, name, args, signals } = order;
    controllers = new Map();
    for (const [place, reason] of signals) {
      const controller = new AbortController();
      controllers.set(place, controller);
      args[place] = controller.signal;
      if (reason !== null) abort(place, reason);
    }
    let module: Record<string, unknown>;
    try {
      module = await import(specifier);
    } catch (error) {
      return post({ kind: "unloadable", error: packed(error) });
    }
    const fn = module[name];
    if (typeof fn !== "function") {
      return post({
        kind: "missing",
        found: typeof fn,
        names: Object.keys(module).filter((key) =>
          typeof module[key] === "function"
        ),
      });
    }
    let value: unknown;
    try {
      const call = link.enter.reduce<() => unknown>(
        (inner, enter) => () => enter(order.scope, inner),
        () => fn(...args),
      );
      value = await call();
    } catch (error) {
      return post({ kind: "error", error: packed(error) });
    }
    const transfer = moved(value)
      ? [value]
      : link.transfers.get(Object(value)) ?? [];
    try {
      post({ kind: "value", value }, transfer);
    } catch (error) {
      const [path, what] = located(value, "", transfer) ??
        ["", `a value of which the host says: ${(error as Error).message}`];
      post({ kind: "uncloneable", path, what });
    }
  }

  function receive(order: Order): void {
    if (order.kind === "abort") abort(order.place, order.reason);
    else answer(order);
  }

  const died = (error: unknown) => post({ kind: "died", error: packed(error) });
  if (scope.addEventListener !== undefined) {
    scope.addEventListener("error", (event) => {
      event.preventDefault();
      died(event.error);
    });
    scope.addEventListener("unhandledrejection", (event) => {
      event.preventDefault();
      died(event.reason);
    });
  } else {
    process?.on("uncaughtException", died);
    process?.on("unhandledRejection", died);
  }
  if (port) port.on("message", receive);
  else scope.addEventListener?.("message", (event) => receive(event.data));
}
