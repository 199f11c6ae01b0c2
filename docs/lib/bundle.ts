/** The browser's scripts, bundled from TypeScript by `deno bundle`. */

/** Files of loop/ that pages go without: what only Deno has, and the recorder. */
const LEFT_OUT = [
  "trace.ts",
  "streams.ts",
  "stream_reader.ts",
  "stream_writer.ts",
  "server.ts",
  "subprocess.ts",
  "process.ts",
  "executor.ts",
  "worker_pool.ts",
  "module_function.ts",
  "threadsafe.ts",
];

/**
 * The module as pages run it: what mod.ts exports, but for what only Deno has
 * and the recorder, and the virtual loop.
 *
 * @param mod The text of mod.ts.
 * @param root The address of its folder.
 */
export function pageModule(mod: string, root: URL): string {
  const statements =
    mod.match(/^export (?:type )?\{[^}]*\} from "[^"]+";$/gm) ??
      [];
  return [
    ...statements.filter((one) =>
      !LEFT_OUT.some((file) => one.endsWith(`/${file}";`))
    ),
    'export { newVirtualLoop } from "./loop/testing.ts";',
  ].join("\n").replaceAll('from "./', `from "${root.href}`);
}

/**
 * Bundles modules of the repository for browsers, and the module itself as
 * `asyncio.js`.
 *
 * @param entries Paths from the repository's root.
 * @returns Each script's text by its name; shared parts are scripts too.
 */
export async function bundle(
  entries: readonly string[],
): Promise<Map<string, string>> {
  const root = new URL("../../", import.meta.url);
  const out = await Deno.makeTempDir({ prefix: "asyncio-docs-" });
  // Entries side by side, so that the scripts stand side by side, too.
  const sources = new Map([
    [
      "asyncio",
      pageModule(await Deno.readTextFile(new URL("mod.ts", root)), root),
    ],
    ...entries.map((path): [string, string] => [
      path.replace(/^.*\/|\.ts$/g, ""),
      `export * from "${new URL(path, root)}";`,
    ]),
  ]);
  for (const [name, text] of sources) {
    await Deno.writeTextFile(`${out}/${name}.ts`, text);
  }
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bundle",
        "--quiet",
        "--config=deno.json",
        "--lock=tests/deno.lock",
        "--platform=browser",
        "--minify",
        "--code-splitting",
        // The database of pages is in memory.
        "--external=./sqlite.ts",
        `--outdir=${out}/bundle`,
        ...[...sources.keys()].map((name) => `${out}/${name}.ts`),
      ],
      cwd: root,
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const names: string[] = [];
    for await (const { name } of Deno.readDir(`${out}/bundle`)) {
      names.push(name);
    }
    const scripts = new Map<string, string>();
    for (const name of names.sort()) {
      scripts.set(name, await Deno.readTextFile(`${out}/bundle/${name}`));
    }
    return scripts;
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}
