// Connections and servers over real sockets, on a virtual clock.
// @run --allow-net=127.0.0.1,localhost,unix:$TMPDIR/socket --allow-read=$TMPDIR --allow-write=$TMPDIR
import {
  assert,
  assertEquals,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import {
  CancelledError,
  ContextVar,
  type Coroutine,
  createTask,
  currentTask,
  Event,
  getRunningLoop,
  openConnection,
  openUnixConnection,
  run,
  type Server,
  sleep,
  startServer,
  startUnixServer,
  type StreamReader,
  type StreamWriter,
  timeout,
  waitFor,
  wrapFuture,
} from "../mod.ts";
import { newVirtualLoop } from "../loop/testing.ts";
import { authority, cert, key } from "./_certificates.ts";

const HERE = "127.0.0.1";
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

function virtual<T>(main: Coroutine<T>): Promise<T> {
  return run(main, { loopFactory: newVirtualLoop });
}

/** A server and a connection to it: the two ends. */
async function pair(): Promise<
  { server: Server; near: Ends; far: Ends; hangUp: () => Promise<void> }
> {
  const connected = new Event();
  let far: Ends | undefined;
  const server = await startServer(
    (reader, writer) => {
      far = { reader, writer };
      connected.set();
    },
    HERE,
    0,
  );
  const [reader, writer] = await openConnection(HERE, server.port);
  await connected.wait();
  assert(far !== undefined);
  return {
    server,
    near: { reader, writer },
    far,
    async hangUp() {
      writer.close();
      server.close();
      server.closeClients();
      await server.waitClosed();
    },
  };
}

interface Ends {
  reader: StreamReader;
  writer: StreamWriter;
}

async function failure(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof Error);
    return error;
  }
  throw new Error("it did not fail");
}

Deno.test("an echo, line by line, to the end of both sides", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const server = await startServer(
      async (reader, writer) => {
        for await (const line of reader) {
          log.push(`server got ${text(line).trim()}`);
          writer.write(line);
          await writer.drain();
        }
        writer.close();
        await writer.waitClosed();
        log.push("server side closed");
      },
      HERE,
      0,
    );
    log.push(`serving ${server.isServing()} ${server.port > 0}`);
    const [reader, writer] = await openConnection(HERE, server.port);
    writer.writelines([bytes("one\ntw"), bytes("o"), bytes(""), bytes("\n")]);
    log.push(`client got ${text(await reader.readline()).trim()}`);
    log.push(`client got ${text(await reader.readline()).trim()}`);
    log.push(`can write eof ${writer.canWriteEof()}`);
    writer.writeEof();
    writer.writeEof();
    assertThrows(
      () => writer.write(bytes("more")),
      Error,
      "Cannot call write() after write_eof()",
    );
    log.push(`rest ${(await reader.read()).length} ${reader.atEof()}`);
    log.push(`closing ${writer.isClosing()}`);
    writer.close();
    writer.close();
    await writer.waitClosed();
    await writer.waitClosed();
    log.push(`closing ${writer.isClosing()}`);
    server.close();
    await server.waitClosed();
    log.push(`serving ${server.isServing()}`);
  });
  assertEquals(log, [
    "serving true true",
    "server got one",
    "server got two",
    "client got one",
    "client got two",
    "can write eof true",
    "server side closed",
    "rest 0 true",
    "closing false",
    "closing true",
    "serving false",
  ]);
});

Deno.test("both ends know the addresses", async () => {
  await virtual(async () => {
    const { server, near, far, hangUp } = await pair();
    const to = near.writer.getExtraInfo("peername");
    assertEquals([to?.hostname, to?.port], [HERE, server.port]);
    assertEquals(
      near.writer.getExtraInfo("sockname"),
      far.writer.getExtraInfo("peername"),
    );
    await hangUp();
  });
});

Deno.test("`write()` copies: the caller may use its memory again", async () => {
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    const memory = new Uint8Array(200_000).fill(1);
    near.writer.write(memory);
    memory.fill(2);
    near.writer.write(memory.subarray(0, 10));
    memory.fill(3);
    const got = await far.reader.readexactly(200_010);
    assertEquals(got.indexOf(2), 200_000);
    assertEquals(got.indexOf(3), -1);
    assertThrows(
      () => near.writer.write("text" as unknown as Uint8Array),
      TypeError,
      "write() takes a Uint8Array, got a string",
    );
    await hangUp();
  });
});

