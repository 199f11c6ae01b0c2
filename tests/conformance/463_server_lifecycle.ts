import {
  bytes,
  CancelledError,
  createTask,
  decode,
  except,
  openConnection,
  print,
  run,
  RuntimeError,
  sleep,
  startServer,
  str,
  type StreamReader,
  type StreamWriter,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const handlers: string[] = [];

    async function handle(reader: StreamReader, writer: StreamWriter) {
      handlers.push("connected");
      for (;;) {
        const line = await reader.readline();
        if (line.length === 0) break;
        writer.write(bytes(decode(line).toUpperCase()));
      }
      writer.close();
      handlers.push("gone");
    }

    const server = await startServer(handle, "127.0.0.1", 0);
    const port = server.port;
    const serving = createTask(() => server.serveForever());
    const [reader, writer] = await openConnection("127.0.0.1", port);
    writer.write(bytes("hello\n"));
    print(decode(await reader.readline()).trim());
    try {
      await server.serveForever();
    } catch (e) {
      except(e, RuntimeError);
      print("RuntimeError: already");
    }
    serving.cancel("enough");
    await sleep(10);
    print("serving", server.isServing(), "done", serving.done());
    writer.write(bytes("still here\n"));
    print(decode(await reader.readline()).trim());
    writer.close();
    try {
      await serving;
    } catch (e) {
      except(e, CancelledError);
      print("cancelled", str(e));
    }
    print(handlers);
    await server.waitClosed();
    try {
      await server.serveForever();
    } catch (e) {
      except(e, RuntimeError);
      print("RuntimeError: closed");
    }
    server.close();
  }

  await run(main);
}
