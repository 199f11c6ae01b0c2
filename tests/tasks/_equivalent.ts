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
  "loop/_byte_buffer.ts": [
    {
      before: "this.#start = this.#end = 0;",
      after: ";",
      why: "what is pushed into an empty buffer sets both; nobody searches it",
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
