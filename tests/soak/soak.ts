/**
 * `deno task soak [--minutes N] [--real]`: 10,000 tasks a second that wait, fail,
 * are cancelled and time out; then nothing may be left: no task, timer, ready
 * entry, Worker or listener, and the heap where it was.
 *
 * In virtual time one loop after the other runs as many seconds as fit into the
 * minutes; with `--real` one loop runs that long on the clock.
 */
import { handlesLeft, workersNow } from "./_handles.ts";
import {
  allTasks,
  Condition,
  createTask,
  Event,
  type EventLoop,
  gather,
  getRunningLoop,
  Lock,
  moduleFunction,
  Queue,
  run,
  Semaphore,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  toThread,
  wait,
  waitFor,
} from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import { randomFrom } from "../../loop/virtual_loop.ts";

/** How many tasks are made in a virtual second. */
const RATE = 10_000;
/** How many seconds a loop of virtual time lives. */
const SECONDS = 3;
/** The part of the time that is spent before, so that the engine is warm. */
const WARM_UP = 0.1;
/** How far the heap may be from where it was. */
const TOLERANCE = 0.05;

const collectGarbage = (globalThis as { gc?: () => void }).gc;
if (collectGarbage === undefined) {
  console.error("soak.ts needs --v8-flags=--expose-gc");
  Deno.exit(2);
}

const isReal = Deno.args.includes("--real");
const minutes = Number(option("minutes") ?? 0.5);
const random = randomFrom(Number(option("seed") ?? 1));
if (!(minutes > 0)) {
  console.error("--minutes takes a number above 0");
  Deno.exit(2);
}

function option(name: string): string | undefined {
  const index = Deno.args.indexOf(`--${name}`);
  return index < 0 ? undefined : Deno.args[index + 1];
}

const upTo = (most: number): number => Math.floor(random() * most);

const none = { made: 0, ended: 0, failed: 0, cancelled: 0, unseen: 0, told: 0 };
/** Without those of the warming up. */
const counts = { ...none };
/** When the last task was made. */
let madeUntil = 0;

const echo = moduleFunction<(value: number) => number>(
  "data:text/javascript,export const echo = (value) => value",
  "echo",
);

/** What the tasks of a second share. */
class World {
  readonly lock = new Lock();
  readonly condition = new Condition();
  readonly semaphore = new Semaphore(50);
  readonly event = new Event();
  readonly queue = new Queue<number>(100);

  /** One of the things that a program does, chosen at random. */
  readonly works: (() => PromiseLike<unknown>)[] = [
    () => sleep(upTo(500)),
    () => sleep(0),
    () => waitFor(() => sleep(upTo(500)), upTo(500)),
    () => timeout(upTo(300), () => this.event.wait()),
    () => gather([() => sleep(upTo(99)), () => this.fail(upTo(99))]),
    () => shield(() => sleep(upTo(99))),
    () => this.fail(upTo(200)),
    // Its failure is nobody's: the exception handler is told, once.
    async () => {
      counts.unseen++;
      createTask(() => this.fail(upTo(50)));
      await sleep(0);
    },
    () => this.queue.put(1),
    () => this.queue.get(),
    () => this.queue.get(),
    () =>
      taskGroup(async (group) => {
        group.createTask(() => sleep(upTo(50)));
        if (upTo(4) === 0) group.createTask(() => this.fail(upTo(50)));
        await sleep(upTo(50));
      }),
    async () => {
      const permit = await this.lock.acquire();
      try {
        await sleep(0);
      } finally {
        permit.release();
      }
    },
    async () => {
      const permit = await this.semaphore.acquire();
      try {
        await sleep(upTo(3));
      } finally {
        permit.release();
      }
    },
    () =>
      timeout(upTo(100), async () => {
        const permit = await this.condition.acquire();
        try {
          await this.condition.wait();
        } finally {
          permit.release();
        }
      }),
    async () => {
      const { signal } = this.currentTask as Task<unknown>;
      signal.addEventListener("abort", () => {});
      await sleep(upTo(100));
    },
    async () => {
      const handle = getRunningLoop().callLater(upTo(1000), () => {});
      await sleep(upTo(100));
      handle.cancel();
    },
    // Hardly one in a hundred of these: a Worker is slower than a task.
    () => upTo(100) === 0 ? toThread(echo, 1) : sleep(0),
  ];
  currentTask: Task<unknown> | null = null;

  async fail(after: number): Promise<never> {
    await sleep(after);
    throw new Error("as it should");
  }
}

/**
 * A second: tasks are made all along, and each third is cancelled somewhen. On a
 * machine that is too slow for that many it takes longer.
 */
