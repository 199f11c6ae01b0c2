/** Changes of loop/ that no test can notice, or only one that `mutate` does not run. */

/** One of them. */
export interface Equivalent {
  /** The line as it stands, trimmed. */
  before: string;
  /** And with the change, as `deno task mutate` prints it. */
  after: string;
  why: string;
}

/** All that were looked at. */
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {
  "loop/_waiters.ts": [
    {
      before: "this.owner = owner;",
      after: ";",
      why: "only reports read it: inspect_test.ts notices",
    },
    {
      before: "return this.size > 0 || this.woken > 0;",
      after: "return this.size > 1 || this.woken > 0;",
      why:
        "whoever asks has something to give; with that and somebody in line, one was woken",
    },
  ],
  "loop/lock.ts": [
    {
      before: "this.task = task;",
      after: ";",
      why: "only reports read it: inspect_test.ts notices",
    },
  ],
  "loop/queue.ts": [
    {
      before: "this.#finished.set();",
      after: ";",
      why: "join() asks the count before it asks the event",
    },
    {
      before: "if (this.#unfinished > 0) await this.#finished.wait();",
      after: "if (this.#unfinished >= 0) await this.#finished.wait();",
      why: "with a count of nothing the event is set: its wait takes no time",
    },
  ],
  "loop/timeout.ts": [
    {
      before: "_sequence = 0;",
      after: "_sequence = 1;",
      why: "the heap sets it before it reads it",
    },
    {
      before:
        "for (let depth = 0; each instanceof Error && depth < 100; depth++) {",
      after:
        "for (let depth = 0; each instanceof Error && depth <= 100; depth++) {",
      why: "a bound against causes that form a ring; its size is no promise",
    },
    {
      before:
        "for (let depth = 0; each instanceof Error && depth < 100; depth++) {",
      after:
        "for (let depth = 1; each instanceof Error && depth < 100; depth++) {",
      why: "a bound against causes that form a ring; its size is no promise",
    },
    {
      before: "goesOn = false;",
      after: ";",
      why: "only debug mode's reports read it: debug_test.ts notices",
    },
    {
      before: "if (!future.cancelled() || !goesOn) return;",
      after: "if (future.cancelled() || !goesOn) return;",
      why: "a report of debug mode: debug_test.ts notices",
    },
    {
      before: "if (!future.cancelled() || !goesOn) return;",
      after: "if (!future.cancelled() || goesOn) return;",
      why: "a report of debug mode: debug_test.ts notices",
    },
    {
      before: "if (!future.cancelled() || !goesOn) return;",
      after: "if (!future.cancelled() || !goesOn) ;",
      why: "a report of debug mode: debug_test.ts notices",
    },
  ],
};