Deno.test("a task serves each connection, in the context of `startServer()`", async () => {
  const log: string[] = [];
  const place = new ContextVar<string>("place");
  await virtual(async () => {
    place.set("server");
    const server = await startServer(
      (_reader, writer) => {
        log.push(`${place.get()} ${currentTask() !== null}`);
        place.set("handler");
        writer.close();
      },
      HERE,
      0,
    );
    place.set("client");
    for (let i = 0; i < 2; i++) {
      const [reader, writer] = await openConnection(HERE, server.port);
      await reader.read();
      writer.close();
    }
    log.push(place.get());
    server.close();
    await server.waitClosed();
  });
  assertEquals(log, ["server true", "server true", "client"]);
});

for (const kind of ["plain", "async"]) {
  Deno.test(`what a ${kind} client function throws is reported, and closes its connection`, async () => {
    const log: string[] = [];
    await virtual(async () => {
      getRunningLoop().setExceptionHandler((_loop, context) =>
        log.push(`${context.message}: ${context.exception}`)
      );
      const server = await startServer(
        kind === "plain"
          ? () => {
            throw new TypeError("oops");
          }
          : async () => {
            await sleep(5);
            throw new TypeError("oops");
          },
        HERE,
        0,
      );
      const [reader, writer] = await openConnection(HERE, server.port);
      log.push(`rest ${(await reader.read()).length}`);
      writer.close();
      server.close();
      await server.waitClosed();
    });
    assertEquals(log, [
      "Unhandled exception in client_connected_cb: TypeError: oops",
      "rest 0",
    ]);
  });
}

Deno.test("a server that is gone is counted no more: the loop still knows whom it waits for", async () => {
  const log: string[] = [];
  await run(async () => {
    for (const clients of [0, 1, 2]) {
      const server = await startServer(() => {}, HERE, 0);
      const ends = await Promise.all(
        Array.from(
          { length: clients },
          () => openConnection(HERE, server.port),
        ),
      );
      await sleep(1);
      server.close();
      server.closeClients();
      for (const [, writer] of ends) writer.close();
      await server.waitClosed();
      server.close();
      // With a count too low it would be taken for a deadlock.
      log.push(
        await wrapFuture(
          new Promise<string>((end) => setTimeout(end, 1, `${clients}`)),
        ),
      );
    }
  });
  assertEquals(log, ["0", "1", "2"]);
});

Deno.test("a cancelled client function is quiet, and closes its connection", async () => {
  const log: string[] = [];
  await virtual(async () => {
    getRunningLoop().setExceptionHandler((_loop, { message }) =>
      log.push(message)
    );
    const server = await startServer(
      async () => {
        currentTask()?.cancel();
        await sleep(1);
      },
      HERE,
      0,
    );
    const [reader, writer] = await openConnection(HERE, server.port);
    log.push(`rest ${(await reader.read()).length}`);
    writer.close();
    server.close();
    await server.waitClosed();
  });
  assertEquals(log, ["rest 0"]);
});

Deno.test("a slow reader stops the writer, and nobody holds much", async () => {
  const log: string[] = [];
  const chunk = new Uint8Array(64 * 1024).map((_, i) => i % 251);
  const chunks = 400;
  let written = 0;
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    const writing = createTask(async () => {
      for (; written < chunks; written++) {
        near.writer.write(chunk);
        await near.writer.drain();
      }
      near.writer.writeEof();
    });
    await sleep(1000);
    // What the kernel's buffers of both ends take is some MiB.
    log.push(`stopped ${!writing.done() && written < chunks / 2}`);
    const first = await far.reader.read(1_000_000_000);
    log.push(`buffered at most ${first.length <= 128 * 1024 + 64 * 1024}`);
    let total = first.length;
    let right = first.every((byte, i) => byte === i % chunk.length % 251);
    for (;;) {
      const data = await far.reader.read(50_000);
      if (data.length === 0) break;
      right &&= data[0] === total % chunk.length % 251 &&
        data.at(-1) === (total + data.length - 1) % chunk.length % 251;
      total += data.length;
    }
    log.push(`all ${total === chunks * chunk.length} ${right}`);
    await writing;
    await hangUp();
  });
  assertEquals(log, ["stopped true", "buffered at most true", "all true true"]);
});

