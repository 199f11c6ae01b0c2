/**
 * `deno task lock`: writes every lock file anew, after a version has changed.
 * The stand-ins take JSR's place, since the locks are of npm alone.
 */
import { CONFIG, importsOf, writeStandIns } from "./_std.ts";
import { runHere, sources } from "./_step.ts";
import { SERVERS, suiteOf, SUITES } from "./_suites.ts";

const temp = await Deno.makeTempDir({ prefix: "asyncio-lock-" });
let failed = false;

async function lock(name: string, args: string[]): Promise<void> {
  const fresh = `${temp}/${name.replaceAll("/", "_")}`;
  const code = await runHere([...args, "--quiet", `--lock=${fresh}`]);
  if (code === 0) {
    await Deno.copyFile(fresh, name);
    console.log(name);
  } else failed = true;
}

try {
  const map = await writeStandIns(temp);
  const paths = await sources(".");
  const dependencies = Object.values(await importsOf(CONFIG))
    .filter((to) => to.startsWith("npm:"));
  await lock("deno.lock", ["cache", ...dependencies]);
  for (const suite of SUITES) {
    const files = paths.filter((path) =>
      (suiteOf(path) === suite || suite.hidden?.test(path)) &&
      path !== "docs/_config.ts"
    );
    await lock(suite.lock, [
      "test",
      "--no-run",
      "--no-check",
      `--import-map=${map}`,
      ...files,
    ]);
  }
  const hidden: string[] = [];
  for (const file of SERVERS.files) {
    const source = await Deno.readTextFile(file);
    for (const [, name] of source.matchAll(/"(@?[\w/-]+@\d[\d.]+)"/g)) {
      hidden.push(`npm:${name}`);
    }
  }
  await lock(SERVERS.lock, ["cache", "--no-config", ...hidden]);
} finally {
  await Deno.remove(temp, { recursive: true });
}
Deno.exit(failed ? 1 : 0);
