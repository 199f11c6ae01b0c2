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

/** A test file, and what keeps it from running elsewhere. */
export interface TestFile {
  /** Without folder and ending. */
  name: string;
  /** Empty when it can run. */
  why: string;
  /** Empty when it can run without any `node:` module. */
  whyInBrowser: string;
}

const ELSEWHERE_TOO = [
  "@std/assert",
  "../mod.ts",
  "./_child.ts",
  "./_in_worker.ts",
  "./_sweep.ts",
  "./_transcript.ts",
  "./everywhere/differences.ts",
  "node:async_hooks",
  "node:process",
  "node:timers",
];

/** The helpers and programs that such files import. */
const HELPERS = [
  "_child",
  "_in_worker",
  "_sweep",
  "_transcript",
  "standins/assert",
];
const FOLDER = "explore_gallery";

/** The tests of loop/, and what keeps some from running elsewhere. */
export async function testFiles(): Promise<TestFile[]> {
  const found: TestFile[] = [];
  for await (const { name } of Deno.readDir(new URL("tests/", ROOT))) {
    if (!name.endsWith("_test.ts")) continue;
    const text = await Deno.readTextFile(new URL(`tests/${name}`, ROOT));
    const imports = [...text.matchAll(/^(?:import|\}).* from "([^"]+)";$/gm)]
      .map(([, from]) => from);
    if (!imports.includes("../mod.ts")) continue;
    const needs = (others: string[]) =>
      others.length === 0 ? "" : `the test file needs ${others.join(", ")}`;
    const why = needs(
      imports.filter((from) =>
        !ELSEWHERE_TOO.includes(from) && !from.startsWith("../loop/")
      ),
    );
    found.push({
      name: name.slice(0, -".ts".length),
      why,
      whyInBrowser: why ||
        needs(
          imports.filter((from) =>
            from.startsWith("node:") || from === "./_in_worker.ts"
          ),
        ),
    });
  }
  return found.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Makes the transpiled text run in its place. */
async function adapted(path: string): Promise<string> {
  const up = /\/(conformance|everywhere|explore_gallery|standins)\//.test(path)
    ? ".."
    : ".";
  let text = await Deno.readTextFile(path);
  // A name of a file that is there; others are just text in a test.
  const names = text.matchAll(
    /(?<=["`])\.{1,2}\/[^"`\s]*\.ts(?=["`])/g,
  );
  for (const [name] of names) {
    const there = name.replace(/ts$/, "js");
    try {
      if (!name.includes("${")) {
        await Deno.stat(new URL(there, `file://${path}`));
      }
      text = text.replaceAll(name, there);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  const plain = text
    .replaceAll(/_test(\\?)\.ts/g, "_test$1.js")
    .replaceAll('"@std/assert"', `"${up}/standins/assert.js"`)
    .replaceAll(
      /"node:(assert\/strict|util)"/g,
      '"../everywhere/_node_modules.js"',
    );
  const registers = /\bDeno\.test\((?!\))/g;
  return registers.test(plain)
    ? `import { test as $test } from "${up}/everywhere/_host.js"; ` +
      plain.replaceAll(registers, "$$test(")
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
    // The maps would name files of the machine that packed.
    [
      "pack",
      "--quiet",
      "--allow-dirty",
      "--no-source-maps",
      "--output",
      tarball,
    ],
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
    ...HELPERS.map((name) => `tests/${name}.ts`),
    "tests/conformance/_python.ts",
    ...[
      "_host",
      "_process",
      "_page",
      "_page_worker",
      "_node_modules",
      "differences",
    ]
      .map((name) => `tests/everywhere/${name}.ts`),
  ];
  for await (const { name } of Deno.readDir(new URL(`tests/${FOLDER}`, ROOT))) {
    if (name.endsWith(".ts")) sources.push(`tests/${FOLDER}/${name}`);
  }
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
  const paths = sources.map((source) =>
    `${folder}/${source.replace(/ts$/, "js")}`
  );
  await withoutUsing(folder, paths);
  for (const path of paths) {
    await Deno.writeTextFile(path, await adapted(path));
  }
}

/**
 * The tests may write `using`, which Node parses only from 24 on. Without npm
 * those files fail to load there.
 */
async function withoutUsing(folder: string, paths: string[]): Promise<void> {
  const texts = await Promise.all(paths.map((path) => Deno.readTextFile(path)));
  const due = paths.filter((_, i) => /^\s*(await )?using /m.test(texts[i]));
  try {
    await new Deno.Command("npx", {
      args: [
        "--yes",
        "esbuild@0.25.12",
        ...due,
        "--target=node20",
        "--allow-overwrite",
        `--outbase=${folder}`,
        `--outdir=${folder}`,
      ],
      cwd: folder,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
