import {
  bytes,
  createTask,
  print,
  run,
  sleep,
  StreamReader,
  wait,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const reads: [string, (reader: StreamReader) => Promise<Uint8Array>][] = [
      ["read", (reader) => reader.read()],
      ["readexactly", (reader) => reader.readexactly(9)],
      ["readline", (reader) => reader.readline()],
    ];
    for (const [name, read] of reads) {
      const reader = new StreamReader();
      const task = createTask(() => read(reader));
      await sleep(0);
      reader.feedData(bytes("abc"));
      await sleep(0);
      task.cancel();
      await wait([task]);
      reader.feedData(bytes("def"));
      reader.feedEof();
      print(name, task.cancelled(), await reader.read());
    }
  }

  await run(main);
}