Deno.test("many small writes at once come out as they went in", async () => {
  const parts = Array.from(
    { length: 1000 },
    (_, i) => new Uint8Array(1 + i % 500).fill(i % 251),
  );
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  let wrong = 0;
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    for (const part of parts) near.writer.write(part);
    const all = await far.reader.readexactly(size);
    let at = 0;
    for (const part of parts) {
      const came = all.subarray(at, at += part.length);
      if (came.some((byte) => byte !== part[0])) wrong++;
    }
    await hangUp();
  });
  assertEquals([size > 200_000, wrong], [true, 0]);
});

Deno.test("`drain()` waits above 64 KiB; cancelled, what was written still goes out", async () => {
  const log: string[] = [];
  const size = 32 * 1024 * 1024;
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    near.writer.write(new Uint8Array(64 * 1024));
    await near.writer.drain();
    log.push("64 KiB: no wait");
    near.writer.write(new Uint8Array(size));
    log.push((await failure(waitFor(near.writer.drain(), 50))).name);
    const drains = [1, 2].map(() => createTask(() => near.writer.drain()));
    await sleep(1);
    drains[0]?.cancel();
    near.writer.close();
    log.push(`ends ${(await far.reader.read()).length - 64 * 1024 === size}`);
    log.push((await failure(drains[0]!)).name);
    await drains[1];
    await near.writer.waitClosed();
    await hangUp();
  });
  assertEquals(log, [
    "64 KiB: no wait",
    "TimeoutError",
    "ends true",
    "CancelledError",
  ]);
});

Deno.test("after `close()` what was written goes out, what is written is dropped", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    near.writer.write(bytes("last words"));
    near.writer.close();
    await near.writer.waitClosed();
    near.writer.writeEof();
    near.writer.write(bytes("unheard"));
    log.push(text(await far.reader.read()));
    log.push(String(await failure(near.writer.drain())));
    log.push(`own reader at its end ${near.reader.atEof()}`);
    await hangUp();
  });
  assertEquals(log, [
    "last words",
    "ConnectionReset: Connection lost",
    "own reader at its end true",
  ]);
});

Deno.test("`close()` wakes who reads on the same side", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const { near, hangUp } = await pair();
    const reading = createTask(() => near.reader.readline());
    await sleep(1);
    near.writer.close();
    log.push(`got ${(await reading).length}`);
    await hangUp();
  });
  assertEquals(log, ["got 0"]);
});

Deno.test("a connection that the other side drops breaks the writer, clearly", async () => {
  await virtual(async () => {
    const { server, near, far, hangUp } = await pair();
    near.writer.write(bytes("nobody reads this"));
    await far.reader.read(1);
    server.abortClients();
    const error = await failure((async () => {
      for (;;) {
        near.writer.write(new Uint8Array(1024));
        await near.writer.drain();
        await sleep(1);
      }
    })());
    assert(
      error instanceof Deno.errors.ConnectionReset ||
        error instanceof Deno.errors.BrokenPipe,
      String(error),
    );
    assert(near.writer.isClosing());
    assertEquals(await failure(near.reader.read()), near.reader.exception());
    assertEquals(await failure(near.writer.waitClosed()), error);
    await near.writer[Symbol.asyncDispose](); // only releases
    await hangUp();
  });
});

Deno.test("`await using` closes a writer and a server", async () => {
  const log: string[] = [];
  await virtual(async () => {
    let kept: StreamWriter | undefined;
    {
      await using server = await startServer(
        async (reader, writer) => {
          log.push(text(await reader.read()));
          writer.close();
        },
        HERE,
        0,
      );
      {
        const [, writer] = await openConnection(HERE, server.port);
        await using _closed = writer;
        writer.write(bytes("hello"));
        kept = writer;
      }
      log.push(`closed ${kept.isClosing()}`);
      await sleep(1);
    }
  });
  assertEquals(log, ["closed true", "hello"]);
});

Deno.test("`waitClosed()` of a server waits for both: closed, and all gone", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const { server, near, far } = await pair();
    const waiting = createTask(async () => {
      await server.waitClosed();
      log.push("gone");
    });
    await sleep(10);
    server.close();
    server.close();
    await sleep(10);
    log.push("closed, a client left");
    await assertRejects(
      () => openConnection(HERE, server.port),
      Deno.errors.ConnectionRefused,
    );
    near.writer.write(bytes("still here"));
    log.push(text(await far.reader.readexactly(10)));
    server.closeClients();
    await waiting;
    await server.waitClosed();
    log.push(`rest ${(await near.reader.read()).length}`);
    near.writer.close();
    await near.writer.waitClosed();
  });
  assertEquals(log, ["closed, a client left", "still here", "gone", "rest 0"]);
});

