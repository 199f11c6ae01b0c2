/** Runs a program in a Worker of the page and tells what it prints. */
/// <reference lib="webworker" />
import { format } from "./inspect.ts";

/** What the page sends: the program, and where its modules are. */
export interface Order {
  code: string;
  base: string;
}

/** What the Worker answers. */
export type News =
  | { kind: "out" | "err"; text: string }
  | { kind: "end"; failed: boolean };

const post = (news: News) => self.postMessage(news);
const print = (kind: "out" | "err") => (...values: unknown[]) =>
  post({ kind, text: format(values) });
console.log = console.info = console.debug = print("out");
console.error = console.warn = print("err");

const MODULES: Readonly<Record<string, string>> = {
  "@asyncio/asyncio": "asyncio.js",
  "@asyncio/asyncio/testing": "asyncio.js",
  "./vector_db/mod.ts": "vector_db.js",
};

/** The program with its imports led to the site's own scripts. */
function linked({ code, base }: Order): string {
  const program = code
    .replace(
      /(\bfrom\s*)"([^"]+)"/g,
      (all, from, name) =>
        MODULES[name] ? `${from}"${base}${MODULES[name]}"` : all,
    )
    .replaceAll("import.meta.main", "true");
  // Examples look at their arguments; here there are none.
  return `const Deno = { args: [] };${program}`;
}

// A program has ended when its timers have fired, too.
const timers = new Set<number>();
let onQuiet = () => {};
const { setTimeout: start, clearTimeout: stop } = self;
const ended = (timer: number) => {
  timers.delete(timer);
  if (timers.size === 0) onQuiet();
};
self.setTimeout = ((act: () => void, delay?: number) => {
  const timer = start(() => {
    try {
      act();
    } finally {
      ended(timer);
    }
  }, delay);
  timers.add(timer);
  return timer;
}) as typeof self.setTimeout;
self.clearTimeout = ((timer: number) => {
  stop(timer);
  ended(timer);
}) as typeof self.clearTimeout;

function quiet(): Promise<void> {
  if (timers.size === 0) return Promise.resolve();
  return new Promise((resolve) => onQuiet = resolve);
}

self.addEventListener("unhandledrejection", (event) => {
  post({ kind: "err", text: `Uncaught ${format([event.reason])}` });
});

self.onmessage = async ({ data }: MessageEvent<Order>) => {
  const url = URL.createObjectURL(
    new Blob([linked(data)], { type: "text/javascript" }),
  );
  let failed = false;
  try {
    await import(url);
    await quiet();
  } catch (error) {
    failed = true;
    post({ kind: "err", text: `Uncaught ${String(error)}` });
  }
  post({ kind: "end", failed });
};
