/**
 * Task groups.
 *
 * @module
 */
import { runningFrame } from "./current.ts";
import { noteKept } from "./_debug.ts";
import {
  CancelledError,
  ExceptionGroup,
  isA,
  KeyboardInterrupt,
  RuntimeError,
} from "./errors.ts";
import type { EventLoop } from "./event_loop.ts";
import { type Future, VerbFuture } from "./future.ts";
import type { Runnable, Silence } from "./handle.ts";
import { type Linked, LinkedSet } from "./_linked.ts";
import type { Coroutine, Task, TaskOptions } from "./task.ts";

/** A task group, as its body sees it. */
export interface TaskGroup {
  /**
   * Starts a coroutine function as a task of the group.
   *
   * @typeParam T What the coroutine gives.
   * @param coro The coroutine function.
   * @param options Name, context, eager start.
   * @returns The task.
   * @throws {RuntimeError} When the group is finished or shutting down.
   */
  createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T>;
  /** Ends the group without an error: cancels what is left and leaves the block. */
  cancel(): void;
}

/** `open` → `aborting` (children cancelled); `exiting` once the body has ended. */
type GroupState = "open" | "exiting" | "aborting" | "finished";

/** A child among its siblings; when it has ended, it stands in the ready queue. */
class Child implements Runnable, Linked<Child> {
  readonly _task = null;
  _previous: Child | null = null;
  _next: Child | null = null;

  constructor(readonly group: Group, readonly task: Task<unknown>) {}

  get _future(): Task<unknown> {
    return this.group.parent;
  }

  get _silence(): Silence {
    return this.group.silenceOf(this.task);
  }

  _run(): boolean {
    this.group.childDone(this);
    return false;
  }
}

class Group implements TaskGroup {
  readonly #loop: EventLoop;
  readonly parent: Task<unknown>;
  readonly #children: LinkedSet<Child> = new LinkedSet();
  readonly #errors: unknown[] = [];
  #state: GroupState = "open";
  #hasBodyEnded = false;
  /** The group owes its parent one `uncancel()`. */
  #hasCancelledParent = false;
  #interrupt: KeyboardInterrupt | null = null;
  #allDone: Future<void> | null = null;

  constructor(loop: EventLoop, parent: Task<unknown>) {
    this.#loop = loop;
    this.parent = parent;
  }

  createTask<T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> {
    if (this.#hasBodyEnded && this.#children.size === 0) {
      throw new RuntimeError(`TaskGroup ${this.#describe()} is finished`);
    }
    if (this.#state === "aborting") {
      throw new RuntimeError(`TaskGroup ${this.#describe()} is shutting down`);
    }
    const task = this.#loop.createTask(coro, options);
    const child = new Child(this, task as Task<unknown>);
    this.#children.add(child);
    task._onDone(child);
    return task;
  }