Deno.test("`closeClients()` sends what was written, `abortClients()` does not", async () => {
  const log: string[] = [];
  const size = 32 * 1024 * 1024;
  for (const how of ["closeClients", "abortClients"] as const) {
    await virtual(async () => {
      const { server, near, far } = await pair();
      far.writer.write(new Uint8Array(size));
      await sleep(10);
      server.close();
      server[how]();
      let total = 0;
      try {
        for await (const data of chunks(near.reader)) total += data.length;
      } catch (error) {
        assert(error instanceof Deno.errors.ConnectionReset);
      }
      await server.waitClosed();
      log.push(`${how}: all ${total === size}`);
      near.writer.close();
      await near.writer.waitClosed();
    });
  }
  assertEquals(log, ["closeClients: all true", "abortClients: all false"]);
});

async function* chunks(reader: StreamReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const data = await reader.read(1_000_000);
    if (data.length === 0) return;
    yield data;
  }
}

Deno.test("`serveForever()` ends by cancellation, with the server closed and its clients gone", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const { server, near } = await pair();
    const serving = createTask(() => server.serveForever());
    await sleep(1);
    assertThrows(
      () => server.serveForever(),
      Error,
      "server <Server> is already being awaited on serveForever()",
    );
    serving.cancel("enough");
    await sleep(10);
    log.push(`serving ${server.isServing()}, ended ${serving.done()}`);
    near.writer.close();
    server.closeClients();
    log.push(String(await failure(serving)));
    assertThrows(
      () => server.serveForever(),
      Error,
      "server <Server> is closed",
    );
    server.startServing();
    log.push(`serving ${server.isServing()}`);
  });
  assertEquals(log, [
    "serving false, ended false",
    "CancelledError: enough",
    "serving false",
  ]);
});

Deno.test("`close()` ends `serveForever()`; so does a second cancellation", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const one = await pair();
    const serving = createTask(() => one.server.serveForever());
    await sleep(1);
    one.server.close();
    one.server.closeClients();
    log.push((await failure(serving)).name);
    one.near.writer.close();

    const two = await pair();
    const stubborn = createTask(() => two.server.serveForever());
    await sleep(1);
    stubborn.cancel("first");
    await sleep(1);
    stubborn.cancel("second");
    log.push(String(await failure(stubborn)));
    await two.hangUp();
  });
  assertEquals(log, ["CancelledError", "CancelledError: first"]);
});

Deno.test("connections queue up until `startServing()`", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const server = await startServer(
      (_reader, writer) => {
        writer.write(bytes("served"));
        writer.close();
      },
      HERE,
      0,
      { startServing: false },
    );
    const [reader, writer] = await openConnection(HERE, server.port);
    log.push(`serving ${server.isServing()}`);
    log.push((await failure(waitFor(reader.read(), 100))).name);
    server.startServing();
    log.push(text(await reader.read()));
    writer.close();
    server.close();
    await server.waitClosed();
  });
  assertEquals(log, ["serving false", "TimeoutError", "served"]);
});

Deno.test("a failing `accept()` is reported and tried again in a second", async () => {
  const log: string[] = [];
  const { listen } = Deno;
  let failures = 1;
  const listenOnce = (options: Deno.TcpListenOptions) => {
    const listener = listen(options);
    const accept = () =>
      failures-- > 0
        ? Promise.reject(new Deno.errors.Busy("out of files"))
        : listener.accept();
    return { addr: listener.addr, accept, close: () => listener.close() };
  };
  await virtual(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_loop, { message, exception }) =>
      log.push(`${message}: ${exception}`)
    );
    Object.assign(Deno, { listen: listenOnce });
    const serve = (_reader: StreamReader, writer: StreamWriter) => {
      log.push(`served at ${loop.time()}`);
      writer.close();
    };
    const server = await startServer(serve, HERE, 0);
    const [reader, writer] = await openConnection(HERE, server.port);
    await reader.read();
    writer.close();
    server.close();
    await server.waitClosed();

    failures = 1;
    const closed = await startServer(serve, HERE, 0);
    await sleep(10);
    closed.close();
    await closed.waitClosed();
    log.push(`closed at ${loop.time()}`);
  }).finally(() => Object.assign(Deno, { listen }));
  const problem =
    "accept() failed; it is tried again in a second: Busy: out of files";
  assertEquals(log, [
    problem,
    "served at 1000",
    problem,
    "closed at 1010",
  ]);
});

