/** Changes of loop/ that no test can notice, and why, file by file. */

/** One of them. */
export interface Equivalent {
  /** The line as it stands, trimmed. */
  before: string;
  /** And with the change, as `deno task mutate` prints it. */
  after: string;
  why: string;
}

/** All that were looked at. */
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {};