  cancel(): void {
    if (this.#state === "finished") return;
    this.#abort();
    if (!this.#hasBodyEnded) this.#cancelParent();
  }

  /** The end of the last child shows: a body that has not ended need not wait then. */
  silenceOf(task: Task<unknown>): Silence {
    if (!task.cancelled() && !task._hasResult()) return undefined;
    if (this.#children.size > 1) return "counts";
    return this.#allDone === null ? undefined : "wakes";
  }

  childDone(child: Child): void {
    const { task } = child;
    this.#children.delete(child);
    if (this.#children.size === 0 && this.#allDone?.done() === false) {
      this.#allDone.setResult(undefined);
    }
    if (!task._hasFailed()) return;
    const error = task.exception();
    this.#errors.push(error);
    if (isA(error, KeyboardInterrupt)) this.#interrupt ??= error;
    if (this.parent.done()) {
      this.#loop.callExceptionHandler({
        message:
          `Task ${task._describe()} has errored out but its parent task ${this.parent._describe()} is already completed`,
        exception: error,
        task,
      });
      return;
    }
    if (this.#state === "aborting" || this.#hasCancelledParent) return;
    this.#abort();
    this.#cancelParent();
  }

  /** Leaves the block. Throws what is to leave it; else the body's value holds. */
  async exit(error: unknown, hasThrown: boolean): Promise<void> {
    this.#hasBodyEnded = true;
    let cancellation: unknown = null;
    if (isA(error, CancelledError)) cancellation = error;
    if (isA(error, KeyboardInterrupt)) this.#interrupt ??= error;
    if (hasThrown) this.#abort();
    if (this.#state === "open") this.#state = "exiting";
    const failures: unknown[] = [];

    while (this.#children.size > 0) {
      this.#allDone ??= new VerbFuture<void>(this.#loop, "taskGroup()");
      try {
        await this.#allDone;
      } catch (reason) {
        // Cancelled from outside, once or many times; or told of a deadlock.
        if (!isA(reason, CancelledError)) failures.push(reason);
        else if (this.#state !== "aborting") cancellation = reason;
        if (this.#loop._debug) noteKept(this.parent);
        this.#abort();
      }
      this.#allDone = null;
    }
    this.#state = "finished";

    if (this.#interrupt !== null) throw this.#interrupt;
    if (this.#hasCancelledParent && this.parent.uncancel() === 0) {
      cancellation = null;
    }
    if (cancellation !== null && this.#errors.length === 0) throw cancellation;
    if (hasThrown && !isA(error, CancelledError)) failures.push(error);
    const errors = [...this.#errors, ...failures];
    if (errors.length === 0) return;
    if (this.parent.cancelling() > 0) {
      // The outside's cancellation arrives at the next await; its count stays.
      this.parent.uncancel();
      this.parent.cancel();
    }
    throw new ExceptionGroup("unhandled errors in a TaskGroup", errors);
  }

  #abort(): void {
    if (this.#state === "aborting") return;
    this.#state = "aborting";
    for (const { task } of this.#children) {
      if (!task.done()) task.cancel();
    }
  }

  #cancelParent(): void {
    if (this.#hasCancelledParent) return;
    this.#hasCancelledParent = true;
    this.parent.cancel();
  }

  #describe(): string {
    return `<TaskGroup ${this.#state} tasks=${this.#children.size}>`;
  }
}

/**
 * Runs a block with tasks that end when it ends: `async with
 * asyncio.TaskGroup() as group:`.
 *
 * The block is left when the body and all tasks have ended. When one fails, the
 * others and the body are cancelled and awaited, and an ExceptionGroup of all
 * failures is thrown, in order of completion, the body's own last. A task that is
 * cancelled by hand fails nothing.
 *
 * Invariant: when the block is left, however it is left, each of its tasks is done.
 *
 * @typeParam T What the body gives.
 * @param body The block; it gets the group.
 * @returns What the body gives.
 * @throws {ExceptionGroup} "unhandled errors in a TaskGroup".
 * @throws {CancelledError} If the task is cancelled from outside.
 * @throws {RuntimeError} Outside of a task.
 *
 * @example
 * ```ts
 * import { run, sleep, taskGroup } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const [one, two] = await taskGroup(async (group) => [
 *     group.createTask(() => sleep(10, 1)),
 *     group.createTask(() => sleep(20, 2)),
 *   ]);
 *   console.log(one.result() + two.result());
 * });
 * ```
 */
export async function taskGroup<T>(
  body: (group: TaskGroup) => PromiseLike<T>,
): Promise<T> {
  const { _loop: loop, _task: parent } = runningFrame();
  if (typeof body !== "function") {
    throw new TypeError(
      "taskGroup() takes the block as a function: write taskGroup(async (group) => { … })",
    );
  }
  if (parent === null) {
    throw new RuntimeError("TaskGroup cannot determine the parent task");
  }
  const group = new Group(loop, parent);
  let value: T | undefined;
  let error: unknown;
  let hasThrown = false;
  try {
    value = await body(group);
  } catch (reason) {
    error = reason;
    hasThrown = true;
  }
  await group.exit(error, hasThrown);
  return value as T;
}
