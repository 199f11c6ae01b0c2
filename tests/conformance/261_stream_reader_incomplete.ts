import {
  bytes,
  decode,
  except,
  IncompleteReadError,
  print,
  run,
  str,
  StreamReader,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const r = new StreamReader();
    r.feedData(bytes("abc"));
    r.feedEof();
    try {
      await r.readexactly(5);
    } catch (e) {
      except(e, IncompleteReadError);
      print(decode(e.partial), e.expected, str(e));
    }
    const r2 = new StreamReader();
    r2.feedData(bytes("no newline"));
    r2.feedEof();
    print(decode(await r2.readline()));
    const r3 = new StreamReader();
    r3.feedData(bytes("xyz"));
    r3.feedEof();
    try {
      await r3.readuntil(bytes("|"));
    } catch (e) {
      except(e, IncompleteReadError);
      print(decode(e.partial), e.expected);
    }
  }

  await run(main);
}
