import {
  bytes,
  decode,
  except,
  LimitOverrunError,
  print,
  run,
  str,
  StreamReader,
  ValueError,
} from "./_python.ts";

export default async function program() {
  async function attempt(label: string, coro: () => Promise<Uint8Array>) {
    try {
      print(label, decode(await coro()).trim());
    } catch (e) {
      if (e instanceof LimitOverrunError) {
        print(label, "LimitOverrunError", e.consumed, str(e));
      } else {
        except(e, ValueError);
        print(label, "ValueError", str(e));
      }
    }
  }

  async function main() {
    const r = new StreamReader({ limit: 5 });
    r.feedData(bytes("too long\nnext\n"));
    await attempt("line found", () => r.readline());
    await attempt("then", () => r.readline());
    r.feedData(bytes("no end yet"));
    await attempt("line open", () => r.readline());
    r.feedData(bytes("ab\n"));
    await attempt("then", () => r.readline());
    r.feedData(bytes("abcdefg|"));
    await attempt("until found", () => r.readuntil(bytes("|")));
    await attempt("stays", () => r.read(100));
    r.feedData(bytes("abcdefg"));
    await attempt("until open", () => r.readuntil(bytes("||")));
    await attempt("stays", () => r.readexactly(7));
    try {
      new StreamReader({ limit: 0 });
    } catch (e) {
      except(e, ValueError);
      print(str(e));
    }
    try {
      await r.readexactly(-1);
    } catch (e) {
      except(e, ValueError);
      print(str(e));
    }
    try {
      await r.readuntil(bytes(""));
    } catch (e) {
      except(e, ValueError);
      print(str(e));
    }
  }

  await run(main);
}
