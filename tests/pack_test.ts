// @run --allow-read --allow-write=$TMPDIR --allow-run=deno,tar
// The npm package: what it holds, its types, and that it runs as installed.
import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/** Runs a command to its end; what it printed. */
async function output(
  command: string,
  args: string[],
  cwd: URL | string,
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(text.decode(stderr));
  return text.decode(stdout).trim();
}

const deno = (args: string[], cwd: URL | string): Promise<string> =>
  output(Deno.execPath(), args, cwd);

/** Every file below a folder, with its text. */
async function read(folder: string, path = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(folder + path)) {
    const inner = `${path}/${name}`;
    if (isDirectory) {
      for (const each of await read(folder, inner)) files.set(...each);
    } else files.set(inner.slice(1), await Deno.readTextFile(folder + inner));
  }
  return files;
}

/** The package as npm would install it into a folder. */
async function install(folder: string): Promise<string> {
  const place = `${folder}/node_modules/@asyncio/asyncio`;
  await Deno.mkdir(place, { recursive: true });
  const tarball = `${folder}/package.tgz`;
  await deno(
    [
      ...["pack", "--quiet", "--allow-dirty", "--no-source-maps"],
      ...["--output", tarball],
    ],
    ROOT,
  );
  await output("tar", ["-xzf", tarball, "-C", place, "--strip=1"], folder);
  return place;
}

const consumer = `
import { type Queue, run, sleep } from "@asyncio/asyncio";
import { newVirtualLoop } from "@asyncio/asyncio/testing";

const two: number = await run(() => sleep(1000, 2), { loopFactory: newVirtualLoop });
// @ts-expect-error the types tell what it gives
const wrong: string = await run(() => sleep(1, 2));
// @ts-expect-error and that a function is wanted
const refused = (queue: Queue<number>) => run(queue.get());
console.log(two, wrong, typeof refused);
`;

Deno.test("the npm package has its types, no dependency and no path of a machine", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const files = await read(await install(folder));
    const { exports, ...rest } = JSON.parse(files.get("package.json")!);
    const entries = Object.values(exports).flatMap((entry) =>
      Object.values(entry as Record<string, string>)
    );
    const root = decodeURIComponent(ROOT.pathname);
    assertEquals([
      Object.keys(exports),
      Object.keys(rest).filter((key) => /depend|script|bin/i.test(key)),
      entries.filter((entry) => !files.has(entry.slice(2))),
      [...files.keys()].filter((path) =>
        !/^(loop\/\w+|mod)(\.d\.ts|\.js)$/.test(path)
      ).toSorted(),
      [...files].filter(([, text]) => text.includes(root)).map(([path]) =>
        path
      ),
    ], [
      [".", "./testing"],
      [],
      [],
      ["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
      [],
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("who installs the npm package is checked by its types, and runs it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await install(folder);
    await Deno.writeTextFile(`${folder}/package.json`, '{"type": "module"}');
    await Deno.writeTextFile(`${folder}/consumer.ts`, consumer);
    const flags = ["--quiet", "--no-lock", "--node-modules-dir=manual"];
    await deno(["check", ...flags, "consumer.ts"], folder);
    assertEquals(
      await deno(["run", ...flags, "consumer.ts"], folder),
      "2 2 function",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
