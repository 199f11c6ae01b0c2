/** The browser's scripts, bundled from TypeScript by `deno bundle`. */
import { minify } from "npm:terser@5.51.4";

/** Files of loop/ that pages go without: what only Deno has, and its tracing. */
const LEFT_OUT = [
  "trace.ts",
  "telemetry.ts",
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

/** The errors of what is left out, and what prints to standard error. */
const NAMES_LEFT_OUT =
  /^ {2}(?:IncompleteReadError|LimitOverrunError|printCallGraph|printTaskTree),\n/gm;

/**
 * The module as pages run it: what mod.ts exports, but for what only Deno has
 * and the recorders, and the virtual loop.
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
  ].join("\n").replace(NAMES_LEFT_OUT, "")
    .replaceAll('from "./', `from "${root.href}`);
}

/** Runs `deno bundle` on files of a folder; gives the scripts by their names. */
async function bundleFiles(
  folder: string,
  sources: ReadonlyMap<string, string>,
  options: readonly string[],
): Promise<[string, string][]> {
  const root = new URL("../../", import.meta.url);
  for (const [name, text] of sources) {
    await Deno.writeTextFile(`${folder}/${name}.ts`, text);
  }
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--config=deno.json",
      "--lock=tests/deno.lock",
      "--platform=browser",
      "--minify",
      ...options,
      `--outdir=${folder}/out`,
      ...[...sources.keys()].map((name) => `${folder}/${name}.ts`),
    ],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const scripts: [string, string][] = [];
  for await (const { name } of Deno.readDir(`${folder}/out`)) {
    scripts.push([name, await Deno.readTextFile(`${folder}/out/${name}`)]);
  }
  return scripts;
}

/** Long names of members of classes that nobody sees outside of the module. */
const INNER =
  "wakeNext|wakeAll|waiters|woken|isBusy|owner|what|claim|noteCancelled|popDue|peek|childDone|settlesWith|silenceOf|expire|child|endNow|mainEnded|cancelRequested|stepBegins|stepEnded|isBlank|hadValue|use|isKept|trail|follow|drop|undo|taken|released|hop|breathe|arm";

/** Shortens what is the module's own: those members, and all that begin with `_`. */
async function shortened(script: string): Promise<string> {
  const { code } = await minify(script, {
    module: true,
    // What makes a text short may make it pack worse: statements like those
    // beside them, functions next to each other, are cheaper.
    compress: {
      sequences: false,
      lhs_constants: false,
      hoist_funs: true,
      inline: 1,
      passes: 3,
      // A page is neither Deno nor Node: what is for them alone goes.
      global_defs: {
        "globalThis.Deno": undefined,
        "globalThis.process": undefined,
      },
    },
    mangle: { properties: { regex: new RegExp(`^(?:_[a-z].*|${INNER})$`) } },
  });
  if (code === undefined) throw new Error("The module cannot be minified");
  return code;
}

/**
 * Bundles modules of the repository for browsers, and the module itself as
 * `asyncio.js`: one script, which the others import.
 *
 * @param entries Paths from the repository's root.
 * @returns Each script's text by its name; shared parts are scripts too.
 */
export async function bundle(
  entries: readonly string[],
): Promise<Map<string, string>> {
  const root = new URL("../../", import.meta.url);
  const mod = await Deno.readTextFile(new URL("mod.ts", root));
  // Entries side by side, so that the scripts stand side by side, too.
  const pages = new Map(
    entries.map((path) => [
      path.replace(/^.*\/|\.ts$/g, ""),
      `export * from "${new URL(path, root)}";`,
    ]),
  );
  const out = await Deno.makeTempDir({ prefix: "asyncio-docs-" });
  try {
    const folders = [`${out}/module`, `${out}/pages`];
    for (const folder of folders) await Deno.mkdir(folder);
    const [module, scripts] = await Promise.all([
      bundleFiles(
        folders[0],
        new Map([["asyncio", pageModule(mod, root)]]),
        [],
      ),
      bundleFiles(folders[1], pages, [
        "--code-splitting",
        "--external=../../mod.ts",
        // The database of pages is in memory.
        "--external=./sqlite.ts",
      ]),
    ]);
    const small = await Promise.all(
      module.map(async ([name, text]): Promise<[string, string]> => [
        name,
        await shortened(text),
      ]),
    );
    return new Map(
      [...small, ...scripts].map(([name, text]): [string, string] => [
        name,
        text.replaceAll('"../../mod.ts"', '"./asyncio.js"'),
      ]).sort(([a], [b]) => a < b ? -1 : 1),
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}
