/** Random programs. */
import fc from "npm:fast-check@4.10.2";
import type { Body, Child, Program, Reading, Step, Until } from "./program.ts";

/** How many root tasks there are at most. */
const ROOTS = 6;
/** How many names the children of a root share; a later child takes the name over. */
const NAMES = 5;
/** How deep steps are nested. */
const DEPTH = 3;

const children = (root: number): string[] =>
  Array.from({ length: NAMES }, (_, i) => `child ${root}.${i}`);
const roots = Array.from({ length: ROOTS }, (_, i) => `root ${i}`);
const everyTask = roots.flatMap((name, i) => [name, ...children(i)]);

const delay = fc.constantFrom(0, 0, 20, 20, 40, 60, 80, 100);
const limit = fc.constantFrom(20, 20, 40, 60, 0, null);
const at = fc.nat(1);
const anyTask = fc.constantFrom(...everyTask);
const rarely = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

type Arbitraries<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/** A step of the named kind from arbitraries of its other fields. */
function step<K extends Step["do"]>(
  kind: K,
  fields: Arbitraries<Omit<Extract<Step, { do: K }>, "do">>,
): fc.Arbitrary<Step> {
  return fc.record({ do: fc.constant(kind), ...fields }) as fc.Arbitrary<Step>;
}

interface Parts {
  body: fc.Arbitrary<Body>;
  child: fc.Arbitrary<Child>;
  /** A child that can begin eagerly: the first wait of its body is a real one. */
  eagerChild: fc.Arbitrary<Child>;
  /** Tasks that may be awaited: a cycle of tasks that await each other cannot be cancelled. */
  task: fc.Arbitrary<string>;
}

/** A family of steps that meet: mixed at random, they would seldom do. */
type Family = (parts: Parts) => fc.Arbitrary<Step>[];

const families: Record<string, Family> = {
  locks: ({ body }) => [
    step("lock", { at, body }),
    // Held while somebody who waits for it is cancelled.
    step("lock", {
      at: fc.constant(0),
      body: fc.tuple(
        step("sleep", { delay: fc.constantFrom(0, 20) }),
        step("cancel", { task: anyTask }),
      ),
    }),
  ],
  semaphores: ({ body }) => [
    step("semaphore", { at: fc.nat(2), body }),
    step("semaphore", { at: fc.nat(2), body }),
    step("releaseSemaphore", { at: fc.nat(2) }),
  ],
  conditions: ({ body }) => [
    step("conditionWait", { at, forValue: fc.boolean() }),
    step("conditionWait", { at, forValue: fc.constant(false) }),
    step("notify", { at, count: fc.constantFrom(1, 1, 2, null) }),
    step("lock", { at: fc.constantFrom(2, 3), body }),
  ],
  events: () => [
    step("event", { at, how: fc.constantFrom("wait", "wait", "set", "clear") }),
  ],
  queues: () => [
    step("put", { at: fc.nat(2), nowait: fc.boolean() }),
    step("get", { at: fc.nat(2), nowait: rarely }),
    step("get", { at: fc.nat(2), nowait: fc.constant(false) }),
    step("waitForGet", { at: fc.nat(2), delay: limit }),
    step("taskDone", { at: fc.nat(2) }),
    step("join", { at: fc.nat(2) }),
  ],
  shutdown: () => [
    step("put", { at, nowait: rarely }),
    step("get", { at, nowait: rarely }),
    step("shutdown", { at, immediate: rarely }),
  ],
  streams: () => [
    step("feed", {
      at,
      data: fc.string({
        unit: fc.constantFrom("a", "b", "\n", "\r"),
        minLength: 1,
        maxLength: 7,
      }),
    }),
    step("read", {
      at,
      how: fc.constantFrom<Reading[]>(
        "read",
        "readline",
        "readexactly",
        "readuntil",
      ),
      // Not -1: a cancelled read() of everything loses bytes in CPython only.
      count: fc.constantFrom(0, 1, 3, 5),
    }),
    step("read", {
      at,
      how: fc.constant<Reading>("readline"),
      count: fc.constant(0),
    }),
    step("feedEof", { at }),
  ],
  barriers: () => [
    step("barrier", { at, how: fc.constant("wait") }),
    step("barrier", {
      at,
      how: fc.constantFrom("wait", "wait", "abort", "reset"),
    }),
  ],
  groups: ({ body, child }) => [
    step("taskGroup", { children: fc.array(child, { maxLength: 3 }), body }),
    step("spawn", { child, eager: fc.constant(false) }),
    step("throw", { message: fc.constantFrom("a", "b") }),
  ],
  gathers: ({ child, task }) => [
    step("gather", {
      children: fc.array(child, { minLength: 1, maxLength: 3 }),
      returnExceptions: fc.boolean(),
    }),
    step("gatherTasks", {
      tasks: fc.array(task, { maxLength: 3 }),
      returnExceptions: fc.boolean(),
    }),
    step("cancelGather", { tasks: fc.array(task, { maxLength: 3 }), delay }),
    step("throw", { message: fc.constantFrom("a", "b") }),
  ],
  shields: ({ child }) => [
    step("shield", { child }),
    step("shieldTask", { task: anyTask }),
    step("cancelSelf", {}),
  ],
  tasks: ({ child, eagerChild, task }) => [
    step("await", { task }),
    step("wait", {
      tasks: fc.array(anyTask, { maxLength: 3 }),
      timeout: limit,
      until: fc.constantFrom<Until[]>(
        "FIRST_COMPLETED",
        "FIRST_EXCEPTION",
        "ALL_COMPLETED",
      ),
    }),
    step("asCompleted", {
      tasks: fc.array(anyTask, { maxLength: 3 }),
      timeout: limit,
      gives: fc.constantFrom("results", "results", "tasks"),
    }),
    step("outcome", { task: anyTask }),
    step("spawn", { child, eager: fc.constant(false) }),
    step("spawn", { child: eagerChild, eager: fc.constant(true) }),
    step("addDoneCallback", { task: anyTask }),
  ],
  futures: ({ task }) => [
    step("awaitFuture", { at }),
    step("awaitFuture", { at }),
    step("settle", {
      at,
      how: fc.constantFrom("result", "exception", "cancel"),
    }),
    step("await", { task }),
  ],
  limits: ({ body, task }) => [
    step("timeout", { delay: limit, body }),
    step("timeout", { delay: limit, body }),
    step("reschedule", { delay: limit }),
    step("waitFor", { delay: limit, body }),
    step("waitForTask", { delay: limit, task }),
  ],
  calls: () => [
    step("callSoon", { fails: rarely }),
    step("callLater", { delay }),
    step("cancelCall", {}),
    step("setVariable", {}),
  ],
  errors: ({ body }) => [
    step("throw", { message: fc.constantFrom("a", "b") }),
    step("finally", { body, last: body }),
    step("uncancel", {}),
    step("cancelSelf", {}),
    step("catch", {
      body,
      answer: fc.constantFrom("swallow", "swallow", "rethrow", "replace"),
    }),
  ],
};

