import {
  bytes,
  createTask,
  decode,
  except,
  getRunningLoop,
  openConnection,
  print,
  run,
  sleep,
  startServer,
  type StreamReader,
  type StreamWriter,
  timeout,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const writers: StreamWriter[] = [];

    function handle(_reader: StreamReader, writer: StreamWriter) {
      writers.push(writer);
    }

    const server = await startServer(handle, "127.0.0.1", 0);
    const port = server.port;
    const [reader, writer] = await openConnection("127.0.0.1", port);
    try {
      await waitFor(() => reader.readline(), 50);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout");
    }
    writers[0]!.write(bytes("part"));
    try {
      await timeout(50, async () => {
        await reader.readline();
      });
    } catch (e) {
      except(e, TimeoutError);
      print("timeout again");
    }
    getRunningLoop().callLater(20, () => writers[0]!.write(bytes("ial\n")));
    print(decode(await waitFor(() => reader.readline(), 5000)).trim());
    const reading = createTask(() => reader.read());
    await sleep(0);
    writer.close();
    print("read", (await reading).length, writer.isClosing());
    await writer.waitClosed();
    writer.write(bytes("unheard"));
    try {
      await writer.drain();
    } catch (e) {
      // The runtime's name for it.
      if ((e as Error).name !== "ConnectionReset") {
        throw e;
      }
      print("drain:", (e as Error).message);
    }
    writers[0]!.close();
    server.close();
    await server.waitClosed();
  }

  await run(main);
}
