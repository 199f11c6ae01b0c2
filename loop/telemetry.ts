/**
 * Tasks as spans of OpenTelemetry.
 *
 * @module
 */
import { currentFrame } from "./current.ts";
import type { EventLoop } from "./event_loop.ts";
import {
  type Coroutine,
  expectCoroutine,
  type Task,
  type TaskOptions,
} from "./task.ts";

/** The parts of OpenTelemetry's API that Deno implements and that are used here. */
interface Span {
  setAttribute(name: string, value: string | boolean): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  updateName(name: string): unknown;
  end(): void;
}

interface Context {
  setValue(key: symbol, value: unknown): Context;
}

interface Telemetry {
  tracerProvider: {
    getTracer(name: string): {
      startSpan(name: string, options: object, context: Context): Span;
    };
  };
  contextManager: {
    active(): Context;
    with<R>(context: Context, fn: () => R): R;
  };
}

// As @opentelemetry/api makes its key, and its status.
const SPAN = Symbol.for("OpenTelemetry Context Key SPAN");
const ERROR = 2;

/**
 * Makes each task of a loop a span of OpenTelemetry, child of the span of the
 * task that created it; what is traced inside a task (a `fetch()`) is a child of
 * the task's span.
 *
 * Deno exports spans where it runs with `OTEL_DENO=true`. Elsewhere, and without
 * telemetry, the loop stays as it is.
 *
 * @param loop The loop, before it runs.
 * @returns The same loop.
 *
 * @example
 * ```ts
 * import { newEventLoop, run, sleep, withTelemetry } from "@asyncio/asyncio";
 *
 * await run(() => sleep(10), {
 *   loopFactory: () => withTelemetry(newEventLoop()),
 * });
 * ```
 */
export function withTelemetry(loop: EventLoop): EventLoop {
  const { Deno } = globalThis as { Deno?: { telemetry?: Telemetry } };
  const telemetry = Deno?.telemetry;
  if (telemetry === undefined) return loop;
  const { contextManager, tracerProvider } = telemetry;
  const tracer = tracerProvider.getTracer("asyncio");
  try {
    // Refused where telemetry is off; a span that does not end is not exported.
    tracer.startSpan("probe", {}, contextManager.active());
  } catch {
    return loop;
  }
  const spans = new WeakMap<Task<unknown>, Span>();
  const create = loop.createTask;
  loop.createTask = <T>(coro: Coroutine<T>, options?: TaskOptions): Task<T> => {
    expectCoroutine(coro, "createTask");
    const creator = currentFrame()?._task;
    const above = creator === null || creator === undefined
      ? undefined
      : spans.get(creator);
    const active = contextManager.active();
    const context = above === undefined ? active : active.setValue(SPAN, above);
    const span = tracer.startSpan(options?.name ?? "task", {}, context);
    const inside = context.setValue(SPAN, span);
    const task = create.call(
      loop,
      () => contextManager.with(inside, coro),
      options,
    ) as Task<T>;
    spans.set(task as Task<unknown>, span);
    span.updateName(task.getName());
    task.addDoneCallback(() => endSpan(span, task as Task<unknown>));
    return task;
  };
  return loop;
}

function endSpan(span: Span, task: Task<unknown>): void {
  if (task.cancelled()) span.setAttribute("asyncio.cancelled", true);
  else if (!task._hasResult()) {
    span.setStatus({ code: ERROR, message: "the task failed" });
  }
  span.end();
}
