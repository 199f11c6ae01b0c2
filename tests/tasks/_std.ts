/** Which `@std` the tests import: the real one, or the stand-ins of tests/standins/. */

const STANDINS = new URL("../standins/import_map.json", import.meta.url);
/** The root's deno.json. */
export const CONFIG = new URL("../../deno.json", import.meta.url);

/** How to start Deno so that `@std/...` resolves. */
export interface Std {
  /** Flags for `deno test` and `deno check`, with this lock. */
  flags(lock: string): Promise<string[]>;
  /** One line that says which was taken. */
  line: string;
}

type Imports = Record<string, string>;

/** The imports of a deno.json, or of an import map. */
export async function importsOf(file: URL): Promise<Imports> {
  return (JSON.parse(await Deno.readTextFile(file)) as { imports: Imports })
    .imports;
}

/** The modules that have a stand-in, as JSR names them. */
export function realModules(config: Imports, standins: Imports): string[] {
  const specifiers: string[] = [];
  for (const name of Object.keys(standins)) {
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
 * The imports of deno.json with the stand-ins for JSR's packages.
 *
 * deno.json means a package's inner paths too, an import map only as said.
 */
export function standInMap(
  config: Imports,
  standins: Imports,
  base: URL,
): Imports {
  const map: Imports = {};
  for (const [name, target] of Object.entries(config)) {
    if (target.startsWith("jsr:")) continue;
    map[name] = target;
    if (!target.startsWith("npm:") || name.endsWith("/")) continue;
    map[`${name}/`] ??= `${target.replace(":", ":/")}/`;
  }
  for (const [name, file] of Object.entries(standins)) {
    map[name] = new URL(file, base).href;
  }
  return map;
}

/** Writes the import map of the stand-ins into a folder. */
export async function writeStandIns(folder: string): Promise<string> {
  const imports = standInMap(
    await importsOf(CONFIG),
    await importsOf(STANDINS),
    STANDINS,
  );
  const map = `${folder}/import_map.json`;
  await Deno.writeTextFile(map, JSON.stringify({ imports }));
  return map;
}

/**
 * Asks once whether JSR gives the modules (or the cache holds them).
 *
 * @param temp a folder of this run, for the import map of the stand-ins. The
 * real packages are locked in a copy there, so that the committed locks stay
 * those that need only npm.
 */
export async function findStd(temp: string): Promise<Std> {
  const [config, standins] = await Promise.all([
    importsOf(CONFIG),
    importsOf(STANDINS),
  ]);
  const specifiers = realModules(config, standins);
  const probe = new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--no-lock", ...specifiers],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    signal: AbortSignal.timeout(8_000),
  });
  if ((await probe.output()).success) {
    return {
      async flags(lock) {
        const copy = `${temp}/${lock.replaceAll("/", "_")}`;
        await Deno.copyFile(lock, copy);
        return [`--lock=${copy}`];
      },
      line: `@std: the real packages (${specifiers.join(", ")})`,
    };
  }
  const map = await writeStandIns(temp);
  return {
    flags: (lock) => Promise.resolve([`--lock=${lock}`, `--import-map=${map}`]),
    line: "@std: stand-ins of tests/standins/, because JSR does not answer",
  };
}
