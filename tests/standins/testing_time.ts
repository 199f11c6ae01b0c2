/**
 * Stands in for `@std/testing/time` where JSR cannot be reached: the same
 * names over `@sinonjs/fake-timers`.
 *
 * @module
 */
import FakeTimers from "npm:@sinonjs/fake-timers@15.5.0";

const real = { setTimeout, now: Date.now };
const faked = [
  "Date",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
] as const;

let current: FakeTime | undefined;

/** An error of the fake clock's use. */
export class TimeError extends Error {
  override name = "TimeError";
}

/** Replaces Date and the timers of the host until {@linkcode restore}. */
export class FakeTime implements Disposable {
  readonly #clock: ReturnType<typeof FakeTimers.install>;
  readonly #start: number;

  constructor(start?: number | string | Date | null) {
    current?.restore();
    this.#start = start === undefined || start === null
      ? real.now()
      : new Date(start).valueOf();
    if (Number.isNaN(this.#start)) throw new TimeError("invalid start");
    this.#clock = FakeTimers.install({
      now: this.#start,
      toFake: [...faked],
    });
    current = this;
  }

  /** Restores the real clock. */
  static restore(): void {
    if (!current) throw new TimeError("Cannot restore time: already restored");
    current.restore();
  }

  /** The fake time, milliseconds since 1970. */
  get now(): number {
    return this.#clock.now;
  }
  set now(value: number) {
    if (value < this.now) throw new RangeError("time cannot go backwards");
    this.#clock.tick(value - this.now);
  }

  /** The fake time at the start, milliseconds since 1970. */
  get start(): number {
    return this.#start;
  }

  /** Resolves after so many milliseconds of real time. */
  delay(ms: number): Promise<void> {
    return new Promise((resolve) => real.setTimeout(resolve, ms));
  }

  /** Lets all pending microtasks run. */
  async runMicrotasks(): Promise<void> {
    await this.delay(0);
  }

  /** Goes on by `ms` milliseconds and runs the timers that fall due. */
  tick(ms = 0): void {
    this.now += ms;
  }

  /** Runs the pending microtasks, then {@linkcode tick}. */
  async tickAsync(ms = 0): Promise<void> {
    await this.runMicrotasks();
    this.tick(ms);
  }

  /** Goes on to the next timer; false when there is none. */
  next(): boolean {
    if (this.#clock.countTimers() === 0) return false;
    this.#clock.next();
    return true;
  }

  /** Runs the pending microtasks, then {@linkcode next}. */
  async nextAsync(): Promise<boolean> {
    await this.runMicrotasks();
    return this.next();
  }

  /** Goes on until no timer is left. */
  runAll(): void {
    while (this.next());
  }

  /** Goes on until no timer is left, with the microtasks between them. */
  async runAllAsync(): Promise<void> {
    while (await this.nextAsync());
  }

  /** Restores the real clock. */
  restore(): void {
    if (current !== this) {
      throw new TimeError("Cannot restore time: already restored");
    }
    current = undefined;
    this.#clock.uninstall();
  }

  /** Restores the real clock, unless that was done. */
  [Symbol.dispose](): void {
    if (current === this) this.restore();
  }
}