Deno.test("what cannot be opened says what and why", async () => {
  await virtual(async () => {
    const { server, hangUp } = await pair();
    const { port } = server;
    const taken = await failure(startServer(() => {}, HERE, port));
    assert(taken instanceof Deno.errors.AddrInUse);
    assert(
      taken.message.startsWith(`Cannot listen on ${HERE}:${port}: `),
      taken.message,
    );
    await hangUp();
    const refused = await failure(openConnection(HERE, port));
    assert(refused instanceof Deno.errors.ConnectionRefused, String(refused));
    assert(
      refused.message.startsWith(
        `Cannot connect: openConnection(${HERE}:${port}): `,
      ),
      refused.message,
    );
    assertThrows(
      () => startServer("no function" as unknown as () => void, HERE, 0),
      TypeError,
      "startServer() takes a function (reader, writer) first",
    );
    assertThrows(
      () => startServer(() => {}, HERE, 0, { limit: 0 }),
      RangeError,
      "Limit cannot be <= 0",
    );
  });
  assertThrows(
    () => openConnection(HERE, 1),
    Error,
    "no running event loop",
  );
});

Deno.test("`openConnection()` cancelled at any moment leaves no connection", async () => {
  const log: string[] = [];
  const { connect } = Deno;
  for (const moment of ["at once", "when woken"]) {
    await virtual(async () => {
      const gone = new Event();
      const server = await startServer(
        async (reader, writer) => {
          await reader.read();
          writer.close();
          gone.set();
        },
        HERE,
        0,
      );
      const woken = () => [...opening._waits()].some(isWoken);
      const late = async (options: Deno.ConnectOptions) => {
        const conn = await connect(options);
        void (async () => {
          while (!woken()) await null; // the loop runs when these have ended
          opening.cancel();
        })();
        return conn;
      };
      if (moment === "when woken") Object.assign(Deno, { connect: late });
      const opening = createTask(() => openConnection(HERE, server.port));
      await sleep(0);
      if (moment === "at once") opening.cancel();
      log.push(`${moment}: ${(await failure(opening)).name}`);
      if (moment === "when woken") await gone.wait();
      server.close();
      await server.waitClosed();
    }).finally(() => Object.assign(Deno, { connect }));
  }
  assertEquals(log, [
    "at once: CancelledError",
    "when woken: CancelledError",
  ]);
});

function isWoken(wait: { _state: string }): boolean {
  return wait._state === "woken";
}

Deno.test("`run()` closes what was left open", async () => {
  const log: string[] = [];
  let left: Ends | undefined;
  await virtual(async () => {
    const { near, far } = await pair();
    left = near;
    far.writer.write(new Uint8Array(32 * 1024 * 1024));
    createTask(async () => {
      try {
        await far.writer.drain();
      } catch (error) {
        log.push((error as Error).name);
      }
    });
    await sleep(1);
  });
  // Deno's own check says that no socket and no operation is left.
  log.push(`closing ${left?.writer.isClosing()} ${left?.reader.exception()}`);
  assertEquals(log, ["CancelledError", "closing true null"]);
});

Deno.test("a silent peer: the virtual clock goes on, but not before bytes under way", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const loop = getRunningLoop();
    const { near, far, hangUp } = await pair();
    const start = loop.time();
    const error = await failure(timeout(60_000, () => far.reader.readline()));
    log.push(`${error.name} after ${loop.time() - start}`);
    createTask(async () => {
      await sleep(1000);
      near.writer.write(bytes("late\n"));
    });
    const line = await timeout(60_000, () => far.reader.readline());
    log.push(`${text(line).trim()} after ${loop.time() - start}`);
    await hangUp();
  });
  assertEquals(log, ["TimeoutError after 60000", "late after 61000"]);
});

