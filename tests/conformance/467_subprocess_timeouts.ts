import {
  bytes,
  createSubprocessExec,
  createSubprocessShell,
  decode,
  DEVNULL,
  except,
  gather,
  PIPE,
  print,
  run,
  STDOUT,
  TimeoutError,
  waitFor,
} from "./_python.ts";

export default async function program() {
  const output = (all: { stdout: Uint8Array | null; stderr: null | unknown }) =>
    `(b'${decode(all.stdout!)}', ${all.stderr === null ? "None" : "?"})`;

  async function main() {
    const p = await createSubprocessExec(["sleep", "10"]);
    try {
      await waitFor(() => p.wait(), 50);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout", p.returncode);
    }
    p.kill();
    print(await gather([() => p.wait(), () => p.wait()]), p.returncode);
    const q = await createSubprocessExec(["sleep", "10"], { stdout: PIPE });
    try {
      await waitFor(() => q.communicate(), 50);
    } catch (e) {
      except(e, TimeoutError);
      print("timeout", q.returncode);
    }
    q.terminate();
    print(output(await q.communicate()), q.returncode);
    const s = await createSubprocessShell(
      "echo one; echo two >&2; echo three",
      { stdout: PIPE, stderr: STDOUT },
    );
    const { stdout: out, stderr: err } = await s.communicate();
    print(decode(out!).trim().split("\n"), err, s.stderr);
    const t = await createSubprocessExec(["true"], {
      stdin: PIPE,
      stdout: PIPE,
    });
    print(
      output(await t.communicate(bytes("x".repeat(1000000)))),
      t.returncode,
    );
    const d = await createSubprocessExec(["cat"], {
      stdin: DEVNULL,
      stdout: PIPE,
    });
    print(output(await d.communicate()), d.stdin);
    try {
      await createSubprocessExec(["cat"], { cwd: "/no/such/folder" });
    } catch (e) {
      if ((e as Error).name !== "NotFound") {
        throw e;
      }
      print("no such folder");
    }
  }

  await run(main);
}
