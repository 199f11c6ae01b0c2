import { bytes, decode, print, run, StreamReader } from "./_python.ts";

export default async function program() {
  async function main() {
    const r = new StreamReader();
    r.feedData(bytes("line 1\nline 2\nab|cdefgh"));
    print(decode(await r.readline()).trim());
    print(decode(await r.readline()).trim());
    print(decode(await r.readuntil(bytes("|"))));
    print(decode(await r.readexactly(3)));
    print(decode(await r.read(2)), r.atEof());
    r.feedEof();
    print(decode(await r.read()), r.atEof());
    print((await r.readline()).length, (await r.read(10)).length);
  }

  await run(main);
}
