/**
 * Runs programs of steps on this module, in virtual time: interpreter.py line by
 * line, so that both log the same.
 */
import {
  asCompleted,
  Barrier,
  BoundedSemaphore,
  CancelledError,
  Condition,
  ContextVar,
  createTask,
  currentTask,
  Event,
  type EventLoop,
  type ExceptionContext,
  ExceptionGroup,
  type Future,
  gather,
  type Handle,
  IncompleteReadError,
  LifoQueue,
  LimitOverrunError,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
  shield,
  sleep,
  StreamReader,
  type Task,
  taskGroup,
  type Timeout,
  timeout,
  wait,
  waitFor,
} from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import type { Body, Child, Program, Step, StepOf } from "./program.ts";

class Failure extends Error {
  override name = "Failure";
}

/** A value as both interpreters print it. */
function show(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value instanceof ExceptionGroup) {
    const inner = value.errors.map(show).join(", ");
    return `ExceptionGroup(${value.message}: ${inner})`;
  }
  if (value instanceof Error) {
    const name = value instanceof RangeError ? "ValueError" : value.name;
    return `${name}(${value.message})`;
  }
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  return String(value);
}

/** Who performs steps, and inside which time limit. */
interface Actor {
  name: string;
  limit: Timeout | null;
}

// Any other step that fails is told, and the next one follows.
const letsPass: ReadonlySet<Step["do"]> = new Set(
  ["throw", "catch", "finally", "lock", "semaphore"] as const,
);

type AnyTask = Task<unknown>;
type Handlers = {
  [K in Step["do"]]: (
    actor: Actor,
    step: StepOf<K>,
  ) => PromiseLike<void> | void;
};

/** The objects that the tasks of one program share. */
class Stage implements Handlers {
  readonly lines: string[] = [];
  readonly #program: Program;
  readonly #loop: EventLoop;
  // The latest of each name, and every one with its name.
  readonly #tasks = new Map<string, AnyTask>();
  readonly #names = new Map<AnyTask, string>();
  #handle: Handle | null = null;
  readonly #variable = new ContextVar("variable", { default: "unset" });
  readonly #conditions = [new Condition(), new Condition()];
  readonly #values = [0, 0];
  // Index 2 and 3: the conditions, as locks.
  readonly #locks = [new Lock(), new Lock(), ...this.#conditions];
  readonly #semaphores: Semaphore[];
  readonly #events = [new Event(), new Event()];
  readonly #queues: Queue<number>[];
  #items = 0;
  readonly #putCount = [0, 0, 0];
  readonly #gotCount = [0, 0, 0];
  readonly #released = [0, 0, 0];
  readonly #barriers: Barrier[];
  readonly #readers: StreamReader[];
  readonly #ended = [false, false];
  readonly #reading = [false, false];
  readonly #futures: Future<string>[];

