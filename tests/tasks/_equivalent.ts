/** Changes of loop/ that no test can notice. */

import type { Mutant } from "./_mutants.ts";

/** One of them. */
export interface Equivalent {
  /** The line above, trimmed, where the line itself stands twice. */
  above?: string;
  /** The line as it stands, trimmed. */
  before: string;
  /** And with the change, as `deno task mutate` prints it. */
  after: string;
  why: string;
}

/** Whether it is this change that is meant. */
export function isMeant(one: Equivalent, mutant: Mutant): boolean {
  return one.before === mutant.before && one.after === mutant.after &&
    (one.above ?? mutant.above) === mutant.above;
}

/** All that were looked at. */
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {
  "loop/_byte_buffer.ts": [
    {
      before: "this.#start = this.#end = 0;",
      after: ";",
      why: "what is pushed into an empty buffer sets both; nobody searches it",
    },
  ],
  "loop/_outbox.ts": [
    {
      before: "if (this.#filled + data.length > BLOCK) this.#seal();",
      after: "if (this.#filled + data.length >= BLOCK) this.#seal();",
      why: "the same bytes go out, in two blocks where one would do",
    },
  ],
  "loop/scheduler.ts": [
    {
      above: "this.#timerWhen = next;",
      before: "return false;",
      after: "return true;",
      why:
        "the loop looks once more, and finds that its timer is set: it was set just now",
    },
  ],
  "loop/virtual_loop.ts": [
    {
      before: "const LOOK_EVERY = 1;",
      after: "const LOOK_EVERY = 2;",
      why: "how often it looks is a matter of speed",
    },
  ],
  "loop/_waiters.ts": [
    {
      before: "return this.size > 0 || this.woken > 0;",
      after: "return this.size > 1 || this.woken > 0;",
      why:
        "whoever asks has something to give; with that and somebody in line, one was woken",
    },
  ],
  "loop/timeout.ts": [
    {
      before: "_sequence = 0;",
      after: "_sequence = 1;",
      why: "the heap sets it before it reads it",
    },
  ],
};
