/** `deno task check [FILES]`: types of these files, or of everything. */
import { findStd } from "./_std.ts";
import { runHere } from "./_step.ts";

const temp = await Deno.makeTempDir({ prefix: "asyncio-check-" });
let code: number;
try {
  const std = await findStd(temp);
  console.log(std.line);
  code = await runHere(["check", ...std.flags, ...Deno.args]);
} finally {
  await Deno.remove(temp, { recursive: true });
}
Deno.exit(code);
