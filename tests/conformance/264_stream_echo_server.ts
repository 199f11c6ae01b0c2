import {
  bytes,
  decode,
  openConnection,
  print,
  run,
  startServer,
  type StreamReader,
  type StreamWriter,
} from "./_python.ts";

export default async function program() {
  async function handle(reader: StreamReader, writer: StreamWriter) {
    while (true) {
      const line = await reader.readline();
      if (line.length === 0) {
        break;
      }
      writer.write(bytes("echo:" + decode(line)));
      await writer.drain();
    }
    writer.close();
    await writer.waitClosed();
    print("server side closed");
  }

  async function main() {
    const server = await startServer(handle, "127.0.0.1", 0);
    const port = server.port;
    print("serving", server.isServing());
    const [reader, writer] = await openConnection("127.0.0.1", port);
    for (const word of ["one\n", "two\n"]) {
      writer.write(bytes(word));
      print(decode(await reader.readline()).trim());
    }
    writer.writeEof();
    print("rest", (await reader.read()).length);
    writer.close();
    await writer.waitClosed();
    print("is_closing", writer.isClosing());
    server.close();
    await server.waitClosed();
    print("serving", server.isServing());
  }

  await run(main);
}
