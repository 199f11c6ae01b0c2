/** The browser's scripts, bundled from TypeScript by `deno bundle`. */

/**
 * Bundles modules of the repository for browsers.
 *
 * @param entries Paths from the repository's root.
 * @returns Each script's text by its name; shared parts are scripts too.
 */
export async function bundle(
  entries: readonly string[],
): Promise<Map<string, string>> {
  const root = new URL("../../", import.meta.url);
  const out = await Deno.makeTempDir({ prefix: "asyncio-docs-" });
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bundle",
        "--quiet",
        "--platform=browser",
        "--minify",
        "--code-splitting",
        // The database of pages is in memory.
        "--external=./sqlite.ts",
        `--outdir=${out}`,
        ...entries,
      ],
      cwd: root,
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const names: string[] = [];
    for await (const { name } of Deno.readDir(out)) names.push(name);
    const scripts = new Map<string, string>();
    for (const name of names.sort()) {
      scripts.set(name, await Deno.readTextFile(`${out}/${name}`));
    }
    return scripts;
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}
