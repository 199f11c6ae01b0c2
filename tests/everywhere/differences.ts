/** What is not the same on every runtime, and why: the one list of it. */

/** Where the suite runs. */
export const PLACES = [
  "deno",
  "node20",
  "node22",
  "bun",
  "page",
  "worker",
] as const;

/** One of these. */
export type Place = (typeof PLACES)[number];

const browser: readonly Place[] = ["page", "worker"];
const processes: readonly Place[] = ["deno", "node20", "node22", "bun"];

/** What works on some runtimes only. */
export interface Feature {
  feature: string;
  /** Exports of mod.ts or of `./testing`, or methods of them. */
  names: readonly string[];
  on: readonly Place[];
  /** `on`, in words. */
  where: string;
  /** What a call does elsewhere. */
  error: "TypeError" | "RuntimeError";
  /** And what its message says. */
  says: string;
}

/** All that does not work everywhere. The rest of the module does. */
export const features: readonly Feature[] = [
  {
    feature: "Streams",
    names: [
      "openConnection()",
      "openUnixConnection()",
      "startServer()",
      "startUnixServer()",
    ],
    on: ["deno"],
    where: "Deno",
    error: "TypeError",
    says: "it needs the network and processes of Deno",
  },
  {
    feature: "Subprocesses",
    names: ["createSubprocessExec()", "createSubprocessShell()"],
    on: ["deno"],
    where: "Deno",
    error: "TypeError",
    says: "it needs the network and processes of Deno",
  },
  {
    feature: "Tests registered with the runner",
    names: ["asyncTest()"],
    on: ["deno"],
    where: "Deno",
    error: "TypeError",
    says: "there is no Deno.test() here",
  },
  {
    feature: "Signals",
    names: ["EventLoop.addSignalHandler()"],
    on: processes,
    where: "Deno, Node and Bun",
    error: "RuntimeError",
    says: "not possible here",
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

/** All of them. */
export const exceptions: readonly Exception[] = [
  {
    names: ["441_eager_current_task"],
    on: browser,
    reason:
      "without AsyncLocalStorage a coroutine that began eagerly is no longer the current task after another has begun inside it",
    prints: [
      "outer in the creator's task: False",
      "inner in the creator's task: False",
      "outer is current again: True inner is not: True",
      "main is current again: True",
      "inner still current: True",
      "outer still current: False",
      "main still current: True",
    ],
  },
  {
    names: [
      "explore_test: `explore()` tries 20,000 schedules of 3 tasks and 10 steps in seconds",
      "explore_reduction_test: no transcript of a random program is left out",
    ],
    on: browser,
    reason: "a turn is a message in a browser: 20,000 schedules take a minute",
  },
  {
    names: ["275_sigint_runner", "276_sigint_swallowed"],
    on: browser,
    reason: "a page has no process and no Ctrl-C",
  },
  {
    names: [
      "executor_test: an AbortSignal works in the Worker, with its reason",
      "executor_test: wrong uses say what to write",
    ],
    on: ["node20", "node22", "bun"],
    reason: "the runtime words its own errors otherwise",
  },
  {
    names: [
      "executor_test: a Worker that dies fails the call it was serving, and no other",
    ],
    on: ["node20", "node22", "bun"],
    reason: "threads of node:worker_threads have no self.close() to die by",
  },
  {
    names: [
      "current_test: getRunningLoop(): in tasks, callbacks and after awaits of the host's",
      "current_test: what a task has left running goes on without it: on the loop, with its variables",
      "gather_test: gather(): the first failure is thrown at once; the others go on, their failures are seen",
      "run_test: two runs may overlap: each is its own loop",
      "scheduler_test: a task that awaits a promise of the host's is away: the others go on",
      "run_test: a run that starts from another's callback of the host is independent",
      "task_test: currentTask(): in tasks, nested calls and after any await; null in callbacks",
      "threadsafe_test: it runs in a copy of the caller's context",
      "trace_test: `record()` notes what each step prints, when asked to",
      "threadsafe_test: a task of another loop awaits it",
      "virtual_loop_test: virtual time stands still while a task awaits the host",
    ],
    on: browser,
    reason:
      "without AsyncLocalStorage an await of a host promise loses the task, its context and its loop",
  },
  {
    names: [
      "executor_test: a pool starts Workers as needed, up to its size, and uses them again",
    ],
    on: ["node20", "node22", "bun"],
    reason:
      "a second Worker starts only after the test's calls of 10 ms have ended",
  },
  {
    names: [
      "faults_test: an abort listener that throws does not stop the cancellation",
    ],
    on: ["node20", "node22", "bun"],
    reason: "the test needs the event of an error that nobody caught",
  },
  {
    names: ["cancellation_sweep_io_test: "],
    on: ["node20", "node22", "bun", "page", "worker"],
    reason: "Streams are there on Deno only",
  },
  {
    names: [
      "event_loop_test: who waits outside of any task is told of when the loop closes, if nobody listens",
    ],
    on: browser,
    reason: "the page that runs the tests listens for what nobody handles",
  },
  {
    names: [
      "event_loop_test: who waits outside of any task is told of when the loop closes, if nobody listens",
    ],
    on: ["bun"],
    reason:
      "Bun asks no listener of uncaughtException about a rejection, and ends",
  },
  {
    names: ["subprocess_test: "],
    on: ["node20", "node22", "bun", "page", "worker"],
    reason: "Subprocesses are there on Deno only",
  },
  {
    names: [
      "leaks_test: a surviving task is a leak",
      "leaks_test: a lock that is held is a leak",
      "leaks_test: a permit that is out is a leak",
    ],
    on: ["bun"],
    reason:
      "the stack leaves out functions that end in a call: that wait has no place in reports",
  },
  {
    names: ["executor_test: "],
    on: ["bun"],
    reason:
      "the tests' modules are data: URLs, of which Bun sees no exports; programs 230 to 233 run",
  },
  {
    names: [
      "explore_test: `explore()` tells a failure step by step, the same each time",
      "trace_test: in debug mode events have their lines",
    ],
    on: ["node20", "node22", "bun"],
    reason:
      "the stack does not tell who awaits a future: that wait has no place in reports",
  },
  {
    names: [
      "executor_test: wrong uses say what to write",
      "subprocess_test: what cannot be started says what and why",
    ],
    on: ["deno"],
    reason:
      "the test shows what happens without a permission; here all are given",
  },
  {
    names: [
      "explore_test: gallery: every file is on the list",
      "explore_test: `explore()` replays in another process",
    ],
    on: ["deno"],
    reason: "the test looks for the TypeScript sources, by name",
  },
];
