/** What went wrong, in one word: the same words on every backend. */
export type VectorDBProblem =
  | "connect" // the server or file cannot be opened
  | "name" // a collection may not be called that
  | "id" // an entry may not be called that
  | "vector" // not finite numbers, or all zeros
  | "dimension" // a vector, or a collection, of another length
  | "duplicate id"
  | "unknown collection"
  | "closed" // the call came after close()
  | "database"; // the database itself failed: disk full, server error …

/**
 * Every failure of AsyncVectorDB but three: a cancellation stays a
 * CancelledError, a deadline a TimeoutError, a wrong option a RangeError.
 */
export class VectorDBError extends Error {
  override name = "VectorDBError";
  /** What went wrong, to decide on; `message` is for people. */
  readonly problem: VectorDBProblem;

  constructor(
    problem: VectorDBProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.problem = problem;
  }
}
