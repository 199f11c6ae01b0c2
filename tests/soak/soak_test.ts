// The short form of `deno task soak`: a few virtual seconds of 10,000 tasks each.
// @run --allow-read=. --allow-run=deno
import { assertEquals, assertMatch } from "@std/assert";

Deno.test("after random work nothing is left, and the heap is where it was", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--v8-flags=--expose-gc,--no-flush-bytecode",
      new URL("soak.ts", import.meta.url).href,
      "--minutes",
      "0.01",
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(60_000),
  }).output();
  const printed = new TextDecoder().decode(stdout);
  console.log(printed.trimEnd());
  assertMatch(printed, /^\d+ tasks in .* ended, .* failed, .* cancelled/);
  const problems = printed.match(/^problem: .*$/gm) ?? [];
  assertEquals(
    [code, problems, new TextDecoder().decode(stderr)],
    [0, [], ""],
  );
});
