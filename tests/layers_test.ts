// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// The floors of loop/, and what of it is public. First the rules on small
// graphs made for them, then the module itself.
import { assert, assertEquals } from "@std/assert";
import { type Module, modulesOf, type Name, namesOf, ROOT } from "./_graph.ts";

/**
 * The floors from the ground up; within a floor, files in code order: code
 * goes to lower floors and to files further left, types also to the right.
 */
const FLOORS: readonly (readonly string[])[] = [
  [
    "errors.ts",
    "_host.ts",
    "_async_storage.ts",
    "_report.ts",
    "_crossing.ts",
    "_worker.ts",
    "_heap.ts",
    "_linked.ts",
    "_ring.ts",
    "_stores.ts",
    "_byte_buffer.ts",
    "_outbox.ts",
    "_lazy.ts",
    "_places.ts",
  ],
  [
    "current.ts",
    "context.ts",
    "handle.ts",
    "_debug.ts",
    "_locate.ts",
    "_wait.ts",
    "_waiters.ts",
    "scheduler.ts",
    "_unretrieved.ts",
    "_future_wait.ts",
    "_listener.ts",
    "future.ts",
    "task.ts",
    "ensure_future.ts",
    "reporting.ts",
    "callbacks.ts",
    "event_loop.ts",
  ],
  [
    "sleep.ts",
    "timeout.ts",
    "task_group.ts",
    "gather.ts",
    "wait.ts",
    "shield.ts",
    "abortable.ts",
  ],
  [
    "event.ts",
    "_held.ts",
    "lock.ts",
    "semaphore.ts",
    "barrier.ts",
    "queue.ts",
    "_attempt.ts",
    "_belongings.ts",
    "_host_wait.ts",
    "_read_wait.ts",
    "_separator_search.ts",
    "stream_reader.ts",
    "_transport.ts",
    "stream_writer.ts",
    "server.ts",
    "_socket.ts",
    "streams.ts",
    "_pipes.ts",
    "process.ts",
    "subprocess.ts",
    "module_function.ts",
    "_call.ts",
    "worker_pool.ts",
    "executor.ts",
    "threadsafe.ts",
    "asyncgen.ts",
  ],
  [
    "_blockers.ts",
    "_deadlock.ts",
    "inspect.ts",
    "_interrupts.ts",
    "run.ts",
    "_labels.ts",
    "_step_log.ts",
    "telemetry.ts",
    "_prints.ts",
    "_recorder.ts",
    "_trace_player.ts",
    "_trace_chrome.ts",
    "_trace_picture.ts",
    "_trace_page.ts",
    "trace.ts",
    "virtual_loop.ts",
    "_holdings.ts",
    "leaks.ts",
    "_explorer_loop.ts",
    "_replay.ts",
    "_plans.ts",
    "_explorer_run.ts",
    "_explain.ts",
    "explore.ts",
    "testing.ts",
  ],
];

/** Floors that do not know each other: the verbs and the meeting points. */
const STRANGERS = [2, 3];

/** Exports for the other files of loop/ alone; elsewhere `@internal` says so. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  "context.ts": [
    "callbackContext",
    "contextEntries",
    "contextOf",
    "inheritedContext",
    "variablesByName",
  ],
  "current.ts": [
    "Frame",
    "captureOrigin",
    "currentFrame",
    "currentSlot",
    "isFrameKept",
    "RunningFrame",
    "runInFrame",
    "runningFrame",
    "setActive",
    "setStepping",
    "startInFrame",
  ],
  "event_loop.ts": ["RunEnd", "setExecutorMaker"],
  "reporting.ts": ["Observer"],
  "future.ts": [
    "AnyFuture",
    "FutureDone",
    "FutureState",
    "HostFuture",
    "VerbFuture",
  ],
  "gather.ts": ["gatherAll"],
  "lock.ts": ["LockPermit"],
  "handle.ts": ["Callback", "Runnable", "Silence"],
  "inspect.ts": ["treeLines"],
  "virtual_loop.ts": ["randomFrom"],
  "module_function.ts": ["Target", "inThisContext", "targetOf", "transferOf"],
  "process.ts": ["Stdio"],
  "server.ts": ["Doorway"],
  "stream_reader.ts": ["Pausable", "Waiter"],
  "ensure_future.ts": ["begunWait", "expectThenable", "followed"],
  "task.ts": ["expectCoroutine"],
};

/** The files that the world imports. */
const DOORS = ["mod.ts", "loop/testing.ts"];

function floorOf(path: string): number {
  return FLOORS.findIndex((floor) => floor.includes(path.slice(5)));
}

/** What is wrong with one arrow inside loop/, if anything. */
function wrong(from: string, to: string, typeOnly: boolean): string | null {
  const [above, below] = [floorOf(from), floorOf(to)];
  if (above === -1) return null; // reported once, for the file
  if (below > above) return "points up";
  if (below === above) {
    const floor = FLOORS[above]!;
    const order = floor.indexOf(to.slice(5)) - floor.indexOf(from.slice(5));
    if (typeOnly || order < 0) return null;
    return "points to a later file of its floor";
  }
  if (STRANGERS.includes(above) && STRANGERS.includes(below)) {
    return "joins two floors that do not know each other";
  }
  return null;
}

