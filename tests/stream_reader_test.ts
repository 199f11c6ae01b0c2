// StreamReader, fed by hand: what CPython's test_streams.py asks of it.
import { assertEquals, assertThrows } from "@std/assert";
import {
  CancelledError,
  createTask,
  IncompleteReadError,
  LimitOverrunError,
  run,
  sleep,
  StreamReader,
  type Task,
  waitFor,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

/** Runs main on a virtual clock and gives the transcript it keeps. */
async function transcript(
  main: (log: (...words: unknown[]) => void) => Promise<void>,
): Promise<string[]> {
  const lines: string[] = [];
  const log = (...words: unknown[]) => {
    lines.push(words.map((word) => told(word)).join(" "));
  };
  await run(() => main(log), { loopFactory: newVirtualLoop });
  return lines;
}

function told(word: unknown): string {
  if (word instanceof Uint8Array) return JSON.stringify(text(word));
  if (word instanceof IncompleteReadError) {
    return `${word.name} ${
      JSON.stringify(text(word.partial))
    } ${word.expected}`;
  }
  if (word instanceof LimitOverrunError) {
    return `${word.name} ${word.consumed}: ${word.message}`;
  }
  if (word instanceof Error) {
    return word.message === "" ? word.name : `${word.name}: ${word.message}`;
  }
  return String(word);
}

/** What a promise rejects with. */
async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

function fed(data: string, limit?: number): StreamReader {
  const reader = new StreamReader(limit === undefined ? {} : { limit });
  if (data !== "") reader.feedData(bytes(data));
  return reader;
}

Deno.test("`StreamReader()` wants a limit above 0", () => {
  for (const limit of [0, -1, NaN]) {
    assertThrows(
      () => new StreamReader({ limit }),
      RangeError,
      "Limit cannot be <= 0",
    );
  }
});

Deno.test("`read()` gives what is there without waiting, else what comes first", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("abcdef");
      const other = createTask(async () => {
        await sleep(0);
        log("others run");
      });
      log(await reader.read(4), await reader.read(4), await reader.read(0));
      const reading = createTask(() => reader.read(100));
      await sleep(0);
      await sleep(0);
      reader.feedData(new Uint8Array(0));
      log("fed nothing", reading.done());
      reader.feedData(bytes("gh"));
      reader.feedData(bytes("ij"));
      log(await reading);
      reader.feedEof();
      log(await reader.read(1), await reader.read(), reader.atEof());
      await other;
    }),
    [
      '"abcd" "ef" ""',
      "others run",
      "fed nothing false",
      '"ghij"',
      '"" "" true',
    ],
  );
});

Deno.test("`read()` without a count reads to the end, beyond the limit", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("", 2);
      const reading = createTask(() => reader.read());
      for (const word of ["one ", "two ", "three"]) {
        await sleep(1);
        reader.feedData(bytes(word));
      }
      await sleep(1);
      log("done", reading.done());
      reader.feedEof();
      log(await reading, reader.atEof());
    }),
    ["done false", '"one two three" true'],
  );
});

Deno.test("`readline()` waits for the newline; at the end it gives the rest", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("one\ntw");
      log(await reader.readline());
      const reading = createTask(() => reader.readline());
      await sleep(1);
      reader.feedData(bytes("o"));
      await sleep(1);
      log("done", reading.done());
      reader.feedData(bytes("\nthree"));
      log(await reading);
      reader.feedEof();
      log(await reader.readline(), await reader.readline(), reader.atEof());
    }),
    ['"one\\n"', "done false", '"two\\n"', '"three" "" true'],
  );
});

Deno.test("`readline()` over the limit drops the line, or all there is of it", async () => {
  assertEquals(
    await transcript(async (log) => {
      const found = fed("too long\nnext\n", 5);
      log(await failure(found.readline()), "|", await found.readline());
      const open = fed("no end yet", 5);
      log(await failure(open.readline()));
      open.feedData(bytes(" of it\nnext\n"));
      log(await failure(open.readline()), "|", await open.readline());
      const exact = fed("12345\n", 5);
      log(await exact.readline());
    }),
    [
      'RangeError: Separator is found, but chunk is longer than limit | "next\\n"',
      "RangeError: Separator is not found, and chunk exceed the limit",
      'RangeError: Separator is found, but chunk is longer than limit | "next\\n"',
      '"12345\\n"',
    ],
  );
});