Deno.test("an open server is no deadlock, on either clock", async () => {
  const lines: string[] = [];
  for (const loopFactory of [newVirtualLoop, undefined]) {
    await run(async () => {
      const called = new Event();
      const server = await startServer(
        (_reader, writer) => {
          writer.close();
          called.set();
        },
        HERE,
        0,
      );
      // From outside of the loop, later than a deadlock would be noticed.
      const outside = new Promise<void>((resolve) =>
        setTimeout(async () => {
          const conn = await Deno.connect({
            hostname: HERE,
            port: server.port,
          });
          await conn.read(new Uint8Array(1));
          conn.close();
          resolve();
        }, 60)
      );
      await called.wait();
      lines.push("called");
      await outside;
      server.close();
      await server.waitClosed();
    }, loopFactory === undefined ? {} : { loopFactory });
  }
  assertEquals(lines, ["called", "called"]);
});

Deno.test("TLS: an echo between two ends that trust each other", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const server = await startServer(
      async (reader, writer) => {
        writer.write(await reader.readline());
        writer.write(new Uint8Array(300_000));
        writer.close();
      },
      HERE,
      0,
      { ssl: { cert, key } },
    );
    const [reader, writer] = await openConnection("localhost", server.port, {
      ssl: { caCerts: [authority] },
    });
    writer.write(bytes("secret\n"));
    log.push(text(await reader.readline()).trim());
    log.push(`and ${(await reader.read()).length}`);
    log.push(`can write eof ${writer.canWriteEof()}`);
    assertThrows(() => writer.writeEof(), Error, "Cannot write EOF");
    await writer.waitClosed(); // the end of the other side closes it
    log.push(`closing ${writer.isClosing()}`);
    server.close();
    await server.waitClosed();
  });
  assertEquals(log, [
    "secret",
    "and 300000",
    "can write eof false",
    "closing true",
  ]);
});

Deno.test("TLS: a stranger's certificate, and who does not speak TLS", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_loop, { message }) => log.push(message));
    const served: string[] = [];
    const server = await startServer(
      (_reader, writer) => {
        served.push("served");
        writer.close();
      },
      HERE,
      0,
      { ssl: { cert, key } },
    );
    const error = await failure(
      openConnection("localhost", server.port, { ssl: true }),
    );
    assert(error instanceof Deno.errors.InvalidData, String(error));
    await sleep(10);
    loop.setDebug(true);
    const [reader, writer] = await openConnection(HERE, server.port);
    writer.write(bytes("GET / HTTP/1.1\r\n\r\n"));
    await reader.read();
    writer.close();
    loop.setDebug(false);
    server.close();
    await server.waitClosed();
    log.push(`served ${served.length}`);
  });
  assertEquals(log, ["SSL handshake failed", "served 0"]);
});

/** A server of the host's: it reads a line in the clear, then passes on to TLS. */
function clearThenTls(answer = "go\n") {
  const hidden = Deno.listenTls({ hostname: HERE, port: 0, cert, key });
  const door = Deno.listen({ hostname: HERE, port: 0 });
  const echo = async () => {
    for await (const conn of hidden) {
      conn.readable.pipeTo(conn.writable).catch(() => {});
    }
  };
  const serve = async () => {
    for await (const conn of door) {
      await conn.read(new Uint8Array(100));
      await conn.write(bytes(answer));
      const inner = await Deno.connect({
        hostname: HERE,
        port: hidden.addr.port,
      });
      conn.readable.pipeTo(inner.writable).catch(() => {});
      inner.readable.pipeTo(conn.writable).catch(() => {});
    }
  };
  void echo();
  void serve();
  return {
    port: door.addr.port,
    [Symbol.dispose]: () => {
      door.close();
      hidden.close();
    },
  };
}

Deno.test("`startTls()` goes on with TLS; reader and writer stay the same", async () => {
  using server = clearThenTls();
  await virtual(async () => {
    const log: string[] = [];
    const [reader, writer] = await openConnection("localhost", server.port, {
      ssl: "later",
    });
    writer.write(bytes("starttls\n"));
    log.push(text(await reader.readline()), `${writer.canWriteEof()}`);
    const secured = createTask(() => writer.startTls({ caCerts: [authority] }));
    await sleep(0);
    await sleep(0);
    writer.write(bytes("meanwhile\n"));
    await secured;
    log.push(text(await reader.readline()));
    for (const line of ["one\n", "two\n"]) {
      writer.write(bytes(line));
      await writer.drain();
      log.push(text(await reader.readline()));
    }
    writer.write(bytes("three\n"));
    await sleep(50);
    log.push(text(await reader.readline()), `${writer.canWriteEof()}`);
    await assertRejects(() => writer.startTls(), Error, "without TLS yet");
    writer.close();
    await writer.waitClosed();
    assertEquals(log, [
      "go\n",
      "true",
      "meanwhile\n",
      "one\n",
      "two\n",
      "three\n",
      "false",
    ]);
  });
});

