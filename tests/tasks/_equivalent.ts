/** Changes of loop/ that no test can notice. */

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
