/** A program that does not do here what it does in CPython, and why. */
export type Difference =
  & {
    /** The file's name without its ending. */
    program: string;
    /** Which decision about JavaScript makes the difference. */
    decision: string;
    /** What differs, in a sentence. */
    differs: string;
  }
  & (
    /** There is no translation; this test shows what happens instead. */
    | { test: { file: string; name: string } }
    /** The translation runs and prints these lines instead. */
    | { prints: string[] }
  );

/** Every deliberate difference, in the order of the programs. */
export const differences: readonly Difference[] = [
  {
    program: "113_tg_create_task_errors",
    decision: "Blocks are functions",
    differs:
      "a group exists only inside its block: it can be used neither before it is entered nor for a second block",
    prints: ["... is finished", "... is shutting down", "1"],
  },
  {
    program: "211_exception_never_retrieved",
    decision: "No reference counts",
    differs:
      "an exception that nobody looked at is reported when the loop closes at the latest, not the moment the task is dropped",
    prints: ["end", "handler: Task exception was never retrieved | unseen"],
  },
  {
    program: "233_run_in_executor",
    decision: "Threads are Workers",
    differs:
      "cancelling the future terminates its Worker: run() does not wait for the function",
    prints: [
      "True False",
      "1",
      "cancel True",
      "CancelledError",
      "['work finished']",
    ],
  },
  {
    program: "281_debug_call_soon_other_thread",
    decision: "Threads are Workers",
    differs:
      "no other thread can reach the loop; a callback of the host may call callSoon()",
    prints: ["called", "[]"],
  },
  {
    program: "282_run_non_coroutine",
    decision: "A coroutine is a function",
    differs: "the message says what to write",
    prints: [
      "TypeError a coroutine function was expected, got number 42; write run(main), not run(main())",
      "TypeError a coroutine function was expected, got number 42; write createTask(work), not createTask(work())",
    ],
  },
  {
    program: "302_run_awaitable",
    decision: "A coroutine is a function",
    differs:
      "run() takes a function only: an awaitable object has begun already",
    prints: [
      "TypeError a coroutine function was expected, got a Promise; write run(main), not run(main())",
    ],
  },
  {
    program: "615_stream_read_all_cancelled",
    decision: "A cancelled wait takes nothing",
    differs: "what a cancelled read() had gathered is back in the buffer",
    prints: [
      "read True b'abcdef'",
      "readexactly True b'abcdef'",
      "readline True b'abcdef'",
    ],
  },
];
