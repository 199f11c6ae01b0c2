/**
 * `deno task soak [--minutes N]`: virtual hours of tasks that wait, fail, are
 * cancelled and time out, in as many real minutes as wished; then nothing may be
 * left: no task, timer, ready entry or listener, and the heap where it was.
 */
import {
  allTasks,
  Condition,
  createTask,
  Event,
  type EventLoop,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  run,
  Semaphore,
  shield,
  sleep,
  type Task,
  taskGroup,
  timeout,
  wait,
  waitFor,
} from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import { randomFrom } from "../../loop/virtual_loop.ts";

/** How many tasks are made in a virtual second. */
const RATE = 10_000;
/** How far the heap may be from where it was. */
const TOLERANCE = 0.05;

const collectGarbage = (globalThis as { gc?: () => void }).gc;
if (collectGarbage === undefined) {
  console.error("soak.ts needs --v8-flags=--expose-gc");
  Deno.exit(2);
}

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

const counts = {
  made: 0,
  ended: 0,
  failed: 0,
  cancelled: 0,
  unseen: 0,
  told: 0,
};

/** What the tasks of a run share. */
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
  ];
  currentTask: Task<unknown> | null = null;

  async fail(after: number): Promise<never> {
    await sleep(after);
    throw new Error("as it should");
  }
}

/** A virtual second: tasks are made all along, and each third is cancelled somewhen. */
async function second(world: World): Promise<void> {
  const tasks: Task<unknown>[] = [];
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
    await sleep(10);
  }
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
}

function heap(): number {
  for (let i = 0; i < 4; i++) collectGarbage?.();
  return Deno.memoryUsage().heapUsed;
}

/** The real time that host objects need to be collected too. */
const settle = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 20));

const problems: string[] = [];
let loop: EventLoop | null = null;
const began = performance.now();
let before = 0;
let seconds = 0;
let highest = 0;

while (performance.now() - began < minutes * 60_000 || seconds < 5) {
  // The first runs warm the engine up.
  await run(async () => {
    loop = getRunningLoop();
    loop.setExceptionHandler((_loop, { exception }) => {
      counts.told++;
      const isOurs = exception instanceof Error &&
        exception.message === "as it should";
      if (!isOurs) problems.push(`told: ${exception}`);
    });
    const world = new World();
    await second(world);
    highest = Math.max(highest, Deno.memoryUsage().heapUsed);
    // shield() and gather() leave work behind, which ends of its own.
    await sleep(5000);
    const left = allTasks().size - 1;
    if (left !== 0) problems.push(`${left} tasks left`);
    if (world.lock.locked()) problems.push("the lock is held");
    if (world.condition.locked()) problems.push("the condition is held");
    if (world.semaphore.locked()) problems.push("the semaphore is held");
    if (loop._timers.peek() !== undefined) problems.push("a timer is left");
    if (loop._isReady()) problems.push("an entry is ready");
    if (loop._externals !== 0) problems.push("the host owes something");
    if (loop._asyncgens.size !== 0) problems.push("a generator is open");
  }, { loopFactory: newVirtualLoop });
  seconds++;
  if (seconds === 2) {
    await settle();
    before = heap();
  }
}
loop = null;
await settle();
const after = heap();
const change = after / before - 1;
if (counts.told !== counts.unseen) {
  problems.push(`${counts.unseen} errors to be told, ${counts.told} told`);
}
if (Math.abs(change) > TOLERANCE) problems.push("the heap has changed");
const megabytes = (bytes: number): string =>
  `${(bytes / 1_048_576).toFixed(2)} MB`;
const took = (performance.now() - began) / 1000;
console.log(
  `${counts.made} tasks in ${took.toFixed(1)} s: ${counts.ended} ended, ` +
    `${counts.failed} failed, ${counts.cancelled} cancelled, ` +
    `${counts.told} errors told`,
);
console.log(
  `heap ${megabytes(before)} before, ${megabytes(highest)} at most, ` +
    `${megabytes(after)} after: ${(change * 100).toFixed(2)} %`,
);
for (const problem of new Set(problems)) console.log(`problem: ${problem}`);
Deno.exitCode = problems.length === 0 ? 0 : 1;
