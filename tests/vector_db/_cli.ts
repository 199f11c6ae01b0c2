/** The command-line tool in a process of its own, as a user starts it. */

const PROGRAM = new URL("../../examples/vector_search.ts", import.meta.url);
const CONFIG = new URL("../../deno.json", import.meta.url);

/** The flags with which `deno task start` runs it. */
const flags = (JSON.parse(Deno.readTextFileSync(CONFIG)).tasks.start
  .command as string).match(/--allow-\S+/g) ?? [];

/** The tool, with its cache in the folder, and Deno's where it always is. */
export function command(
  folder: string,
  args: string[],
  extra: string[] = [],
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...flags, ...extra, PROGRAM.href, ...args],
    env: {
      XDG_CACHE_HOME: `${folder}/cache`,
      DENO_DIR: denoDir,
      NO_COLOR: "1",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

const info = await new Deno.Command(Deno.execPath(), {
  args: ["info", "--json"],
}).output();
const denoDir: string =
  JSON.parse(new TextDecoder().decode(info.stdout)).denoDir;

/** How the tool ended. */
export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

/** Makes text of its output. */
export function decode({ code, stdout, stderr }: Deno.CommandOutput): Result {
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** Runs the tool to its end. */
export async function search(
  folder: string,
  ...args: string[]
): Promise<Result> {
  return decode(await command(folder, args).output());
}
