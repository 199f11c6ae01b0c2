// @run --allow-run=deno
// The programs of _types.ts are right, and each mistake in them is found: a mark
// that marks none is an error itself.
import { assertEquals } from "@std/assert";

Deno.test("types: every program compiles, and every mistake is found", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "check",
      "--quiet",
      import.meta.resolve("./_types.ts"),
      import.meta.resolve("./_contract_types.ts"),
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
});