Deno.test("`readuntil()` finds a separator that comes in pieces", async () => {
  assertEquals(
    await transcript(async (log) => {
      for (
        const pieces of [["ab$$", "$c"], ["a", "b$", "$", "$c"], ["ab$$$c"]]
      ) {
        const reader = new StreamReader();
        const reading = createTask(() => reader.readuntil(bytes("$$$")));
        for (const piece of pieces) {
          await sleep(1);
          reader.feedData(bytes(piece));
        }
        log(await reading, await reader.read(9));
      }
      const tricky = fed("aaaab");
      log(await tricky.readuntil(bytes("aab")));
    }),
    ['"ab$$$" "c"', '"ab$$$" "c"', '"ab$$$" "c"', '"aaaab"'],
  );
});

Deno.test("`readuntil()` of several separators gives the shortest result", async () => {
  assertEquals(
    await transcript(async (log) => {
      const one = fed("line1\nline2\r\nline3");
      const ends = [bytes("\r\n"), bytes("\n"), bytes("\r")];
      log(await one.readuntil(ends), await one.readuntil(ends), one.atEof());
      const overlap = fed("some dataEND");
      log(await overlap.readuntil([bytes("END"), bytes("data")]));
      const late = new StreamReader();
      const reading = createTask(() =>
        late.readuntil([bytes("||"), bytes("!")])
      );
      for (const piece of ["a|", "b", "|", "|c!"]) {
        await sleep(1);
        late.feedData(bytes(piece));
      }
      log(await reading, await late.readuntil([bytes("!")]));
    }),
    ['"line1\\n" "line2\\r" false', '"some data"', '"a|b||" "c!"'],
  );
});

Deno.test("`read()` of all, refused because another reads, takes nothing", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = new StreamReader();
      const reading = createTask(() => reader.readexactly(6));
      await sleep(1);
      reader.feedData(bytes("abc"));
      await sleep(1);
      log(await failure(reader.read()));
      reader.feedData(bytes("defg"));
      log(await reading);
    }),
    [
      "RuntimeError: read() called while another coroutine is already waiting for incoming data",
      '"abcdef"',
    ],
  );
});

Deno.test("`readuntil()` says which separators it takes", () => {
  const reader = fed("line\n");
  for (
    const [separator, message] of [
      [[], "Separator should contain at least one element"],
      [bytes(""), "Separator should be at least one-byte string"],
      [
        [bytes("\n"), bytes("")],
        "Separator should be at least one-byte string",
      ],
      [
        "\n",
        "a Uint8Array was expected, got a string: write new TextEncoder().encode(text)",
      ],
      [
        [bytes("\n"), "\r\n"],
        "a Uint8Array was expected, got a string: write new TextEncoder().encode(text)",
      ],
      [10, "a Uint8Array was expected, got 10"],
    ] as [Uint8Array, string][]
  ) {
    assertThrows(() => reader.readuntil(separator), Error, message);
  }
});

Deno.test("`readuntil()` over the limit leaves the bytes", async () => {
  assertEquals(
    await transcript(async (log) => {
      const found = fed("abcdefg|", 4);
      log(await failure(found.readuntil(bytes("|"))), await found.read(99));
      const open = fed("abcdefg", 4);
      log(await failure(open.readuntil(bytes("||"))), await open.read(99));
      const waiting = fed("abc", 4);
      const reading = createTask(() => waiting.readuntil(bytes("|")));
      await sleep(1);
      waiting.feedData(bytes("defg"));
      log(await failure(reading), await waiting.readexactly(7));
    }),
    [
      'LimitOverrunError 7: Separator is found, but chunk is longer than limit "abcdefg|"',
      'LimitOverrunError 6: Separator is not found, and chunk exceed the limit "abcdefg"',
      'LimitOverrunError 7: Separator is not found, and chunk exceed the limit "abcdefg"',
    ],
  );
});

Deno.test("the end of the stream is an IncompleteReadError with what came", async () => {
  assertEquals(
    await transcript(async (log) => {
      const until = fed("some dat|");
      const reading = createTask(() => until.readuntil(bytes("||")));
      await sleep(1);
      until.feedEof();
      log(await failure(reading), until.atEof());
      const exactly = fed("abc");
      const counting = createTask(() => exactly.readexactly(5));
      await sleep(1);
      exactly.feedData(bytes("d"));
      exactly.feedEof();
      log(await failure(counting), await exactly.read());
    }),
    [
      'IncompleteReadError "some dat|" null true',
      'IncompleteReadError "abcd" 5 ""',
    ],
  );
});

Deno.test("`readexactly()` waits for as many, beyond the limit", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("ab", 2);
      const reading = createTask(() => reader.readexactly(8));
      for (const piece of ["cd", "ef", "ghij"]) {
        await sleep(1);
        reader.feedData(bytes(piece));
      }
      log(
        await reading,
        await reader.readexactly(0),
        await reader.readexactly(2),
      );
    }),
    ['"abcdefgh" "" "ij"'],
  );
});

