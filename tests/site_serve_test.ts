// @run --allow-read=.,$TMPDIR --allow-run=deno --allow-net=127.0.0.1
// `deno task docs:serve`: an address on loopback, pages that reload themselves,
// and an end on Ctrl-C.
import { assert, assertEquals } from "@std/assert";

Deno.test("docs:serve prints its address, serves pages that reload, stops on Ctrl-C", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "docs:serve"],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  let address: string | undefined;
  while (address === undefined) {
    const { value, done } = await reader.read();
    assert(!done, `it ended: ${printed}`);
    printed += value;
    address = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)?.[0];
  }
  const page = await (await fetch(`${address}zh/lesson/core/`)).text();
  assert(page.includes('<script src="/_reload.js"></script>'));
  const events = await fetch(`${address}_reload`);
  assertEquals(events.headers.get("content-type"), "text/event-stream");
  await events.body?.cancel();
  child.kill("SIGINT");
  await reader.cancel();
  const { code, signal } = await child.status;
  assert(signal === "SIGINT" || code === 130, `${code} ${signal}`);
});
