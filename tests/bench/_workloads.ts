/** What is measured, and at which size. Every system runs the same `n`. */

export const systems = [
  "ours",
  "plain",
  "cpython",
  "uvloop",
  "effection",
  "effect",
] as const;
export type System = typeof systems[number];

export interface Workload {
  name: string;
  title: string;
  /** Operations of a full run; the figures are per operation. */
  n: number;
  /** The same with `--quick`. */
  quick: number;
  /** Systems so slow that they run a part of `n`, said below the table. */
  part?: Partial<Record<System, number>>;
}

const spawning = { effection: 1 / 10 };
const racing = { effection: 1 / 20 };

export const workloads: Workload[] = [
  { name: "switch1", title: "switch: 1 task", n: 200_000, quick: 20_000 },
  {
    name: "switch1000",
    title: "switch: 1000 tasks",
    n: 200_000,
    quick: 20_000,
  },
  {
    name: "spawn",
    title: "gather of no-ops",
    n: 100_000,
    quick: 10_000,
    part: spawning,
  },
  {
    name: "taskgroup",
    title: "taskGroup of no-ops",
    n: 100_000,
    quick: 10_000,
    part: spawning,
  },
  {
    name: "queue1",
    title: "queue 1 to 1, maxsize 16",
    n: 200_000,
    quick: 20_000,
  },
  {
    name: "queue10",
    title: "queue 10 to 10, maxsize 64",
    n: 200_000,
    quick: 20_000,
  },
  {
    name: "semaphore",
    title: "semaphore(10), 100 turns a task",
    n: 100_000,
    quick: 10_000,
    part: { effect: 1 / 4, effection: 1 / 4 },
  },
  {
    name: "timers",
    title: "sleeps over 0-100 ms",
    n: 100_000,
    quick: 5_000,
    part: spawning,
  },
  {
    name: "cancel",
    title: "cancel waiting tasks",
    n: 100_000,
    quick: 5_000,
    part: spawning,
  },
  {
    name: "waitFor",
    title: "waitFor, done at once",
    n: 50_000,
    quick: 5_000,
    part: racing,
  },
  {
    name: "timeout",
    title: "timeout() around sleep(0)",
    n: 50_000,
    quick: 5_000,
    part: racing,
  },
  { name: "run", title: "run(noop)", n: 2_000, quick: 200 },
  {
    name: "chain",
    title: "await chain 100 deep",
    n: 5_000,
    quick: 500,
    part: { effect: 1 / 5 },
  },
  {
    name: "callSoon",
    title: "callSoon, all at once",
    n: 1_000_000,
    quick: 10_000,
  },
  {
    name: "callSoonChain",
    title: "callSoon, one after the other",
    n: 1_000_000,
    quick: 50_000,
  },
  {
    name: "event",
    title: "event, 20 times to n/20 waiters",
    n: 200_000,
    quick: 10_000,
    part: { effection: 1 / 4 },
  },
  {
    name: "echo",
    title: "TCP echo of 1 KiB, 50 connections",
    n: 10_000,
    quick: 500,
  },
  {
    name: "streams",
    title: "the same echo over streams",
    n: 10_000,
    quick: 2_500,
  },
];

/** Tasks asleep at once when their memory is weighed. */
export const memoryTasks = { n: 100_000, quick: 50_000 };

/** Effection takes a second for this many; bytes a task do not change. */
export const memoryPart: Partial<Record<System, number>> = {
  effection: 1 / 10,
};

/** Tasks that spin on `sleep(0)` while an echo and a host timer wait. */
export const spinning = [1, 1_000, 100_000];

/** Tasks, or timers, alive at once: how the cost of one grows. */
export const growth = [1_000, 10_000, 100_000, 1_000_000];
