/** Changes of loop/ that no test can notice, or none on Deno. */

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

// Deno has ticks and AsyncLocalStorage, and hears of errors in two ways.
const ELSEWHERE = "it is for other runtimes: `deno task test:node` notices";

/** All that were looked at. */
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {
  "loop/_async_storage.ts": [
    {
      before:
        "return context === null || context === undefined || context instanceof Slot;",
      after:
        "return context === null && context === undefined || context instanceof Slot;",
      why:
        "a context with nothing in it is copied, which gives the same slower",
    },
    {
      before: "this.#starting.push(() => this.run(value, fn, arg));",
      after: ";",
      why:
        "it is for where Deno's core is not known: the gate's step for that notices",
    },
  ],
  "loop/_byte_buffer.ts": [
    {
      before: "this.#start = this.#end = 0;",
      after: ";",
      why: "what is pushed into an empty buffer sets both; nobody searches it",
    },
    {
      before: "this.#start = this.#end = 0;",
      after: "this.#start = this.#end = 1;",
      why: "what is pushed into an empty buffer sets both; nobody searches it",
    },
  ],
  "loop/_deadlock.ts": [
    {
      before: 'return what.endsWith(".put()") && target.full()',
      after: 'return what.endsWith(".put()") || target.full()',
      why: "who gets does not wait at a full queue, nor who puts at another",
    },
  ],
  "loop/_host.ts": [
    {
      before: "if (!/^2\\.9\\./.test(deno.version.deno)) return null;",
      after: "if (!/^3\\.9\\./.test(deno.version.deno)) return null;",
      why:
        "the public ways give the same slower: `deno task bench --gate` notices",
    },
    {
      before: "channel.port1.onmessage = turn;",
      after: ";",
      why: ELSEWHERE,
    },
  ],
  "loop/_labels.ts": [
    {
      before: "if (target === null || dot < 0) return what;",
      after: "if (target === null || dot < 1) return what;",
      why: "no wait's name begins with a dot",
    },
  ],
  "loop/_outbox.ts": [
    {
      before: "if (this.#filled + data.length > BLOCK) this.#seal();",
      after: "if (this.#filled + data.length >= BLOCK) this.#seal();",
      why: "the same bytes go out, in two blocks where one would do",
    },
  ],
  "loop/_plans.ts": [
    {
      before:
        "if (this.#current === null) this.points = schedule.chosen.length;",
      after:
        "if (!(this.#current === null)) this.points = schedule.chosen.length;",
      why: "an estimate, of which only chance is made",
    },
  ],
  "loop/_ring.ts": [
    {
      above: "const item = this.#slots[index] as T;",
      before: "this.#slots[index] = undefined;",
      after: ";",
      why: "only memory is let go of sooner",
    },
  ],
  "loop/_separator_search.ts": [
    {
      before: "if (buffer.size - from < this.#shortest) return null;",
      after: "if (buffer.size + from < this.#shortest) return null;",
      why: "what is shorter than every separator is searched, in vain",
    },
  ],
  "loop/_step_log.ts": [
    {
      before: "#wasNew = false;",
      after: "#wasNew = true;",
      why: "the first step sets it before it reads it",
    },
  ],
  "loop/_stores.ts": [
    {
      before: "child + 1 < size &&",
      after: "child + 1 <= size &&",
      why: "the last item is compared with itself once more",
    },
  ],
  "loop/_transport.ts": [
    {
      before: "if (this.#unsent > 0) this.#sent(count); // if not: aborted",
      after: "if (this.#unsent >= 0) this.#sent(count); // if not: aborted",
      why: "who is woken after an abort would be in the next moment",
    },
  ],
  "loop/_worker.ts": [
    {
      before: "if (scope.addEventListener !== undefined) {",
      after: "if (!(scope.addEventListener !== undefined)) {",
      why: ELSEWHERE,
    },
  ],
  "loop/current.ts": [
    {
      before: "return storage !== null && storage !== undefined;",
      after: "return storage !== null || storage !== undefined;",
      why: ELSEWHERE,
    },
  ],
  "loop/leaks.ts": [
    {
      above: "await body();",
      before: "leaks = loop.leaksOf([...loop._tasks][0] as Task<unknown>);",
      after: "leaks = loop.leaksOf([...loop._tasks][1] as Task<unknown>);",
      why: "who seems to leak is looked at once more, and rightly",
    },
  ],
  "loop/scheduler.ts": [
    {
      before: "setStepping(null);",
      after: ";",
      why: ELSEWHERE,
    },
    {
      above: "this.#timerWhen = next;",
      before: "return false;",
      after: "return true;",
      why:
        "the loop looks once more, and finds that its timer is set: it was set just now",
    },
  ],
  "loop/streams.ts": [
    {
      before: "return lstatSync(path).isSocket ?? false;",
      after: "return lstatSync(path).isSocket ?? true;",
      why: "it is null on Windows only",
    },
  ],
  "loop/virtual_loop.ts": [
    {
      before: "const LOOK_EVERY = 1;",
      after: "const LOOK_EVERY = 2;",
      why: "how often it looks is a matter of speed",
    },
    {
      before: "this.#looks = 0;",
      after: ";",
      why: "a word to a person comes too soon, after 5,000 looks: 5 seconds",
    },
  ],
  "loop/_waiters.ts": [
    {
      above: "wait._before = null;",
      before: "wait._after = null;",
      after: ";",
      why:
        "only memory is let go of sooner: who stands in line again has other neighbours",
    },
    {
      before: "return this.size > 0 || this.woken > 0;",
      after: "return this.size > 1 || this.woken > 0;",
      why:
        "whoever asks has something to give; with that and somebody in line, one was woken",
    },
  ],
};
