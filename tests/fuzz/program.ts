/**
 * Programs, as data: what the two interpreters run.
 *
 * A program has a few root tasks; each performs its steps in order. Times are
 * loop time: milliseconds here, whatever unit Python's virtual clock has there.
 */

/** Steps in order. */
export type Body = Step[];

/** A task that a step makes. */
export interface Child {
  name: string;
  body: Body;
}

/** What a `catch` does with the error it has caught. */
export type Answer = "swallow" | "rethrow" | "uncancel" | "replace";

/** One step of a task. `at` chooses one of the shared objects of a kind. */
export type Step =
  // Time
  | { do: "sleep"; delay: number }
  | { do: "callSoon"; fails: boolean }
  | { do: "callLater"; delay: number }
  | { do: "cancelCall" }
  // Errors and cancellation
  | { do: "throw"; message: string }
  | { do: "catch"; body: Body; answer: Answer }
  | { do: "finally"; body: Body; last: Body }
  | { do: "cancel"; task: string }
  | { do: "cancelSelf" }
  | { do: "uncancel" }
  // Tasks and futures
  | { do: "spawn"; child: Child; eager: boolean }
  | { do: "await"; task: string }
  | { do: "addDoneCallback"; task: string }
  | { do: "outcome"; task: string }
  | { do: "awaitFuture"; at: number }
  | { do: "settle"; at: number; how: "result" | "exception" | "cancel" }
  | { do: "setVariable" }
  // Several at once
  | { do: "gather"; children: Child[]; returnExceptions: boolean }
  | { do: "gatherTasks"; tasks: string[]; returnExceptions: boolean }
  | { do: "cancelGather"; tasks: string[]; delay: number }
  | { do: "taskGroup"; children: Child[]; body: Body }
  | { do: "wait"; tasks: string[]; timeout: number | null; until: Until }
  | {
    do: "asCompleted";
    tasks: string[];
    timeout: number | null;
    gives: "results" | "tasks";
  }
  | { do: "shield"; child: Child }
  | { do: "shieldTask"; task: string }
  // Time limits
  | { do: "timeout"; delay: number | null; body: Body }
  | { do: "reschedule"; delay: number | null }
  | { do: "waitFor"; delay: number | null; body: Body }
  | { do: "waitForTask"; delay: number | null; task: string }
  | { do: "waitForGet"; delay: number | null; at: number }
  // Meeting points
  | { do: "lock"; at: number; body: Body }
  | { do: "semaphore"; at: number; body: Body }
  | { do: "releaseSemaphore"; at: number }
  | { do: "event"; at: number; how: "wait" | "set" | "clear" }
  | { do: "conditionWait"; at: number; forValue: boolean }
  | { do: "notify"; at: number; count: number | null }
  | { do: "barrier"; at: number; how: "wait" | "abort" | "reset" }
  | { do: "put"; at: number; nowait: boolean }
  | { do: "get"; at: number; nowait: boolean }
  | { do: "taskDone"; at: number }
  | { do: "join"; at: number }
  | { do: "shutdown"; at: number; immediate: boolean }
  // Streams
  | { do: "feed"; at: number; data: string }
  | { do: "feedEof"; at: number }
  | { do: "read"; at: number; how: Reading; count: number };

/** How a stream is read; `count` is for `read` and `readexactly`. */
export type Reading = "read" | "readline" | "readexactly" | "readuntil";

/** What `wait()` waits for. */
export type Until = "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";

/** A step of one kind. */
export type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>;

/** A whole program. */
export interface Program {
  /** Sizes of a Queue, a LifoQueue and a PriorityQueue. */
  queues: number[];
  /** Permits of two Semaphores and a BoundedSemaphore. */
  semaphores: number[];
  /** Parties of two Barriers. */
  barriers: number[];
  /** Limits of two StreamReaders. */
  readers: number[];
  roots: Child[];
}