Deno.test("`startTls()` refuses what cannot be, or would not be safe", async () => {
  using server = clearThenTls("go\nforged\n");
  await virtual(async () => {
    const refused = async (writer: StreamWriter) =>
      (await assertRejects(() => writer.startTls(), Error)).message
        .replace(/^Cannot start TLS: /, "").split(/[:;]/)[0];
    const log: string[] = [];
    const [, plain] = await openConnection(HERE, server.port);
    log.push(await refused(plain));
    plain.close();
    const [reader, writer] = await openConnection(HERE, server.port, {
      ssl: "later",
    });
    const reading = createTask(() => reader.readline());
    await sleep(0);
    log.push(await refused(writer));
    writer.write(bytes("starttls\n"));
    log.push(text(await reading));
    log.push(await refused(writer));
    writer.close();
    await writer.waitClosed();
    const { server: other, far, hangUp } = await pair();
    log.push(await refused(far.writer));
    await hangUp();
    other.close();
    assertEquals(log, [
      "the connection is being read",
      "the connection is being read",
      "go\n",
      "bytes that came before it were not read",
      "it takes a TCP connection that openConnection() made, without TLS yet",
    ]);
  });
});

Deno.test("`startTls()` that fails or is cancelled closes the connection", async () => {
  using server = clearThenTls();
  const silent = Deno.listen({ hostname: HERE, port: 0 });
  await virtual(async () => {
    const open = (port: number) =>
      openConnection("localhost", port, { ssl: "later" });
    const [reader, writer] = await open(server.port);
    writer.write(bytes("starttls\n"));
    await reader.readline();
    await assertRejects(() => writer.startTls(), Error, "invalid peer cert");
    assertEquals(writer.isClosing(), true);
    await assertRejects(() => reader.read(), Error, "invalid peer cert");

    const [, other] = await open((silent.addr as Deno.NetAddr).port);
    const task = createTask(() => other.startTls({ caCerts: [authority] }));
    await sleep(0);
    await sleep(0);
    other.write(bytes("never sent"));
    task.cancel();
    await assertRejects(() => task, CancelledError);
    assertEquals(other.isClosing(), true);

    // The other side goes before all is sent that comes before TLS.
    const [, full] = await open((silent.addr as Deno.NetAddr).port);
    full.write(new Uint8Array(32 * 1024 * 1024));
    const waiting = createTask(() => full.startTls({ caCerts: [authority] }));
    await sleep(0);
    for (const _ of [1, 2]) (await silent.accept()).close();
    await assertRejects(() => waiting, Error, "os error");
  });
  silent.close();
});

Deno.test("TLS: an end that never shakes hands holds nobody", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const loop = getRunningLoop();
    // A server that is silent, and a client that gives up.
    const mute = await startServer(() => {}, HERE, 0);
    const error = await failure(
      timeout(
        1000,
        () => openConnection("localhost", mute.port, { ssl: true }),
      ),
    );
    log.push(`${error.name} at ${loop.time()}`);
    mute.close();
    mute.closeClients();
    await mute.waitClosed();
    // A client that is silent, and servers that give up: in time, or by `close()`.
    loop.setExceptionHandler((_loop, { message, exception }) =>
      log.push(`${message}: ${(exception as Error).name}`)
    );
    loop.setDebug(true);
    for (const how of ["in time", "by close()"]) {
      const server = await startServer(() => {}, HERE, 0, {
        ssl: { cert, key },
      });
      const conn = await Deno.connect({ hostname: HERE, port: server.port });
      const began = loop.time();
      await sleep(how === "in time" ? 61_000 : 1);
      log.push(`${how}, after ${loop.time() - began}`);
      server.close();
      await server.waitClosed();
      conn.close();
    }
    await sleep(1);
    loop.setDebug(false);
  });
  assertEquals(log, [
    "TimeoutError at 1000",
    "SSL handshake failed: Interrupted",
    "in time, after 61000",
    "by close(), after 1",
    "SSL handshake failed: Interrupted",
  ]);
});

