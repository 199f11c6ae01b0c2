/**
 * The npm tarball, unpacked, with the suite beside it as plain JavaScript:
 * every runtime runs the very files that npm would install.
 */
import { ROOT } from "../tasks/_example_run.ts";

async function deno(args: string[], cwd: URL | string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** A test file that can run elsewhere, or why it cannot. */
export interface TestFile {
  /** Without folder and ending. */
  name: string;
  /** Empty when it can. */
  why: string;
}

const ELSEWHERE_TOO = [
  "@std/assert",
  "../mod.ts",
  "./_child.ts",
  "./_in_worker.ts",
  "./_transcript.ts",
];

/** The tests of loop/, and what keeps some from running elsewhere. */
export async function testFiles(): Promise<TestFile[]> {
  const found: TestFile[] = [];
  for await (const { name } of Deno.readDir(new URL("tests/", ROOT))) {
    if (!name.endsWith("_test.ts")) continue;
    const text = await Deno.readTextFile(new URL(`tests/${name}`, ROOT));
    const imports = [...text.matchAll(/^(?:import|\}).* from "([^"]+)";$/gm)]
      .map(([, from]) => from);
    if (!imports.includes("../mod.ts")) continue;
    const others = imports.filter((from) =>
      !ELSEWHERE_TOO.includes(from) && !from.startsWith("../loop/")
    );
    found.push({
      name: name.slice(0, -".ts".length),
      why: others.length === 0 ? "" : `the file needs ${others.join(", ")}`,
    });
  }
  return found.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Makes the transpiled text run in its place. */
function adapted(path: string, text: string): string {
  const up = path.includes("/conformance/") || path.includes("/everywhere/")
    ? ".."
    : ".";
  const plain = text
    .replaceAll(/"(\.{1,2}\/[^"\n]*)\.ts"/g, '"$1.js"')
    .replaceAll('"@std/assert"', `"${up}/standins/assert.js"`)
    .replaceAll(
      /"node:(assert\/strict|util)"/g,
      '"../everywhere/_node_modules.js"',
    );
  return plain.includes("Deno.test(")
    ? `import { test as $test } from "${up}/everywhere/_host.js"; ` +
      plain.replaceAll("Deno.test(", "$test(")
    : plain;
}

/** Packs the module and lays the suite beside it. */
export async function build(
  folder: string,
  programs: readonly string[],
  files: readonly string[],
): Promise<void> {
  const tarball = `${folder}/package.tgz`;
  await deno(
    ["pack", "--quiet", "--allow-dirty", "--output", tarball],
    ROOT,
  );
  const { success } = await new Deno.Command("tar", {
    args: ["-xzf", tarball, "-C", folder, "--strip-components=1"],
    stdin: "null",
  }).output();
  if (!success) throw new Error("tar cannot read what deno pack wrote");
  const sources = [
    ...programs.map((name) => `tests/conformance/${name}.ts`),
    ...files.map((name) => `tests/${name}.ts`),
    "tests/conformance/_python.ts",
    "tests/_child.ts",
    "tests/_in_worker.ts",
    "tests/_transcript.ts",
    "tests/standins/assert.ts",
    ...["_host", "_process", "_page", "_page_worker", "_node_modules"]
      .map((name) => `tests/everywhere/${name}.ts`),
  ];
  await deno(
    [
      "transpile",
      "--no-check",
      "--source-map=none",
      `--outdir=${folder}`,
      ...sources,
    ],
    ROOT,
  );
  for (const source of sources) {
    const path = `${folder}/${source.replace(/ts$/, "js")}`;
    await Deno.writeTextFile(
      path,
      adapted(path, await Deno.readTextFile(path)),
    );
  }
  // Node and Bun look for the kind of a .js file beside it.
  await Deno.mkdir(`${folder}/tests`, { recursive: true });
}
