/** Waits for one thing that the host makes, and nobody else could let go of. */
import { Belongings } from "./_belongings.ts";
import { runningFrame } from "./current.ts";
import { PromisedWait } from "./_wait.ts";

/** How something is made. */
export interface Making<T> {
  /** As reports print it: `openConnection(localhost:80)`. */
  what: string;
  make(signal: AbortSignal): Promise<T>;
  /** Lets go of it, when nobody waits for it any more. */
  discard(value: T): void;
}

class HostWait<T> extends PromisedWait<T> {
  readonly _patience = 100;
  readonly #making: Making<T>;
  readonly #controller = new AbortController();
  #outcome: { value: T } | { error: unknown } | null = null;

  constructor(making: Making<T>) {
    const { _loop: loop, _task: task } = runningFrame();
    super(loop, task);
    this.#making = making;
  }

  start(): Promise<T> {
    const promise = this._begin();
    Belongings.of(this._loop).add(this);
    this.#making.make(this.#controller.signal).then(
      (value) => this.#made({ value }),
      (error) => this.#made({ error }),
    );
    return promise;
  }

  override _what(): string {
    return this.#making.what;
  }

  override _resume(): void {
    const outcome = this.#outcome as { value: T } | { error: unknown };
    if ("value" in outcome) this._resolve(outcome.value);
    else this._reject(outcome.error);
  }

  override _cancelled(error: unknown): void {
    this._reject(error);
    this._abandon();
  }

  _abandon(): void {
    if (this.#outcome === null) this.#controller.abort();
    else this.#discard();
  }

  #made(outcome: { value: T } | { error: unknown }): void {
    this.#outcome = outcome;
    Belongings.of(this._loop).delete(this);
    if (this._state === "waiting") this._wake();
    else if (this._state === "settled") this.#discard();
  }

  #discard(): void {
    const outcome = this.#outcome;
    if (outcome !== null && "value" in outcome) {
      this.#making.discard(outcome.value);
    }
  }
}

/** Makes something. If the task is cancelled the making is aborted, or what comes of it discarded. */
export function waitForHost<T>(making: Making<T>): Promise<T> {
  return new HostWait(making).start();
}

type DenoNamespace = typeof Deno;

/** The runtime's `Deno`, or an error that says what needs it. */
export function expectDeno(what: string): DenoNamespace {
  const { Deno } = globalThis as { Deno?: DenoNamespace };
  if (Deno === undefined) {
    throw new TypeError(
      `Cannot call ${what}: it needs the network and processes of Deno`,
    );
  }
  return Deno;
}

/** The same kind of error, with what failed in front of its message. */
export function explained(error: unknown, what: string): unknown {
  if (!(error instanceof Error)) return error;
  const Kind = error.constructor as ErrorConstructor;
  return new Kind(`${what}: ${error.message}`, { cause: error });
}
