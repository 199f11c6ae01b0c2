// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// The scripts behind `deno task`.
import { assertEquals } from "@std/assert";
import { obstacles } from "./tasks/_release.ts";
import { parseReport } from "./tasks/_report.ts";
import { realModules, standInMap } from "./tasks/_std.ts";
import { runTag, sources } from "./tasks/_step.ts";
import { suiteOf, SUITES } from "./tasks/_suites.ts";

Deno.test("`@run` states the permissions, in a comment of the header", () => {
  const far = "\n".repeat(50);
  assertEquals([
    runTag("// @run --allow-net=127.0.0.1 --allow-read=. <url>\nlet a;"),
    runTag("/**\n * @title x\n * @run --allow-env\n */"),
    runTag("/** @run */"),
    runTag("/**\n * @run\n */\n// --allow-all"),
    runTag("// no tag\nconst at = '@run --allow-all';"),
    runTag("// @runner --allow-all"),
    runTag(`${far}// @run --allow-all`),
  ], [
    ["--allow-net=127.0.0.1", "--allow-read=."],
    ["--allow-env"],
    [],
    [],
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("a report's cases keep file, name and state", () => {
  const report = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="3">
  <testsuite name="./tests/a_test.ts">
    <testcase name="is &quot;a&quot; &lt; &amp;amp;" classname="./tests/a_test.ts" time="0.5" line="1">
    </testcase>
    <testcase name="b" classname="./tests/a_test.ts" time="0">
      <failure message="Uncaught &lt;testcase&gt;">Error: x</failure>
    </testcase>
    <testcase name="c" classname="./tests/a_test.ts" time="0"><skipped/></testcase>
    <testcase name="s" classname="./mod.ts#5-10.ts" time="0"/>
  </testsuite>
</testsuites>`;
  assertEquals(
    parseReport(report).map(({ file, name, state, took }) =>
      `${file} | ${name} | ${state} | ${took}`
    ),
    [
      'tests/a_test.ts | is "a" < &amp; | passed | 500',
      "tests/a_test.ts | b | failed | 0",
      "tests/a_test.ts | c | skipped | 0",
      "mod.ts | s | passed | 0",
    ],
  );
});

Deno.test("`task example` runs with exactly the permissions stated", async () => {
  const folder = await Deno.makeTempDir();
  const script = new URL("tasks/example.ts", import.meta.url).href;
  const example = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-read=.", "--allow-run", script, ...args],
      cwd: folder,
      stdin: "null",
      env: { NO_COLOR: "1" },
    }).output();
    const [out, err] = [stdout, stderr].map((it) =>
      new TextDecoder().decode(it)
    );
    return [code, out?.trim().split("\n"), err?.trim().split("\n")[0]];
  };
  await Deno.mkdir(`${folder}/examples/deep`, { recursive: true });
  const files = {
    "reads.ts": `/**
 * @title.en Reads itself
 * @run --allow-read=examples <url>
 */
console.log(Deno.readTextFileSync("examples/reads.ts").length > 0, Deno.args[0]);`,
    "refused.ts": `// @run
Deno.readTextFileSync("examples/refused.ts");`,
    "deep/an_inner.ts": "// @run\nconsole.log('deep'); Deno.exit(7);",
    "helper.ts": "export const notAnExample = true;",
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/examples/${name}`, text);
  }
  const seen = [
    await example(),
    await example("reads", "argument"),
    await example("examples/deep/an_inner.ts"),
    await example("deep/an-inner"),
    await example("refused"),
    await example("helper"),
    await example("inner"),
    await example("raeds"),
  ];
  await Deno.remove(folder, { recursive: true });
  assertEquals(seen, [
    [0, [
      "deep/an_inner",
      "reads          Reads itself",
      "refused",
      "3 examples; run one: deno task example NAME",
    ], ""],
    [0, ["true argument"], ""],
    [7, ["deep"], ""],
    [7, ["deep"], ""],
    [
      1,
      [""],
      'error: Uncaught (in promise) NotCapable: Requires read access to "examples/refused.ts", run again with the --allow-read flag',
    ],
    [
      2,
      [""],
      'Cannot run example "helper": there is none of that name; `deno task example` lists them',
    ],
    [2, [""], 'Cannot run example "inner": did you mean deep/an_inner?'],
    [2, [""], 'Cannot run example "raeds": did you mean reads?'],
  ]);
});

Deno.test("the stand-ins take the place of JSR's packages alone", () => {
  const config = {
    "@std/assert": "jsr:@std/assert@^1",
    "@std/testing": "jsr:@std/testing@^1",
    "fast-check": "npm:fast-check@4.10.2",
  };
  const standins = {
    "@std/assert": "./assert.ts",
    "@std/testing/time": "./time.ts",
  };
  const base = new URL("file:///repo/tests/standins/import_map.json");
  assertEquals(realModules(config, standins), [
    "jsr:@std/assert@^1",
    "jsr:@std/testing@^1/time",
  ]);
  assertEquals(standInMap(config, standins, base), {
    "fast-check": "npm:fast-check@4.10.2",
    "fast-check/": "npm:/fast-check@4.10.2/",
    "@std/assert": "file:///repo/tests/standins/assert.ts",
    "@std/testing/time": "file:///repo/tests/standins/time.ts",
  });
});

Deno.test("npm packages are pinned exactly, and locked where they are used", async () => {
  const root = new URL("../", import.meta.url);
  const read = async (path: string): Promise<string[]> => {
    const found = await Deno.readTextFile(new URL(path, root));
    // In a file, in deno.json, and in the specifiers of a lock.
    return [...found.matchAll(/"npm:\/?((?:@[\w.-]+\/)?[\w.-]+@[^"/]+)[^"]*"/g)]
      .map(([, name]) => name);
  };
  const start = await read("deno.json");
  const named = new Map(SUITES.map(({ lock }) => [lock, new Set<string>()]));
  const complaints: string[] = [];
  const versions = new Map<string, string>();
  for (const path of ["deno.json", ...await sources(".")]) {
    if (path === "tests/tasks_test.ts") continue;
    for (const name of await read(path)) {
      const [, bare, version] = /^(.+)@(.+)$/.exec(name)!;
      // Deno refuses a range where one platform's optional part is missing.
      if (!/^\d+\.\d+\.\d+$/.test(version)) complaints.push(`${path}: ${name}`);
      if ((versions.get(bare) ?? version) !== version) {
        complaints.push(`${path}: ${name} is ${versions.get(bare)} elsewhere`);
      }
      versions.set(bare, version);
      if (path !== "deno.json") named.get(suiteOf(path).lock)!.add(name);
    }
  }
  const locks = [["deno.lock", new Set(start)] as const, ...named];
  for (const [lock, names] of locks) {
    const locked = await read(lock);
    for (const name of names) {
      if (!locked.includes(name)) {
        complaints.push(`${lock} is without ${name}: deno task lock`);
      }
    }
    if (lock !== "deno.lock") continue;
    for (const name of locked) {
      if (!names.has(name)) {
        complaints.push(`${lock} has ${name}, too: deno task lock`);
      }
    }
  }
  assertEquals(complaints, []);
});

Deno.test("a release needs a clean tree, a changelog and a new tag", () => {
  const changelog = (unreleased: string, heading: string, text: string) =>
    `# Changelog

## [Unreleased]
${unreleased}
## ${heading}

${text}

## [1.0.0] - 2026-01-02

- First.

[1.0.0]: https://example.com/
`;
  const good = {
    version: "1.1.0",
    changelog: changelog("", "[1.1.0] - 2026-02-03", "### Added\n\n- Second."),
    status: "",
    tags: ["v1.0.0"],
  };
  const dated = "[1.1.0] - 2026-02-03";
  assertEquals([
    obstacles(good),
    obstacles({ ...good, tags: ["v1.1.0"], tag: "v1.1.0" }),
    obstacles({ ...good, version: "1.2" }),
    obstacles({ ...good, status: " M mod.ts\n?? new.ts\n" }),
    obstacles({ ...good, changelog: changelog("", "[1.1.0]", "- Second.") }),
    obstacles({ ...good, changelog: changelog("", dated, "Nothing.") }),
    obstacles({ ...good, changelog: changelog("- New.", dated, "- Second.") }),
    obstacles({ ...good, tag: "v1.2.0" }),
    obstacles({ ...good, tags: ["v1.0.0", "v1.1.0"] }),
  ], [
    [],
    [],
    [
      "deno.json: 1.2 is no semantic version",
      'CHANGELOG.md has no section "## [1.2] - YYYY-MM-DD"',
    ],
    ["the tree is dirty:\n M mod.ts\n?? new.ts"],
    ["CHANGELOG.md: [1.1.0] is without its date"],
    ["CHANGELOG.md: [1.1.0] lists nothing"],
    ["CHANGELOG.md: something is still [Unreleased]"],
    ["the tag v1.2.0 is not v1.1.0, the version of deno.json"],
    ["v1.1.0 has been tagged before: raise the version"],
  ]);
});
