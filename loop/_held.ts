/** Who is told of locks and permits that are taken and given back: a test that looks for leaks. */

/** Keeps what is held. */
export interface Holdings {
  /** Something was taken: here, or at `place`, where the wait for it began. */
  taken(thing: object, what: string, place: string | null): void;
  /** One of it was given back. */
  released(thing: object): void;
}

/** `null` while no test looks. */
export let holdings: Holdings | null = null;

export function setHoldings(next: Holdings | null): void {
  holdings = next;
}
