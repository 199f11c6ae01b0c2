/** What is not the same on every runtime, and why: the one list of it. */

/** Where the suite runs. */
export type Place =
  | "deno"
  | "node20"
  | "node22"
  | "bun"
  | "page"
  | "worker";

/** Names of the module that work on some runtimes only. */
export interface Feature {
  /** What it is about. */
  feature: string;
  /** The exports of mod.ts or of its `./testing`. */
  names: readonly string[];
  /** Where they work. */
  on: string;
  /** What a call does elsewhere. */
  elsewhere: string;
}

/** The names that do not work everywhere. */
export const features: readonly Feature[] = [
  {
    feature: "Streams",
    names: [
      "openConnection",
      "openUnixConnection",
      "startServer",
      "startUnixServer",
    ],
    on: "Deno",
    elsewhere:
      "throws TypeError: Cannot call openConnection(): it needs the network and processes of Deno",
  },
  {
    feature: "Subprocesses",
    names: ["createSubprocessExec", "createSubprocessShell"],
    on: "Deno",
    elsewhere:
      "throws TypeError: Cannot call createSubprocessExec(): it needs the network and processes of Deno",
  },
  {
    feature: "Test registration",
    names: ["asyncTest"],
    on: "Deno",
    elsewhere:
      "throws TypeError: Cannot register a test: there is no Deno.test() here",
  },
  {
    feature: "Signals",
    names: ["EventLoop.addSignalHandler"],
    on: "Deno, Node, Bun",
    elsewhere: "throws RuntimeError; run() does not hear Ctrl-C",
  },
];

/** Programs or tests that are left out, or print something else, somewhere. */
export interface Exception {
  /** A program, a test as `file: name`, or a file's every test as `file: `. */
  names: readonly string[];
  on: readonly Place[];
  reason: string;
  /** What a program prints there instead; left out where it is missing. */
  prints?: readonly string[];
}

const browser: readonly Place[] = ["page", "worker"];

/** All of them. */
export const exceptions: readonly Exception[] = [
  {
    names: ["275_sigint_runner", "276_sigint_swallowed", "277_signal_handler"],
    on: browser,
    reason: "a page has no process and no signals",
  },
];
