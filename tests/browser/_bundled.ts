/** Scripts for a page, bundled from what imports the module. */
import { assert } from "@std/assert";

/**
 * Bundles a script, given as text.
 *
 * @param name What the script is called: `programs` is `programs/programs.js`.
 * @returns It and the parts that it shares, by path.
 */
export async function bundled(
  name: string,
  text: string,
): Promise<Map<string, string>> {
  const temp = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${temp}/${name}.ts`, text);
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "bundle",
        "--quiet",
        "--config=deno.json",
        "--platform=browser",
        "--code-splitting",
        `--outdir=${temp}/out`,
        `${temp}/${name}.ts`,
      ],
      cwd: new URL("../../", import.meta.url),
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const scripts = new Map<string, string>();
    for await (const { name: part } of Deno.readDir(`${temp}/out`)) {
      const script = await Deno.readTextFile(`${temp}/out/${part}`);
      scripts.set(`${name}/${part}`, script);
    }
    return scripts;
  } finally {
    await Deno.remove(temp, { recursive: true });
  }
}