/** The first cycle of code, as "a -> b -> a". */
function cycle(modules: Module[]): string | null {
  const arrows = new Map(modules.map(({ path, imports }) => [
    path,
    imports.filter((one) => !one.typeOnly).map((one) => one.to),
  ]));
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string | null => {
    if (trail.includes(path)) {
      return [...trail.slice(trail.indexOf(path)), path].join(" -> ");
    }
    if (done.has(path)) return null;
    for (const to of arrows.get(path) ?? []) {
      const found = visit(to, [...trail, path]);
      if (found) return found;
    }
    done.add(path);
    return null;
  };
  for (const path of arrows.keys()) {
    const found = visit(path, []);
    if (found) return found;
  }
  return null;
}

/** Every arrow of the graph that must not be there. */
function badArrows(modules: Module[]): string[] {
  const found: string[] = [];
  for (const { path: from, imports } of modules) {
    const inside = from.startsWith("loop/");
    if (inside && floorOf(from) === -1) {
      found.push(`${from} stands on no floor`);
    }
    for (const { to, typeOnly, dynamic } of imports) {
      const arrow = `${from} -> ${to}${typeOnly ? " (type)" : ""}`;
      if (to.startsWith("node:")) {
        // A browser has no node: modules; it must be able to load the file.
        if (!dynamic && !typeOnly) found.push(`${arrow} is a static import`);
      } else if (!to.startsWith("loop/")) {
        found.push(`${arrow} leaves the module`);
      } else if (inside) {
        const reason = wrong(from, to, typeOnly);
        if (reason) found.push(`${arrow} ${reason}`);
      } else if (to.startsWith("loop/_")) {
        found.push(`${arrow} shows an underscore file`);
      }
    }
  }
  const round = cycle(modules);
  if (round) found.push(`cycle ${round}`);
  return found;
}

/**
 * Names of public files that no door has, and names of underscore files that
 * one has. `@internal` marks what is exported for the other files of loop/.
 */
function badNames(doors: Name[], files: Map<string, Name[]>): string[] {
  const found: string[] = [];
  const open = new Set(doors.map(({ name, from }) => `${from} ${name}`));
  for (const { name, from, internal } of doors) {
    if (from.startsWith("loop/_")) found.push(`${name} of ${from} is public`);
    if (internal) found.push(`${name} of ${from} is internal and public`);
  }
  for (const [path, names] of files) {
    if (path.startsWith("loop/_")) continue;
    for (const { name, from, internal } of names) {
      if (internal || open.has(`${from} ${name}`)) continue;
      found.push(`${name} of ${path} is missing from mod.ts`);
    }
  }
  return found;
}

// ------------------------------------------------------------ the rules

/** "a>b c:d" : a imports b's code, c imports d's types; names are of loop/. */
function graph(arrows: string): Module[] {
  const modules = new Map<string, Module>();
  const full = (name: string) => name === "mod" ? "mod.ts" : `loop/${name}.ts`;
  for (
    const [, from = "", sign, to = ""] of arrows.matchAll(/(\w+)([>:])(\S+)/g)
  ) {
    const path = full(from);
    const module = modules.get(path) ?? { path, imports: [] };
    modules.set(path, module);
    module.imports.push({
      to: /^\w+$/.test(to) ? full(to) : to,
      typeOnly: sign === ":",
    });
  }
  return [...modules.values()];
}

Deno.test("layers: arrows that go down pass", () => {
  const arrows = "mod>run mod>queue run>event_loop run:task task>future " +
    "future:event_loop future:task queue>_waiters wait>_waiters _waiters>_wait " +
    "timeout>errors gather>sleep event_loop>_heap testing>run";
  assertEquals(badArrows(graph(arrows)), []);
});

Deno.test("layers: each wrong arrow is named", () => {
  const wrongs: [string, string[]][] = [
    ["future>sleep", ["loop/future.ts -> loop/sleep.ts points up"]],
    ["future:sleep", ["loop/future.ts -> loop/sleep.ts (type) points up"]],
    ["errors>handle", ["loop/errors.ts -> loop/handle.ts points up"]],
    ["future>task", [
      "loop/future.ts -> loop/task.ts points to a later file of its floor",
    ]],
    ["queue>timeout", [
      "loop/queue.ts -> loop/timeout.ts joins two floors that do not know each other",
    ]],
    ["timeout:lock", ["loop/timeout.ts -> loop/lock.ts (type) points up"]],
    ["unheard>errors", ["loop/unheard.ts stands on no floor"]],
    ["run>unheard unheard>errors", ["loop/unheard.ts stands on no floor"]],
    ["mod>_heap", ["mod.ts -> loop/_heap.ts shows an underscore file"]],
    ["mod:_heap", ["mod.ts -> loop/_heap.ts (type) shows an underscore file"]],
    ["run>jsr:@std/async", ["loop/run.ts -> jsr:@std/async leaves the module"]],
    ["run>npm:ms@2.1.3", ["loop/run.ts -> npm:ms@2.1.3 leaves the module"]],
    ["run>tests/help.ts", ["loop/run.ts -> tests/help.ts leaves the module"]],
    ["run>mod", ["loop/run.ts -> mod.ts leaves the module"]],
    ["_host>node:process", [
      "loop/_host.ts -> node:process is a static import",
    ]],
    ["task>future future>task", [
      "loop/future.ts -> loop/task.ts points to a later file of its floor",
      "cycle loop/task.ts -> loop/future.ts -> loop/task.ts",
    ]],
  ];
  assertEquals(
    wrongs.map(([arrows]) => [arrows, badArrows(graph(arrows))]),
    wrongs,
  );
});

