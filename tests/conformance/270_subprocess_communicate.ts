import {
  bytes,
  createSubprocessExec,
  createSubprocessShell,
  decode,
  PIPE,
  print,
  run,
} from "./_python.ts";

export default async function program() {
  async function main() {
    const p = await createSubprocessExec(["cat"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    print("returncode", p.returncode);
    let { stdout: out, stderr: err } = await p.communicate(bytes("hello"));
    print(decode(out!), err, p.returncode);
    const q = await createSubprocessShell(
      "echo out; echo err >&2; exit 3",
      { stdout: PIPE, stderr: PIPE },
    );
    ({ stdout: out, stderr: err } = await q.communicate());
    print(decode(out!).trim(), decode(err!).trim(), q.returncode);
    const s = await createSubprocessExec(["sleep", "10"]);
    s.terminate();
    print("wait", await s.wait());
  }

  await run(main);
}
