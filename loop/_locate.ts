/**
 * Where waits stand in the user's code, asked only when somebody wants to know.
 *
 * A promise does not tell who awaits it, but V8 can: resolve the promise with a
 * thenable, and in `then()`, a microtask later, the stack of an Error goes on
 * with those who await the promise. It stays pending; what `then()` was given
 * settles it from now on, and the program has noticed nothing. Where the engine
 * does not know, there is no place.
 */
import { placeOf, setPlace } from "./_places.ts";
import { callSite } from "./_report.ts";
import type { Task } from "./task.ts";
import type { Wait } from "./_wait.ts";

type Settle = (value: unknown) => unknown;

// A stack takes a tenth of a millisecond: who asks shall not wait for seconds.
const MOST = 1000;

/** Where tasks stand. */
export function waitsOfAll(tasks: Iterable<Task<unknown>>): Wait[] {
  return [...tasks].flatMap((task) => [...task._waits()]);
}

/**
 * Gives the waits of tasks their places, the first thousand and as far as the
 * engine knows, then calls back: microtasks later, but before the loop's next step.
 */
export function locateWaits(
  tasks: Iterable<Task<unknown>>,
  located: () => void,
): void {
  for (const wait of waitsOfAll(tasks).slice(0, MOST)) {
    if (placeOf(wait) === null) wait._locate();
  }
  Promise.resolve().then(located);
}

/**
 * Gives a wait the place of those who await the promise that `resolve` settles.
 * `next` gets what settles it from now on; nothing may settle it before.
 */
export function askPlace(
  wait: Wait,
  resolve: Settle,
  next: (resolve: Settle, reject: Settle) => void,
): void {
  resolve({
    then(resolve: Settle, reject: Settle) {
      setPlace(wait, callSite());
      next(resolve, reject);
    },
  });
}

/** Whether a function settles a promise, as those do that `await` gives to `then()`. */
export function settlesPromise(
  fn: ((value: never) => unknown) | null | undefined,
): fn is Settle {
  return fn?.name === "" && String(fn) === "function () { [native code] }";
}