  constructor(program: Program, loop: EventLoop) {
    this.#program = program;
    this.#loop = loop;
    const [free, few, bounded] = program.semaphores;
    this.#semaphores = [
      new Semaphore(free),
      new Semaphore(few),
      new BoundedSemaphore(bounded),
    ];
    const [fifo, lifo, priority] = program.queues;
    this.#queues = [
      new Queue<number>(fifo),
      new LifoQueue<number>(lifo),
      new PriorityQueue<number>(priority),
    ];
    this.#barriers = program.barriers.map((parties) => new Barrier(parties));
    this.#readers = program.readers.map((limit) => new StreamReader({ limit }));
    this.#futures = [loop.createFuture(), loop.createFuture()];
    loop.setExceptionHandler((_loop, context) => this.#onError(context));
  }

  #log(name: string, ...what: unknown[]): void {
    this.lines.push(`${name}: ${what.map(show).join(" ")}`);
  }

  #onError({ message, exception }: ExceptionContext): void {
    // When these come hangs on the garbage collector, and on Python's version.
    if (/never retrieved|shielded/.test(message)) return;
    const isCallback = message.startsWith("Exception in callback");
    this.#log(
      "handler",
      isCallback ? "Exception in callback" : message,
      exception,
    );
  }

  async main(): Promise<void> {
    for (const root of this.#program.roots) this.#start(root, false);
    // Each line of the log stands in its iteration.
    for (let round = 0; round < 6; round++) {
      for (let tick = 0; tick < 12; tick++) {
        this.#log("main", round, tick);
        await sleep(0);
      }
      await sleep(20);
    }
    for (let round = 0; round < 15; round++) {
      const alive = [...this.#names].filter(([task]) => !task.done());
      if (alive.length === 0) break;
      this.#log("main", "cancels", alive.map(([_, name]) => name));
      for (const [task] of alive) task.cancel("end");
      await sleep(300);
    }
    for (const [task, name] of this.#names) {
      if (!task.done()) this.#log(name, "is stuck");
      else if (task.cancelled()) {
        this.#log(name, "cancelled", task.cancelling());
      } else {
        const outcome = task.exception() ?? task.result();
        this.#log(name, outcome, task.cancelling());
      }
    }
    await this.#sumUp();
  }

  async #sumUp(): Promise<void> {
    this.#log("locks", this.#locks.map((lock) => lock.locked()));
    for (const [i, semaphore] of this.#semaphores.entries()) {
      let free = 0;
      for (; !semaphore.locked(); free++) await semaphore.acquire();
      this.#log(`semaphore ${i}`, this.#released[i], free);
    }
    for (const [i, queue] of this.#queues.entries()) {
      const left = queue.qsize();
      this.#log(`queue ${i}`, this.#putCount[i], this.#gotCount[i], left);
    }
    this.#log("barriers", this.#barriers.map((barrier) => barrier.nWaiting));
  }

  // ---------------------------------------------------------------------- tasks

  #start(child: Child, eager: boolean): void {
    const task = createTask(() => this.#child(child), { eagerStart: eager });
    this.#register(child.name, task);
  }

  #register(name: string, task: AnyTask): void {
    this.#tasks.set(name, task);
    this.#names.set(task, name);
  }

  async #child({ name, body }: Child): Promise<string> {
    const task = currentTask() as AnyTask;
    this.#register(name, task);
    this.#log(name, "begins", this.#variable.get());
    try {
      await this.#perform({ name, limit: null }, body);
    } catch (error) {
      this.#log(name, "throws", error, task.cancelling());
      throw error;
    }
    this.#log(name, "ends", task.cancelling());
    return name;
  }

  /** Waits only where Python does: an eager task goes as far there as here. */
  async #perform(actor: Actor, body: Body): Promise<void> {
    for (const step of body) {
      const perform = this[step.do] as Handlers[Step["do"]] as (
        actor: Actor,
        step: Step,
      ) => PromiseLike<void> | void;
      try {
        const end = perform.call(this, actor, step);
        if (end !== undefined) await end;
      } catch (error) {
        if (error instanceof CancelledError || letsPass.has(step.do)) {
          throw error;
        }
        this.#log(actor.name, step.do, error);
      }
    }
  }

  #others(names: string[]): AnyTask[] {
    const own = currentTask();
    const tasks = names.map((name) => this.#tasks.get(name));
    return [...new Set(tasks)].filter((task): task is AnyTask =>
      task !== undefined && task !== own
    );
  }

  // ----------------------------------------------------------------------- time

  sleep(_actor: Actor, step: StepOf<"sleep">): Promise<void> {
    return sleep(step.delay);
  }

  callSoon(actor: Actor, step: StepOf<"callSoon">): void {
    this.#handle = this.#loop.callSoon(() => this.#called(actor, step));
  }

  callLater(actor: Actor, step: StepOf<"callLater">): void {
    this.#handle = this.#loop.callLater(
      step.delay,
      () => this.#called(actor, step),
    );
  }

  cancelCall(actor: Actor): void {
    if (this.#handle === null) return;
    this.#handle.cancel();
    this.#log(actor.name, "cancelCall", this.#handle.cancelled());
  }

  #called(actor: Actor, step: StepOf<"callSoon" | "callLater">): void {
    this.#log(actor.name, step.do, this.#variable.get());
    if (step.do === "callSoon" && step.fails) throw new Failure("callback");
  }

  // ---------------------------------------------------- errors and cancellation

  throw(_actor: Actor, step: StepOf<"throw">): void {
    throw new Failure(step.message);
  }

  async catch(actor: Actor, step: StepOf<"catch">): Promise<void> {
    const task = currentTask() as AnyTask;
    try {
      await this.#perform(actor, step.body);
    } catch (error) {
      const { answer } = step;
      this.#log(actor.name, "catch", error, task.cancelling(), answer);
      if (answer === "rethrow") throw error;
      if (answer === "replace") throw new Failure("replaced");
      if (answer === "uncancel") {
        this.#log(actor.name, "uncancel", task.uncancel());
      }
    }
  }

  async finally(actor: Actor, step: StepOf<"finally">): Promise<void> {
    try {
      await this.#perform(actor, step.body);
    } finally {
      this.#log(actor.name, "finally");
      await this.#perform(actor, step.last);
      this.#log(actor.name, "finally ends");
    }
  }

  cancel(actor: Actor, step: StepOf<"cancel">): void {
    const task = this.#tasks.get(step.task);
    if (task === undefined) return;
    const result = task.cancel(actor.name);
    this.#log(actor.name, "cancel", step.task, result, task.cancelling());
  }

  cancelSelf(): void {
    currentTask()?.cancel("self");
  }

  uncancel(actor: Actor): void {
    this.#log(actor.name, "uncancel", currentTask()?.uncancel());
  }

  // ---------------------------------------------------------- tasks and futures

  spawn(_actor: Actor, step: StepOf<"spawn">): void {
    this.#start(step.child, step.eager);
  }

  async await(actor: Actor, step: StepOf<"await">): Promise<void> {
    for (const task of this.#others([step.task])) {
      this.#log(actor.name, "await", await task);
    }
  }

  addDoneCallback(actor: Actor, step: StepOf<"addDoneCallback">): void {
    for (const task of this.#others([step.task])) {
      task.addDoneCallback((task) => {
        const value = this.#variable.get();
        this.#log(actor.name, "done", step.task, task.cancelled(), value);
      });
    }
  }

  outcome(actor: Actor, step: StepOf<"outcome">): void {
    for (const task of this.#others([step.task])) {
      if (!task.done()) this.#log(actor.name, "outcome", "pending");
      else {
        try {
          this.#log(actor.name, "outcome", task.result(), task.exception());
        } catch (error) {
          this.#log(actor.name, "outcome", error, task.cancelled());
        }
      }
    }
  }

  async awaitFuture(actor: Actor, step: StepOf<"awaitFuture">): Promise<void> {
    this.#log(actor.name, "awaitFuture", await this.#futures[step.at]);
  }

  settle(actor: Actor, step: StepOf<"settle">): void {
    const future = this.#futures[step.at] as Future<string>;
    let how: string = step.how;
    if (future.done()) {
      this.#futures[step.at] = this.#loop.createFuture();
      how = "new";
    } else if (how === "result") future.setResult(actor.name);
    else if (how === "exception") {
      future.setException(new Failure(actor.name));
    } else future.cancel(actor.name);
    this.#log(actor.name, "settle", how);
  }

  setVariable(actor: Actor): void {
    this.#log(actor.name, "setVariable", this.#variable.get());
    this.#variable.set(actor.name);
  }

  // ------------------------------------------------------------ several at once

  async gather(actor: Actor, step: StepOf<"gather">): Promise<void> {
    const { children, returnExceptions } = step;
    const results = await gather(
      children.map((child) => () => this.#child(child)),
      { returnExceptions },
    );
    this.#log(actor.name, "gather", results);
  }

  async gatherTasks(actor: Actor, step: StepOf<"gatherTasks">): Promise<void> {
    const { tasks, returnExceptions } = step;
    const results = await gather(this.#others(tasks), { returnExceptions });
    this.#log(actor.name, "gatherTasks", results);
  }

  async cancelGather(
    actor: Actor,
    step: StepOf<"cancelGather">,
  ): Promise<void> {
    const gathering = gather(this.#others(step.tasks));
    await sleep(step.delay);
    const result = gathering.cancel("gathering");
    this.#log(actor.name, "cancelGather", result, gathering.done());
    this.#log(actor.name, "cancelGather", await gathering);
  }

  async taskGroup(actor: Actor, step: StepOf<"taskGroup">): Promise<void> {
    await taskGroup(async (group) => {
      for (const child of step.children) {
        group.createTask(() => this.#child(child));
      }
      await this.#perform(actor, step.body);
    });
    this.#log(actor.name, "taskGroup ends");
  }

  async wait(actor: Actor, step: StepOf<"wait">): Promise<void> {
    const tasks = this.#others(step.tasks);
    if (tasks.length === 0) return;
    const { done, pending } = await wait(tasks, {
      timeout: step.timeout,
      returnWhen: step.until,
    });
    this.#log(actor.name, "wait", done.size, pending.size);
  }

  async asCompleted(actor: Actor, step: StepOf<"asCompleted">): Promise<void> {
    // Those that are done come in the order of a set, which Python's has not.
    const tasks = this.#others(step.tasks).filter((task) => !task.done());
    const completed = asCompleted(tasks, { timeout: step.timeout });
    if (step.gives === "results") {
      for (const next of completed) {
        this.#log(actor.name, "asCompleted", await next);
      }
    } else {
      for await (const task of completed) {
        const name = this.#names.get(task as AnyTask);
        this.#log(actor.name, "asCompleted", name);
      }
    }
  }

  async shield(actor: Actor, step: StepOf<"shield">): Promise<void> {
    await shield(() => this.#child(step.child));
    this.#log(actor.name, "shield ends");
  }

  async shieldTask(actor: Actor, step: StepOf<"shieldTask">): Promise<void> {
    for (const task of this.#others([step.task])) {
      this.#log(actor.name, "shieldTask", await shield(task));
    }
  }

  // ---------------------------------------------------------------- time limits

  async timeout(actor: Actor, step: StepOf<"timeout">): Promise<void> {
    let expired = false;
    await timeout(step.delay, async (limit) => {
      try {
        await this.#perform({ name: actor.name, limit }, step.body);
      } finally {
        expired = limit.expired();
        this.#log(actor.name, "timeout ends", expired);
      }
    });
    this.#log(actor.name, "timeout", expired);
  }

  reschedule({ name, limit }: Actor, { delay }: StepOf<"reschedule">): void {
    if (limit === null) return;
    limit.reschedule(delay === null ? null : this.#loop.time() + delay);
    this.#log(name, "reschedule", delay);
  }

  async waitFor(actor: Actor, step: StepOf<"waitFor">): Promise<void> {
    const { name } = actor;
    await waitFor(
      () => this.#perform({ name, limit: null }, step.body),
      step.delay,
    );
    this.#log(name, "waitFor");
  }

  async waitForTask(actor: Actor, step: StepOf<"waitForTask">): Promise<void> {
    for (const task of this.#others([step.task])) {
      const result = await waitFor(task, step.delay);
      this.#log(actor.name, "waitForTask", result);
    }
  }

  async waitForGet(actor: Actor, step: StepOf<"waitForGet">): Promise<void> {
    const queue = this.#queues[step.at] as Queue<number>;
    const item = await waitFor(() => queue.get(), step.delay);
    this.#gotCount[step.at]++;
    this.#log(actor.name, "waitForGet", item, queue.qsize());
  }

  // ------------------------------------------------------------- meeting points

  async lock(actor: Actor, step: StepOf<"lock">): Promise<void> {
    const permit = await (this.#locks[step.at] as Lock).acquire();
    try {
      this.#log(actor.name, "lock", step.at);
      await this.#perform(actor, step.body);
    } finally {
      permit.release();
    }
  }

  async semaphore(actor: Actor, step: StepOf<"semaphore">): Promise<void> {
    const permit = await (this.#semaphores[step.at] as Semaphore).acquire();
    try {
      this.#log(actor.name, "semaphore", step.at);
      await this.#perform(actor, step.body);
    } finally {
      permit.release();
    }
  }

  releaseSemaphore(_actor: Actor, { at }: StepOf<"releaseSemaphore">): void {
    this.#semaphores[at]?.release();
    this.#released[at]++;
  }

  async event(actor: Actor, step: StepOf<"event">): Promise<void> {
    const event = this.#events[step.at] as Event;
    if (step.how === "set") event.set();
    else if (step.how === "clear") event.clear();
    else await event.wait();
    this.#log(actor.name, step.how, event.isSet());
  }

  async conditionWait(
    actor: Actor,
    { at, forValue }: StepOf<"conditionWait">,
  ): Promise<void> {
    const condition = this.#conditions[at] as Condition;
    const permit = await condition.acquire();
    try {
      this.#log(actor.name, "conditionWait", at);
      if (forValue) {
        const old = this.#values[at] as number;
        await condition.waitFor(() => this.#values[at] as number > old);
      } else await condition.wait();
      this.#log(actor.name, "notified", this.#values[at]);
    } finally {
      permit.release();
    }
  }

  async notify(
    actor: Actor,
    { at, count }: StepOf<"notify">,
  ): Promise<void> {
    const condition = this.#conditions[at] as Condition;
    const permit = await condition.acquire();
    try {
      this.#values[at]++;
      if (count === null) condition.notifyAll();
      else condition.notify(count);
      this.#log(actor.name, "notify", count);
    } finally {
      permit.release();
    }
  }

  async barrier(actor: Actor, step: StepOf<"barrier">): Promise<void> {
    const barrier = this.#barriers[step.at] as Barrier;
    let index: number | null = null;
    if (step.how === "abort") await barrier.abort();
    else if (step.how === "reset") await barrier.reset();
    else index = await barrier.wait();
    const { nWaiting, broken } = barrier;
    this.#log(actor.name, step.how, index, nWaiting, broken);
  }

  async put(actor: Actor, { at, nowait }: StepOf<"put">): Promise<void> {
    const queue = this.#queues[at] as Queue<number>;
    let item = this.#items++;
    if (at === 2) item = item * 7 % 5;
    if (nowait) queue.putNowait(item);
    else await queue.put(item);
    this.#putCount[at]++;
    this.#log(actor.name, "put", item, queue.qsize());
  }

  async get(actor: Actor, { at, nowait }: StepOf<"get">): Promise<void> {
    const queue = this.#queues[at] as Queue<number>;
    const item = nowait ? queue.getNowait() : await queue.get();
    this.#gotCount[at]++;
    this.#log(actor.name, "got", item, queue.qsize());
  }

  taskDone(_actor: Actor, { at }: StepOf<"taskDone">): void {
    this.#queues[at]?.taskDone();
  }

  async join(actor: Actor, { at }: StepOf<"join">): Promise<void> {
    await this.#queues[at]?.join();
    this.#log(actor.name, "join", at);
  }

  shutdown(actor: Actor, { at, immediate }: StepOf<"shutdown">): void {
    this.#queues[at]?.shutdown(immediate);
    this.#log(actor.name, "shutdown", immediate);
  }

  // -------------------------------------------------------------------- streams

  feed(_actor: Actor, { at, data }: StepOf<"feed">): void {
    if (this.#ended[at]) return;
    this.#readers[at]?.feedData(new TextEncoder().encode(data));
  }

  feedEof(_actor: Actor, { at }: StepOf<"feedEof">): void {
    this.#ended[at] = true;
    this.#readers[at]?.feedEof();
  }

  async read(actor: Actor, step: StepOf<"read">): Promise<void> {
    const { at, how, count } = step;
    // A second reader can unseat the first in CPython, who then waits for ever.
    if (this.#reading[at]) return;
    this.#reading[at] = true;
    const reader = this.#readers[at] as StreamReader;
    const text = (data: Uint8Array) =>
      JSON.stringify(new TextDecoder().decode(data));
    try {
      const data = await (how === "read" || how === "readexactly"
        ? reader[how](count)
        : how === "readline"
        ? reader.readline()
        : reader.readuntil([bytes("a\n"), bytes("\r")]));
      this.#log(actor.name, how, text(data), reader.atEof());
    } catch (error) {
      if (error instanceof IncompleteReadError) {
        this.#log(actor.name, how, error, text(error.partial));
      } else if (error instanceof LimitOverrunError) {
        this.#log(actor.name, how, error, error.consumed);
      } else throw error;
    } finally {
      this.#reading[at] = false;
    }
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** Runs a program and gives what it logged; a seed shuffles what is ready together. */
export async function interpret(
  program: Program,
  seed?: number,
): Promise<string[]> {
  const loop = newVirtualLoop(seed === undefined ? {} : { seed });
  try {
    const stage = new Stage(program, loop);
    await loop.runUntilComplete(() => stage.main());
    return stage.lines;
  } finally {
    loop.close();
  }
}
