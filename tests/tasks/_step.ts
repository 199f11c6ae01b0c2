/** What the tasks share: starting this same Deno, and the `@run` tag. */

/** What became of a command. */
export interface Outcome {
  code: number;
  /** Standard output and error, in this order. */
  output: string;
  /** Milliseconds. */
  took: number;
}

/** Runs this Deno with its output kept, at most 15 minutes. */
export async function runQuietly(
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const began = performance.now();
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(15 * 60_000),
  }).output();
  const text = new TextDecoder();
  return {
    code,
    output: (text.decode(stdout) + text.decode(stderr)).trimEnd(),
    took: performance.now() - began,
  };
}

/**
 * Runs this Deno on the same terminal. Ctrl-C is the child's to answer, and a
 * SIGTERM is passed on to it.
 */
export async function runHere(
  args: string[],
  env: Record<string, string> = {},
): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env,
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const listeners: [Deno.Signal, () => void][] = [["SIGINT", () => {}]];
  if (Deno.build.os !== "windows") {
    listeners.push(["SIGTERM", () => child.kill("SIGTERM")]);
  }
  for (const [signal, listen] of listeners) {
    Deno.addSignalListener(signal, listen);
  }
  try {
    return (await child.status).code;
  } finally {
    for (const [signal, listen] of listeners) {
      Deno.removeSignalListener(signal, listen);
    }
  }
}

/**
 * The flags that a file's header states: `@run --allow-net=127.0.0.1`.
 * `undefined` when there is no such line.
 */
export function runTag(source: string): string[] | undefined {
  const head = source.split("\n", 40).join("\n");
  const tag = /^(?:\/\/| \*|\/\*\*) *@run\b(.*)$/m.exec(head);
  return tag?.[1]?.match(/--\S+/g)?.map(String) ?? (tag ? [] : undefined);
}

/** The flags of `deno test` for a test file, from its header. */
export function testFlags(source: string, temp: string): string[] {
  return (runTag(source) ?? []).map((flag) =>
    flag.replaceAll("$TMPDIR", temp)
      .replace(/^(--allow-run=(?:.*,)?)deno(?=,|$)/, `$1${Deno.execPath()}`)
  );
}

/** The test files that run something of loop/, and are there for it. */
export async function loopTests(): Promise<string[]> {
  const found: string[] = [];
  for (const path of await sources("tests")) {
    if (!/^tests\/(?!vector_db\/).*_test\.ts$/.test(path)) continue;
    const text = await Deno.readTextFile(path);
    if (/(mod|_suite|_child)\.ts"/.test(text)) found.push(path);
  }
  return found;
}

/** "0.4 s" */
export function seconds(took: number): string {
  return `${(took / 1000).toFixed(1)} s`;
}

/** The .ts files under a folder, sorted; a missing folder has none. */
export async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (/^(\.|_site$|node_modules$)/.test(entry.name)) continue;
      if (entry.isDirectory) found.push(...await sources(path));
      else if (entry.name.endsWith(".ts")) found.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}