Deno.test({
  name: "unix sockets" + (Deno.build.os === "windows" ? ": not here" : ""),
  ignore: Deno.build.os === "windows",
  async fn() {
    const log: string[] = [];
    const folder = await Deno.makeTempDir();
    const path = new URL("../socket", `file://${folder}/`).pathname;
    const exists = () => {
      try {
        return Deno.lstatSync(path).isSocket;
      } catch {
        return false;
      }
    };
    await virtual(async () => {
      // Left there by a program that did not close it.
      const killed = Deno.listen({ transport: "unix", path });
      await Deno.rename(path, `${path}.old`);
      killed.close();
      await Deno.rename(`${path}.old`, path);
      log.push(`left ${exists()}`);
      const echo = async (reader: StreamReader, writer: StreamWriter) => {
        writer.write(await reader.readline());
        writer.close();
      };
      const server = await startUnixServer(echo, path);
      const [reader, writer] = await openUnixConnection(path);
      writer.write(bytes("hello\n"));
      log.push(text(await reader.read()).trim());
      log.push(`${writer.getExtraInfo("peername")} ${server.port}`);
      writer.close();
      server.close();
      await server.waitClosed();
      log.push(`closed ${exists()}`);
      const error = await failure(openUnixConnection(path));
      log.push(String(error instanceof Deno.errors.NotFound));
      await Deno.writeTextFile(path, "a file");
      const taken = await failure(startUnixServer(echo, path));
      log.push(taken.name);
    });
    await Deno.remove(folder);
    await Deno.remove(path);
    assertEquals(log, [
      "left true",
      "hello",
      "null 0",
      "closed false",
      "true",
      "AddrInUse",
    ]);
  },
});

Deno.test("without Deno, what needs it says so", async () => {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, "Deno")!;
  await virtual(async () => {
    const { errors: _ } = Deno;
    try {
      Object.defineProperty(globalThis, "Deno", {
        ...descriptor,
        value: undefined,
      });
      for (
        const use of [
          () => openConnection(HERE, 1),
          () => startServer(() => {}, HERE, 0),
          () => openUnixConnection("socket"),
          () => startUnixServer(() => {}, "socket"),
        ]
      ) {
        assertThrows(
          use,
          TypeError,
          "it needs the network and processes of Deno",
        );
      }
    } finally {
      Object.defineProperty(globalThis, "Deno", descriptor);
    }
    await sleep(0);
  });
});

Deno.test("fifty echoes at once, every byte in its place", async () => {
  let errors = 0;
  await virtual(async () => {
    const server = await startServer(
      async (reader, writer) => {
        for (;;) {
          const data = await reader.read(700);
          if (data.length === 0) break;
          writer.write(data);
          await writer.drain();
        }
        writer.close();
      },
      HERE,
      0,
    );
    const clients = Array.from(
      { length: 50 },
      (_, id) =>
        createTask(async () => {
          const [reader, writer] = await openConnection(HERE, server.port);
          for (let round = 0; round < 20; round++) {
            const message = new Uint8Array(1024).fill(id + round);
            writer.write(message);
            const back = await reader.readexactly(1024);
            if (back.some((byte, i) => byte !== message[i])) errors++;
          }
          writer.close();
          await writer.waitClosed();
        }),
    );
    for (const client of clients) await client;
    server.close();
    await server.waitClosed();
  });
  assertEquals(errors, 0);
});

Deno.test("many small writes go out together", async () => {
  await virtual(async () => {
    const { near, far, hangUp } = await pair();
    let reads = 0;
    const reading = createTask(async () => {
      let total = 0;
      for await (const data of chunks(far.reader)) {
        total += data.length;
        reads++;
      }
      return total;
    });
    for (let i = 0; i < 20_000; i++) near.writer.write(bytes("0123456789"));
    near.writer.writeEof();
    assertEquals(await reading, 200_000);
    assertLess(reads, 200);
    await hangUp();
  });
});

Deno.test("a cancelled `waitClosed()` cancels nothing else", async () => {
  const log: string[] = [];
  await virtual(async () => {
    const { server, near, hangUp } = await pair();
    const waits = [
      createTask(() => near.writer.waitClosed()),
      createTask(() => near.writer.waitClosed()),
      createTask(() => server.waitClosed()),
    ];
    await sleep(1);
    waits[0]?.cancel();
    waits[2]?.cancel();
    for (const wait of [waits[0]!, waits[2]!]) {
      const error = await failure(wait);
      log.push(String(error instanceof CancelledError));
    }
    await hangUp();
    await waits[1];
    log.push("closed");
  });
  assertEquals(log, ["true", "true", "closed"]);
});
