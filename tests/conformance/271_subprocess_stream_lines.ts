import {
  bytes,
  createSubprocessExec,
  decode,
  PIPE,
  print,
  range,
  run,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const p = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    for (const i of range(3)) {
      p.stdin!.write(bytes("line " + i + "\n"));
      await p.stdin!.drain();
      print(decode(await p.stdout!.readline()).trim());
    }
    p.stdin!.close();
    print("rest", (await p.stdout!.read()).length, "code", await p.wait());
    try {
      const k = await createSubprocessExec(["sleep", "10"]);
      k.kill();
      print("killed", await k.wait());
      k.sendSignal("SIGTERM");
    } catch (e) {
      // What a runtime throws where no such process is.
      if ((e as Error).name !== "NotFound") {
        throw e;
      }
      print("ProcessLookupError");
    }
  }

  await run(main);
}