/** What every program does. */
const always: Family = ({ body }) => [
  step("sleep", { delay }),
  step("sleep", { delay: fc.constant(0) }),
  step("cancel", { task: anyTask }),
  step("catch", {
    body,
    answer: fc.constantFrom("swallow", "uncancel", "rethrow"),
  }),
];

const isLeaf = (kind: string) => !/lock|semaphore|groups|gath|shi/.test(kind);

/** The body of a root task that uses the given families of steps. */
function bodyOf(root: number, used: string[]): fc.Arbitrary<Body> {
  const own = roots.slice(0, root).flatMap((name, i) => [name, ...children(i)]);
  const task = fc.constantFrom(...(own.length > 0 ? own : ["nobody"]));
  const name = fc.constantFrom(...children(root));
  const depthIdentifier = fc.createDepthIdentifier();
  return fc.letrec<{ step: Step; body: Body; whole: Body }>((tie) => {
    const body = tie("body");
    const prompt: fc.Arbitrary<Step> = fc.oneof(
      step("setVariable", {}),
      step("callSoon", { fails: fc.constant(false) }),
      step("cancel", { task: anyTask }),
    );
    const parts: Parts = {
      body,
      task,
      child: fc.record({ name, body }),
      eagerChild: fc.record({
        name,
        body: fc.tuple(
          fc.array(prompt, { maxLength: 2 }),
          step("sleep", { delay: fc.constantFrom(0, 20) }),
          body,
        ).map(([first, wait, rest]) => [...first, wait, ...rest]),
      }),
    };
    const steps = used.flatMap((family) => families[family]?.(parts) ?? []);
    return {
      // The first is what stands at the bottom.
      step: fc.oneof(
        { maxDepth: DEPTH, depthIdentifier },
        {
          weight: 2,
          arbitrary: fc.oneof(
            step("sleep", { delay }),
            ...used.filter(isLeaf).flatMap((family) =>
              family === "limits" || family === "errors" || family === "tasks"
                ? []
                : (families[family]?.({ ...parts, body: fc.constant([]) }) ??
                  [])
            ),
          ),
        },
        { weight: 3, arbitrary: fc.oneof(...always(parts), ...steps) },
      ),
      body: fc.array(tie("step"), {
        minLength: 1,
        maxLength: 5,
        depthIdentifier,
      }),
      whole: fc.array(tie("step"), { minLength: 1, maxLength: 9 }),
    };
  }).whole;
}

/** Programs that use the given families of steps. */
function programsOf(used: string[]): fc.Arbitrary<Program> {
  const bodies = roots.map((name, i) =>
    fc.record({ name: fc.constant(name), body: bodyOf(i, used) })
  );
  return fc.record({
    queues: fc.tuple(fc.nat(2), fc.nat(1), fc.nat(2)),
    semaphores: fc.tuple(fc.nat(2), fc.nat(1), fc.nat(2)),
    barriers: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constant(2)),
    readers: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constant(64)),
    roots: fc.tuple(fc.integer({ min: 2, max: ROOTS }), fc.tuple(...bodies))
      .map(([count, all]) => all.slice(0, count)),
  });
}

const names = Object.keys(families);

/** Programs of any families of steps, or of the given ones. */
export function programs(used?: string[]): fc.Arbitrary<Program> {
  if (used !== undefined) return programsOf(used);
  const few = fc.subarray(names, { minLength: 1, maxLength: 3 });
  const many = fc.subarray(names, { minLength: 4 });
  return fc.oneof(
    { weight: 3, arbitrary: few },
    { weight: 1, arbitrary: many },
  ).chain(programsOf);
}
