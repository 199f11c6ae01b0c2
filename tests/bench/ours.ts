/** The workloads on this module. */
import {
  createTask,
  gather,
  IncompleteReadError,
  openConnection,
  run,
  sleep,
  startServer,
  type StreamReader,
  type StreamWriter,
  taskGroup,
} from "../../mod.ts";
import { readAll, serve, talk } from "./_echo.ts";
import { forever, portable, spin } from "./_portable.ts";
import { median, range } from "./_sample.ts";
import {
  connections,
  type Fairness,
  listenOptions,
  measure,
  message,
  weigh,
} from "./_worker.ts";

async function serveStreams(
  reader: StreamReader,
  writer: StreamWriter,
): Promise<void> {
  try {
    for (;;) {
      writer.write(await reader.readexactly(message.length));
      await writer.drain();
    }
  } catch (error) {
    if (!(error instanceof IncompleteReadError)) throw error;
  }
  writer.close();
}

async function talkStreams(port: number, rounds: number): Promise<void> {
  const [reader, writer] = await openConnection(listenOptions.hostname, port);
  for (let i = 0; i < rounds; i++) {
    writer.write(message);
    await writer.drain();
    await reader.readexactly(message.length);
  }
  writer.close();
  await writer.waitClosed();
}

const workloads = {
  ...portable,

  echo: (n: number) =>
    run(async () => {
      const server = Deno.listen(listenOptions);
      const { port } = server.addr as Deno.NetAddr;
      // deno-lint-ignore require-await
      await taskGroup(async (group) => {
        group.createTask(async () => {
          for (let i = 0; i < connections; i++) {
            const conn = await server.accept();
            group.createTask(() => serve(conn));
          }
        });
        for (let i = 0; i < connections; i++) {
          group.createTask(() => talk(port, n / connections));
        }
      });
      server.close();
    }),

  streams: (n: number) =>
    run(async () => {
      await using server = await startServer(
        serveStreams,
        listenOptions.hostname,
        0,
      );
      await gather(
        range(connections).map(() => () =>
          talkStreams(server.port, n / connections)
        ),
      );
    }),
};

/** The median of an echo and the lateness of a host timer beside `count` tasks. */
async function fairness(count: number, forMs: number): Promise<Fairness> {
  const echoes: number[] = [];
  const late: number[] = [];
  await run(async () => {
    const server = Deno.listen(listenOptions);
    const { port } = server.addr as Deno.NetAddr;
    const served = server.accept().then(serve);
    const conn = await Deno.connect({ ...listenOptions, port });
    const tasks = range(count).map(() => createTask(() => spin(Infinity)));
    await sleep(0);
    const end = performance.now() + forMs;
    const tick = () => {
      const began = performance.now();
      setTimeout(() => {
        late.push(performance.now() - began - 10);
        if (performance.now() < end) tick();
      }, 10);
    };
    tick();
    const buffer = new Uint8Array(message.length);
    while (performance.now() < end) {
      const began = performance.now();
      await conn.write(message);
      await readAll(conn, buffer);
      echoes.push(performance.now() - began);
    }
    conn.close();
    server.close();
    await served;
    for (const task of tasks) task.cancel();
    await gather(tasks, { returnExceptions: true });
  });
  return {
    echo: median(echoes),
    late: median(late),
    lateMost: Math.max(...late),
  };
}

const [mode, count, forMs] = Deno.args;
if (mode === "memory") {
  await run(async () => {
    const tasks: unknown[] = [];
    await weigh(+count, async () => {
      for (let i = 0; i < +count; i++) tasks.push(createTask(forever));
      await sleep(0);
    });
    Deno.exit();
  });
} else if (mode === "fairness") {
  console.log(JSON.stringify(await fairness(+count, +forMs)));
} else {
  await measure(workloads);
}
