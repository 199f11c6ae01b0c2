// What waits for sockets and processes, cancelled at every single step in turn.
// @run --allow-net=127.0.0.1,unix:$TMPDIR/sweep --allow-read=$TMPDIR --allow-write=$TMPDIR --allow-run=cat,sh
import { assert, assertEquals } from "@std/assert";
import {
  createSubprocessExec,
  createSubprocessShell,
  createTask,
  Event,
  openConnection,
  openUnixConnection,
  PIPE,
  type Server,
  sleep,
  startServer,
  startUnixServer,
  type StreamReader,
  type StreamWriter,
} from "../mod.ts";
import { type Scenario, sweep } from "./_sweep.ts";

const HERE = "127.0.0.1";
const bytes = (text: string) => new TextEncoder().encode(text);

/** Sends back what comes, at a pace. */
async function echo(reader: StreamReader, writer: StreamWriter): Promise<void> {
  for (;;) {
    const data = await reader.read(65_536);
    if (data.length === 0) break;
    writer.write(data);
    await writer.drain();
  }
  writer.close();
}

async function closed(server: Server): Promise<void> {
  server.close();
  await server.waitClosed();
}

const scenarios: Record<string, () => Scenario> = {
  "startServer(), openConnection(), readline(), waitClosed()": () => ({
    victim: async () => {
      const server = await startServer(echo, HERE, 0);
      try {
        const [reader, writer] = await openConnection(HERE, server.port);
        try {
          writer.write(bytes("line\n"));
          await writer.drain();
          assertEquals((await reader.readline()).length, 5);
        } finally {
          writer.close();
          await writer.waitClosed();
        }
      } finally {
        await closed(server);
      }
    },
  }),
  "startUnixServer(), openUnixConnection()": () => ({
    victim: async () => {
      const folder = await Deno.makeTempDir();
      const path = new URL("../sweep", `file://${folder}/`).pathname;
      const server = await startUnixServer(echo, path);
      try {
        const [reader, writer] = await openUnixConnection(path);
        writer.write(bytes("line\n"));
        try {
          await reader.readline();
        } finally {
          writer.close();
        }
      } finally {
        await closed(server);
      }
    },
  }),
  "StreamWriter.drain() above 64 KiB": () => {
    const sent = 600_000;
    let wrote = 0;
    let received = 0;
    const done = new Event();
    const count = async (reader: StreamReader, writer: StreamWriter) => {
      for (;;) {
        const data = await reader.read(50_000);
        if (data.length === 0) break;
        received += data.length;
        await sleep(0);
      }
      writer.close();
      done.set();
    };
    return {
      victim: async () => {
        const server = await startServer(count, HERE, 0);
        try {
          const [, writer] = await openConnection(HERE, server.port);
          try {
            writer.write(new Uint8Array(sent));
            wrote = sent;
            await writer.drain();
          } finally {
            writer.close(); // what was written still goes out
            await done.wait();
          }
        } finally {
          await closed(server);
        }
      },
      check: () => assertEquals(received, wrote),
    };
  },
  "Server.serveForever()": () => ({
    victim: async () => {
      const server = await startServer(echo, HERE, 0);
      const stop = createTask(async () => {
        await sleep(3);
        server.close();
      });
      try {
        await server.serveForever().catch(() => {});
        assert(!server.isServing());
      } finally {
        server.close();
        await stop;
      }
    },
  }),
  "createSubprocessExec(), Process.communicate()": () => ({
    victim: async () => {
      const process = await createSubprocessExec(["cat"], {
        stdin: PIPE,
        stdout: PIPE,
      });
      const { stdout } = await process.communicate(bytes("text"));
      assertEquals(stdout?.length, 4);
      assertEquals(process.returncode, 0);
    },
  }),
  "createSubprocessShell(), Process.wait()": () => ({
    victim: async () => {
      const process = await createSubprocessShell("exit 3");
      assertEquals(await process.wait(), 3);
    },
  }),
};

sweep(scenarios);