async function makeTasks(world: World): Promise<Task<unknown>[]> {
  const loop = getRunningLoop();
  const tasks: Task<unknown>[] = [];
  const begun = loop.time();
  for (let tick = 0; tick < 100; tick++) {
    for (let i = 0; i < RATE / 100; i++) {
      const work = world.works[upTo(world.works.length)] as () => PromiseLike<
        unknown
      >;
      const task = createTask(() => {
        world.currentTask = task;
        return work();
      });
      tasks.push(task);
    }
    counts.made += RATE / 100;
    for (let i = 0; i < RATE / 300; i++) tasks[upTo(tasks.length)]?.cancel();
    if (tick % 10 === 0) {
      world.event.set();
      world.event.clear();
      const permit = await world.condition.acquire();
      world.condition.notify(upTo(50));
      permit.release();
    }
    await sleep(Math.max(0, begun + 10 * (tick + 1) - loop.time()));
  }
  madeUntil = performance.now();
  return tasks;
}

/** Ends what a second has begun. */
async function end(world: World, tasks: Task<unknown>[]): Promise<void> {
  await sleep(2000);
  // Who waits for an item or for a free place waits for good.
  for (const task of tasks) task.cancel();
  await wait(tasks);
  for (const task of tasks) {
    if (task.cancelled()) counts.cancelled++;
    else if (task.exception() !== null) counts.failed++;
    else counts.ended++;
  }
  while (!world.queue.empty()) world.queue.getNowait();
  if (world.lock.locked()) problems.push("the lock is held");
  if (world.condition.locked()) problems.push("the condition is held");
  if (world.semaphore.locked()) problems.push("the semaphore is held");
}

const problems: string[] = [];
let highest = 0;
let mostWorkers = 0;

/** Seconds of work, one begun after the other, on one loop. */
async function work(seconds: number): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_loop, { exception }) => {
    counts.told++;
    const isOurs = exception instanceof Error &&
      exception.message === "as it should";
    if (!isOurs) problems.push(`told: ${exception}`);
  });
  const running: Task<void>[] = [];
  for (let i = 0; i < seconds; i++) {
    const world = new World();
    const tasks = await makeTasks(world);
    running.push(createTask(() => end(world, tasks)));
    highest = Math.max(highest, Deno.memoryUsage().heapUsed);
    mostWorkers = Math.max(mostWorkers, workersNow());
    // Those long over are let go.
    while (running[0]?.done()) await running.shift();
  }
  await gather(running);
  running.length = 0;
  // shield() and gather() leave work behind, which ends of its own.
  await sleep(5000);
  checkLoop(loop);
}

/** Finds what a loop still has; the one task is main's. */
function checkLoop(loop: EventLoop): void {
  const left = allTasks().size - 1;
  if (left !== 0) problems.push(`${left} tasks left`);
  if (loop._timers.peek() !== undefined) problems.push("a timer is left");
  if (loop._isReady()) problems.push("an entry is ready");
  if (loop._externals !== 0) problems.push("the host owes something");
  if (loop._asyncgens.size !== 0) problems.push("a generator is open");
}

/** The heap once all that is not held is gone, after the real time that this takes. */
async function heap(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage?.();
  }
  return Deno.memoryUsage().heapUsed;
}

/** One loop after the other, at least one. */
async function loopsFor(minutes: number): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  do {
    await run(() => work(SECONDS), { loopFactory: newVirtualLoop });
  } while (performance.now() < end);
}

let before = 0;
let begun = 0;
/** Notes where things stand once the engine is warm. */
async function begin(): Promise<void> {
  before = await heap();
  Object.assign(counts, none);
  begun = performance.now();
}

if (isReal) {
  await run(async () => {
    await work(Math.max(SECONDS, Math.ceil(minutes * 60 * WARM_UP)));
    await begin();
    await work(Math.ceil(minutes * 60));
  });
} else {
  await loopsFor(minutes * WARM_UP);
  await begin();
  await loopsFor(minutes);
}
const took = madeUntil - begun;
const after = await heap();
const change = after / before - 1;
problems.push(...handlesLeft());
if (mostWorkers === 0) problems.push("no Worker was seen: are they counted?");
if (counts.told !== counts.unseen) {
  problems.push(`${counts.unseen} errors to be told, ${counts.told} told`);
}
if (Math.abs(change) > TOLERANCE) problems.push("the heap has changed");
const megabytes = (bytes: number): string =>
  `${(bytes / 1_048_576).toFixed(2)} MB`;
console.log(
  `${counts.made} tasks in ${(took / 1000).toFixed(1)} s of real time, ` +
    `${Math.round(counts.made / took * 1000)} a second` +
    (isReal ? "" : `, ${RATE} a virtual second`) +
    `: ${counts.ended} ended, ${counts.failed} failed, ` +
    `${counts.cancelled} cancelled, ${counts.told} errors told`,
);
console.log(
  `heap ${megabytes(before)} before, ${megabytes(highest)} at most, ` +
    `${megabytes(after)} after: ${(change * 100).toFixed(2)} %`,
);
for (const problem of new Set(problems)) console.log(`problem: ${problem}`);
Deno.exitCode = problems.length === 0 ? 0 : 1;