Deno.test("wrong arguments are told at once", () => {
  const reader = fed("data");
  const wrong = (use: () => unknown) => told(assertThrows(use));
  assertEquals([
    wrong(() => reader.readexactly(-1)),
    wrong(() => reader.readexactly(1.5)),
    wrong(() => reader.read(NaN)),
    wrong(() => reader.readuntil(bytes(""))),
    wrong(() => reader.readuntil([])),
    wrong(() => reader.readuntil([bytes("a"), bytes("")])),
    wrong(() => reader.feedData("text" as unknown as Uint8Array)),
    wrong(() => {
      reader.feedEof();
      reader.feedData(bytes("more"));
    }),
  ], [
    "RangeError: readexactly size can not be less than zero",
    "RangeError: readexactly() takes a whole number of bytes, got 1.5",
    "RangeError: read() takes a whole number of bytes, got NaN",
    "RangeError: Separator should be at least one-byte string",
    "RangeError: Separator should contain at least one element",
    "RangeError: Separator should be at least one-byte string",
    "TypeError: a Uint8Array was expected, got a string: write new TextEncoder().encode(text)",
    "RuntimeError: feedData() called after feedEof()",
  ]);
});

Deno.test("`feedData()` copies: the caller may use its memory again", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = new StreamReader();
      const memory = bytes("one");
      reader.feedData(memory);
      memory.set(bytes("two"));
      reader.feedData(memory);
      memory.fill(0);
      log(await reader.readexactly(6));
    }),
    ['"onetwo"'],
  );
});

Deno.test("what a read gives is not changed by what comes later", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("a1\nb");
      const first = await reader.readline();
      reader.feedData(bytes("2\nc3\n"));
      const second = await reader.readline();
      first.fill(120);
      second.fill(121);
      reader.feedData(bytes("d4\n"));
      log(first, second, await reader.readline(), await reader.readline());
    }),
    ['"xxx" "yyy" "c3\\n" "d4\\n"'],
  );
});

Deno.test("a second reader is refused, by name", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = new StreamReader();
      const first = createTask(() => reader.readline());
      await sleep(0);
      for (
        const second of [
          () => reader.read(1),
          () => reader.read(),
          () => reader.readline(),
          () => reader.readexactly(3),
          () => reader.readuntil(),
        ]
      ) log(await failure(second()));
      reader.feedData(bytes("mine\n"));
      log(await first);
    }),
    [
      "read",
      "read",
      "readuntil", // of readline(), as CPython says it
      "readexactly",
      "readuntil",
    ].map((name) =>
      `RuntimeError: ${name}() called while another coroutine is already waiting for incoming data`
    ).concat('"mine\\n"'),
  );
});

Deno.test("an exception wakes the reader and stays", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("part");
      log(reader.exception());
      const reading = createTask(() => reader.readline());
      await sleep(1);
      reader.setException(new TypeError("broken"));
      log(await failure(reading), reader.exception());
      log(await failure(reader.read(1)), await failure(reader.readexactly(0)));
      const full = fed("");
      const line = createTask(() => full.readline());
      await sleep(1);
      full.feedData(bytes("complete\n"));
      full.setException(new TypeError("too late"));
      log(await line, await failure(full.read()));
    }),
    [
      "null",
      "TypeError: broken TypeError: broken",
      "TypeError: broken TypeError: broken",
      '"complete\\n" TypeError: too late',
    ],
  );
});

Deno.test("lines by `for await`, the last without a newline", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("1\n\n2\n3");
      reader.feedEof();
      for await (const line of reader) log(line);
      log(reader.atEof());
    }),
    ['"1\\n"', '"\\n"', '"2\\n"', '"3"', "true"],
  );
});

const reads: [string, (reader: StreamReader) => Promise<Uint8Array>][] = [
  ["read(9)", (reader) => reader.read(9)],
  ["read()", (reader) => reader.read()],
  ["readline()", (reader) => reader.readline()],
  ["readexactly(9)", (reader) => reader.readexactly(9)],
  ["readuntil()", (reader) => reader.readuntil(bytes("||"))],
];

for (const [name, read] of reads) {
  Deno.test(`\`${name}\` cancelled at any moment takes nothing`, async () => {
    assertEquals(
      await transcript(async (log) => {
        // Before the first byte; after some; woken and not yet run.
        for (const moment of ["waiting", "gathering", "woken"]) {
          const reader = new StreamReader();
          const reading = createTask(() => read(reader));
          await sleep(1);
          if (name !== "read(9)") {
            if (moment !== "waiting") reader.feedData(bytes("one|"));
            if (moment === "gathering") await sleep(1);
          }
          if (moment === "woken") reader.feedData(bytes("two|"));
          reading.cancel("enough");
          log(moment, await failure(reading));
          reader.feedEof();
          log(await reader.read());
        }
      }),
      name === "read(9)"
        ? [
          "waiting CancelledError: enough",
          '""',
          "gathering CancelledError: enough",
          '""',
          "woken CancelledError: enough",
          '"two|"',
        ]
        : [
          "waiting CancelledError: enough",
          '""',
          "gathering CancelledError: enough",
          '"one|"',
          "woken CancelledError: enough",
          '"one|two|"',
        ],
    );
  });
}

