// What the explorer leaves out is what no program can tell apart: random programs
// have the same transcripts with and without it. Looks inside of the explorer.
import { assert, assertEquals } from "@std/assert";
import {
  createTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  run,
  sleep,
  type Task,
  taskGroup,
  timeout,
  TimeoutError,
  wait,
} from "../mod.ts";
import { ExplorerLoop, type Part } from "../loop/_explorer_loop.ts";
import type { Runnable } from "../loop/handle.ts";
import { Systematic } from "../loop/_plans.ts";
import { randomFrom } from "../loop/virtual_loop.ts";
import { Wait } from "../loop/_wait.ts";

// Programs of more schedules than this are left out.
const MOST = 800;
const PROGRAMS = 40;

/** Every entry is a choice, also what only counts or wakes. */
class PlainLoop extends ExplorerLoop {
  override _partOf(entry: Runnable): Part {
    const part = super._partOf(entry);
    if (part === "wakes" && entry instanceof Wait) return "free";
    return part === "wakes" || entry._silence === "counts" ? "callback" : part;
  }
}

type Say = (text: string) => void;
type Verb = (say: Say, shared: Shared) => unknown;

interface Shared {
  lock: Lock;
  event: Event;
  /** The task after this one. */
  next: () => Task<void> | undefined;
}

const limited = async (say: Say, body: () => Promise<unknown>) => {
  try {
    await timeout(1, body);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    say("late");
  }
};

const told = (say: Say, text: string) => () => {
  say(text);
  return Promise.resolve();
};

const VERBS: Record<string, Verb> = {
  yield: () => sleep(0),
  nap: () => sleep(1),
  sleep: () => sleep(2),
  say: () => {},
  lock: async (say, { lock }) => {
    using _permit = await lock.acquire();
    await sleep(0);
    say("in");
  },
  set: (_say, { event }) => event.set(),
  wait: (say, { event }) => limited(say, () => event.wait()),
  limit: (say) => limited(say, () => sleep(1)),
  fail: () => {
    throw new Error("fails");
  },
  cancel: (_say, { next }) => next()?.cancel(),
  soon: (say) => getRunningLoop().callSoon(() => say("soon")),
  gather: (say) =>
    gather([() => sleep(0), told(say, "child")], {
      returnExceptions: true,
    }),
  group: (say) =>
    taskGroup((group) => {
      group.createTask(told(say, "child"));
      return Promise.resolve();
    }),
  first: (say) =>
    wait([createTask(told(say, "child")), createTask(() => sleep(0))], {
      returnWhen: "FIRST_COMPLETED",
    }),
};

type Program = string[][];

/** Runs the tasks as a gathering, in a group, or as a gathering that fails at once. */
async function play(program: Program, how: number, say: Say): Promise<void> {
  const tasks: Task<void>[] = [];
  const shared = { lock: new Lock(), event: new Event() };
  const body = (index: number) => async () => {
    const tell = (text: string) => say(`${index}${text}`);
    const next = () => tasks[(index + 1) % program.length];
    for (const verb of program[index] ?? []) {
      tell(verb);
      await VERBS[verb]?.(tell, { ...shared, next });
    }
    tell("end");
  };
  const bodies = program.map((_, index) => body(index));
  try {
    if (how === 1) {
      await taskGroup(async (group) => {
        for (const each of bodies) tasks.push(group.createTask(each));
        say("body");
        await sleep(0);
        say("body ends");
      });
      return;
    }
    for (const each of bodies) tasks.push(createTask(each));
    await gather(tasks, { returnExceptions: how === 0 });
  } catch (error) {
    say((error as Error).name);
  }
  say(tasks.map((task) => task.done() ? "done" : "pending").join());
  await gather(tasks, { returnExceptions: true });
}

/** What a program says under every schedule; `null` if there are too many. */
async function transcripts(
  Loop: typeof ExplorerLoop,
  program: Program,
  how: number,
): Promise<string[] | null> {
  const systematic = new Systematic();
  const seen = new Set<string>();
  for (let count = 0; !systematic.isExhausted; count++) {
    if (count === MOST) return null;
    const loop = new Loop(systematic.next(), { maxSteps: 1000, lag: 0 });
    const said: string[] = [];
    await run(() => play(program, how, (text) => said.push(text)), {
      loopFactory: () => loop,
    });
    systematic.ran(loop.schedule);
    seen.add(said.join(" "));
  }
  return [...seen].sort();
}

async function compare(program: Program, how: number): Promise<boolean> {
  const plain = await transcripts(PlainLoop, program, how);
  if (plain === null) return false;
  const reduced = await transcripts(ExplorerLoop, program, how);
  assertEquals(reduced, plain, JSON.stringify({ program, how }));
  return true;
}

Deno.test("no transcript of a random program is left out", async () => {
  const random = randomFrom(1);
  const draw = (count: number) => Math.floor(random() * count);
  const verbs = Object.keys(VERBS);
  let compared = 0;
  for (let each = 0; each < PROGRAMS; each++) {
    const program = Array.from(
      { length: 2 + draw(2) },
      () =>
        Array.from(
          { length: 1 + draw(2) },
          () => verbs[draw(verbs.length)] ?? "",
        ),
    );
    if (await compare(program, each % 3)) compared++;
  }
  assert(
    compared > PROGRAMS / 2,
    `${compared} of ${PROGRAMS} are small enough`,
  );
});

Deno.test("a task that a group wakes need not wait for a callback that came later", async () => {
  assert(await compare([["soon"], ["group"]], 1));
  assert(await compare([["group"], ["soon"]], 1));
  assert(await compare([["soon", "say"], ["first"]], 2));
});
