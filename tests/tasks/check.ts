/** `deno task check [FILES]`: types of these files, or of everything. */
import { findStd } from "./_std.ts";
import { runHere, sources } from "./_step.ts";
import { bySuite } from "./_suites.ts";

const temp = await Deno.makeTempDir({ prefix: "asyncio-check-" });
let failed = false;
try {
  const std = await findStd(temp);
  console.log(std.line);
  const paths: string[] = [];
  for (const arg of Deno.args) {
    const path = arg.replace(/^\.\//, "").replace(/(?<=.)\/$/, "");
    const folder = (await Deno.stat(path)).isDirectory;
    paths.push(...folder ? await sources(path) : [path]);
  }
  if (Deno.args.length === 0) paths.push(...await sources("."));
  for (const [suite, files] of bySuite(paths)) {
    const code = await runHere([
      "check",
      ...await std.flags(suite.lock),
      ...files,
    ]);
    failed ||= code !== 0;
  }
} finally {
  await Deno.remove(temp, { recursive: true });
}
Deno.exit(failed ? 1 : 0);