Deno.test("a cancellation beats an exception that came first", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = new StreamReader();
      const reading = createTask(() => reader.read(1));
      await sleep(1);
      reader.setException(new TypeError("broken"));
      reading.cancel();
      log(await failure(reading), reading.cancelled());
    }),
    ["CancelledError true"],
  );
});

Deno.test("a read that has begun can be given to `waitFor()`", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = fed("par");
      log(await failure(waitFor(reader.readline(), 100)));
      reader.feedData(bytes("t\n"));
      log(await reader.readline());
    }),
    ["TimeoutError", '"part\\n"'],
  );
});

Deno.test("who is woken for too little waits on, unless somebody took the place", async () => {
  assertEquals(
    await transcript(async (log) => {
      const reader = new StreamReader();
      const first = createTask(() => reader.readexactly(4));
      await sleep(1);
      reader.feedData(bytes("ab"));
      const second = createTask(() => reader.readexactly(2));
      await sleep(0);
      await sleep(0);
      log("first waits on", !first.done(), await second);
      reader.feedData(bytes("wxyz"));
      log(await first);
    }),
    ['first waits on true "ab"', '"wxyz"'],
  );
});

/** A source that writes down when it is told to stop and go. */
class Tap {
  readonly lines: string[] = [];
  _pauseReading(): void {
    this.lines.push("pause");
  }
  _resumeReading(): void {
    this.lines.push("resume");
  }
}

Deno.test("the source pauses above twice the limit and goes on at the limit", async () => {
  const tap = new Tap();
  await transcript(async () => {
    const reader = new StreamReader({ limit: 10 });
    reader._setSource(tap);
    const say = (line: string) => tap.lines.push(line);
    reader.feedData(new Uint8Array(20));
    say("20 bytes");
    reader.feedData(new Uint8Array(1));
    say("21 bytes");
    await reader.read(10);
    say("11 bytes");
    await reader.read(1);
    say("10 bytes");
    reader.feedData(new Uint8Array(15));
    const reading = createTask(() => reader.readexactly(30));
    await sleep(1);
    say("25 of 30 bytes");
    reader.feedData(new Uint8Array(5));
    await reading;
  });
  assertEquals(tap.lines, [
    "20 bytes",
    "pause",
    "21 bytes",
    "11 bytes",
    "resume",
    "10 bytes",
    "pause",
    "resume", // who waits gets its bytes, however many are there
    "25 of 30 bytes",
    "pause",
    "resume",
  ]);
});

/** Numbers that a seed fixes. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

Deno.test("whatever the pieces, the bytes come out in order", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const whole = Uint8Array.from({ length: 2000 }, () => 97 + next(4));
    const got: number[] = [];
    await transcript(async () => {
      const reader = new StreamReader({ limit: 100 + next(200) });
      const feeding = createTask(async () => {
        for (let at = 0; at < whole.length;) {
          const piece = whole.subarray(at, at += 1 + next(90));
          reader.feedData(piece);
          if (next(2) === 0) await sleep(1);
        }
        reader.feedEof();
      });
      while (!reader.atEof()) {
        const before = got.length;
        const reading = createTask(async () => {
          const data = await (next(3) === 0
            ? reader.read(1 + next(50))
            : next(2) === 0
            ? reader.readexactly(1 + next(60))
            : reader.readuntil([bytes("ab"), bytes("cda")]));
          got.push(...data);
        });
        if (next(4) === 0) {
          await sleep(next(2));
          reading.cancel();
        }
        try {
          await reading;
        } catch (error) {
          if (error instanceof IncompleteReadError) got.push(...error.partial);
          else if (error instanceof LimitOverrunError) {
            got.push(...await reader.readexactly(error.consumed));
          } else if (!(error instanceof CancelledError)) throw error;
        }
        assertEquals(got.length >= before, true);
      }
      await feeding;
    });
    assertEquals(text(Uint8Array.from(got)), text(whole), `seed ${seed}`);
  }
});

Deno.test("a reader's wait has a name", async () => {
  await transcript(async (log) => {
    const reader = new StreamReader();
    const task: Task<Uint8Array> = createTask(() => reader.readline());
    await sleep(1);
    log([...task._waits()].map((wait) => wait._what()));
    reader.feedEof();
    await task;
  }).then((lines) => assertEquals(lines, ["StreamReader.readline()"]));
});