Deno.test("layers: each wrong name is named", () => {
  const it = (name: string, from: string, internal = false): Name => ({
    name,
    from: `loop/${from}.ts`,
    internal,
  });
  const files = new Map([
    ["loop/queue.ts", [it("Queue", "queue"), it("LifoQueue", "queue")]],
    ["loop/task.ts", [it("Task", "task"), it("resume", "task", true)]],
    ["loop/_ring.ts", [it("Ring", "_ring")]],
  ]);
  const right = [
    it("Queue", "queue"),
    it("LifoQueue", "queue"),
    it("Task", "task"),
  ];
  assertEquals(badNames(right, files), []);
  assertEquals(badNames([it("Queue", "queue")], files), [
    "LifoQueue of loop/queue.ts is missing from mod.ts",
    "Task of loop/task.ts is missing from mod.ts",
  ]);
  assertEquals(badNames([...right, it("Ring", "_ring")], files), [
    "Ring of loop/_ring.ts is public",
  ]);
  assertEquals(badNames([...right, it("resume", "task", true)], files), [
    "resume of loop/task.ts is internal and public",
  ]);
});

// ----------------------------------------------------------- the module

function toFileUrl(folder: string): string {
  return new URL(`file://${folder.replaceAll("\\", "/")}/`).href;
}

Deno.test("layers: `deno info` tells types from code", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const files = {
    "mod.ts": `
      import { a } from "./code.ts";
      import type { B } from "./type.ts";
      import { type B as C } from "./inline.ts";
      import type { D } from "./both.ts";
      import { d } from "./both.ts";
      import "node:process";
      export * from "./star.ts";
      export type { B as E } from "./typed_export.ts";
      export const f = (): import("./in_signature.ts").B => a + d;
      export const g = () => import("./later.ts");
      export const h = () => import("node:fs");
      export type I = B | C | D;`,
    "code.ts": "export const a = 1;",
    "both.ts": "export type D = number; export const d = 1;",
    "star.ts": "export {};",
    "later.ts": "export {};",
    "type.ts": "export type B = number;",
    "inline.ts": "export type B = number;",
    "typed_export.ts": "export type B = number;",
    "in_signature.ts": "export type B = number;",
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  const modules = await modulesOf("mod.ts", toFileUrl(folder));
  const arrows = modules.find(({ path }) => path === "mod.ts")?.imports;
  await Deno.remove(folder, { recursive: true });
  assertEquals(
    arrows?.map(({ to, typeOnly, dynamic }) =>
      `${to} ${typeOnly ? "type" : dynamic ? "dynamic" : "code"}`
    ).sort(),
    [
      "both.ts code",
      "code.ts code",
      "in_signature.ts type",
      "inline.ts code", // the import stays, though nothing of it is code
      "later.ts dynamic",
      "node:fs dynamic",
      "node:process code",
      "star.ts code",
      "type.ts type",
      "typed_export.ts type",
    ],
  );
});

Deno.test("layers: every arrow of the module goes down", async () => {
  const graphs = await Promise.all(DOORS.map((door) => modulesOf(door)));
  const modules = new Map(graphs.flat().map((one) => [one.path, one]));
  const bad = badArrows([...modules.values()]);
  for await (const { name } of Deno.readDir(new URL("loop/", ROOT))) {
    if (modules.has(`loop/${name}`)) continue;
    bad.push(`loop/${name} is reached from no door`);
  }
  assertEquals(bad, []);
  assert(modules.size > DOORS.length);
});

Deno.test("layers: what is public is in mod.ts, and nothing else", async () => {
  const marked = async (path: string) =>
    (await namesOf(path)).map((it) => ({
      ...it,
      internal: it.internal ||
        (INSIDE[it.from.slice(5)]?.includes(it.name) ?? false),
    }));
  const files = new Map<string, Name[]>();
  for await (const { name } of Deno.readDir(new URL("loop/", ROOT))) {
    const path = `loop/${name}`;
    if (!DOORS.includes(path)) files.set(path, await marked(path));
  }
  const stale = Object.entries(INSIDE).flatMap(([file, names]) =>
    names.filter((name) =>
      !files.get(`loop/${file}`)?.some((it) => it.name === name)
    )
  );
  const doors = (await Promise.all(DOORS.map(marked))).flat();
  assertEquals(badNames(doors, new Map([...files].sort())), []);
  assertEquals(stale, [], "INSIDE lists names that no file exports");
});
