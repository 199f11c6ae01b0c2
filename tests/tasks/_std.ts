/** Which `@std` the tests import: the real one, or the stand-ins of tests/standins/. */

const MAP = "tests/standins/import_map.json";

/** How to start Deno so that `@std/...` resolves. */
export interface Std {
  /** Flags for `deno test` and `deno check`. */
  flags: string[];
  /** One line that says which was taken. */
  line: string;
}

type Imports = { imports: Record<string, string> };

async function imports(path: string): Promise<Record<string, string>> {
  return (JSON.parse(await Deno.readTextFile(path)) as Imports).imports;
}

/** The modules that have a stand-in, as JSR names them. */
async function wanted(): Promise<string[]> {
  const config = await imports("deno.json");
  const specifiers: string[] = [];
  for (const name of Object.keys(await imports(MAP))) {
    const [base, target] = Object.entries(config).find(([key, value]) =>
      value.startsWith("jsr:") && (name === key || name.startsWith(`${key}/`))
    ) ?? [];
    if (base && target) {
      specifiers.push(target + name.slice(base.length));
    }
  }
  return specifiers;
}

/**
 * Asks once whether JSR gives the modules (or the cache holds them).
 *
 * @param temp a folder of this run: the real packages are locked in a copy
 * there, so that the committed lock stays the one that needs only npm.
 */
export async function findStd(temp: string): Promise<Std> {
  const specifiers = await wanted();
  const probe = new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--no-lock", ...specifiers],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    signal: AbortSignal.timeout(8_000),
  });
  if ((await probe.output()).success) {
    const lock = `${temp}/deno.lock`;
    await Deno.copyFile("deno.lock", lock);
    return {
      flags: [`--lock=${lock}`],
      line: `@std: the real packages (${specifiers.join(", ")})`,
    };
  }
  return {
    flags: [`--import-map=${MAP}`],
    line: "@std: stand-ins of tests/standins/, because JSR does not answer",
  };
}
