import {
  bytes,
  decode,
  getRunningLoop,
  openConnection,
  print,
  run,
  startServer,
  str,
  type StreamReader,
  type StreamWriter,
  ZeroDivisionError,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const loop = getRunningLoop();
    loop.setExceptionHandler((_loop, context) =>
      print(context.message, "|", str(context.exception))
    );

    async function handle(reader: StreamReader, writer: StreamWriter) {
      const line = await reader.readline();
      writer.write(line);
      writer.close();
      throw new ZeroDivisionError(decode(line).trim());
    }

    const server = await startServer(handle, "127.0.0.1", 0);
    const port = server.port;
    for (const word of ["one\n", "two\n"]) {
      const [reader, writer] = await openConnection("127.0.0.1", port);
      writer.write(bytes(word));
      print("rest", (await reader.read()).length, reader.atEof());
      writer.close();
      await writer.waitClosed();
    }
    print("serving", server.isServing());
    server.close();
    await server.waitClosed();
  }

  await run(main);
}
