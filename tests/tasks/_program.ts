/**
 * A user's own program, run by `deno task explore`, `trace` or `tree`: a fresh
 * process with the permissions that the file's `@run` line states.
 */
import { fileURLToPath } from "node:url";
import { findStd } from "./_std.ts";
import { ROOT } from "./_example_run.ts";
import { runHere, runTag } from "./_step.ts";

/** What a task takes: its name, options with the words for their value, the help. */
export interface Command {
  name: string;
  /** `--seed` → `"number"`; `null` for an option without a value. */
  options: Record<string, "number" | "text" | "file" | null>;
  help: string;
}

/** What the command line says. */
export interface Arguments {
  file: string;
  /** By name, without the dashes; `true` for an option without a value. */
  options: Record<string, string | number | true>;
}

/** The command line, or what is wrong with it. */
export function parseArguments(
  { options: known }: Command,
  args: readonly string[],
): Arguments | string {
  const files: string[] = [];
  const options: Arguments["options"] = {};
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (!arg.startsWith("--")) {
      files.push(arg);
      continue;
    }
    const [name = "", inline] = arg.split(/=(.*)/s);
    if (!Object.hasOwn(known, name)) return `there is no option ${name}`;
    const kind = known[name];
    if (kind === null || kind === undefined) {
      options[name.slice(2)] = true;
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined) return `${name} needs a ${kind}`;
    if (kind === "number" && !/^-?\d+(\.\d+)?$/.test(value)) {
      return `${name} needs a number, got ${value}`;
    }
    options[name.slice(2)] = kind === "number" ? Number(value) : value;
  }
  if (files.length !== 1) return `expected one FILE, got ${files.length}`;
  return { file: files[0] as string, options };
}

/** Runs the task's second half, `_NAME_program.ts`, on the file; ends this process. */
export async function runCommand(command: Command): Promise<never> {
  if (Deno.args.length === 0 || Deno.args.includes("--help")) {
    console.log(command.help.trim());
    Deno.exit(0);
  }
  const parsed = parseArguments(command, Deno.args);
  if (typeof parsed === "string") {
    console.error(`deno task ${command.name}: ${parsed} (--help tells more)`);
    Deno.exit(2);
  }
  const folder = Deno.env.get("INIT_CWD") ?? Deno.cwd();
  const resolve = (path: string) =>
    new URL(path, `file://${folder.replaceAll("\\", "/")}/`);
  const file = resolve(parsed.file);
  let source: string;
  try {
    source = await Deno.readTextFile(file);
  } catch (error) {
    const reason = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : (error as Error).message;
    console.error(
      `deno task ${command.name}: Cannot read ${parsed.file}: ${reason}`,
    );
    Deno.exit(2);
  }
  const temp = await Deno.makeTempDir();
  const writable: string[] = [];
  for (const [name, kind] of Object.entries(command.options)) {
    const value = parsed.options[name.slice(2)];
    if (kind !== "file" || typeof value !== "string") continue;
    const url = resolve(value);
    parsed.options[name.slice(2)] = url.href;
    writable.push(fileURLToPath(url));
  }
  // The program is imported statically: that needs no permission.
  const half = new URL(`tests/tasks/_${command.name}_program.ts`, ROOT).href;
  const entry = `${temp}/${command.name}.ts`;
  await Deno.writeTextFile(
    entry,
    `import { main } from ${JSON.stringify(half)};
import * as program from ${JSON.stringify(file.href)};
await main(program, ${JSON.stringify(parsed)});
`,
  );
  try {
    const std = source.includes('"@std/')
      ? (await (await findStd(temp)).flags("deno.lock"))
      : ["--no-lock"];
    Deno.exitCode = await runHere([
      "run",
      "--quiet",
      "--no-prompt",
      `--config=${fileURLToPath(new URL("deno.json", ROOT))}`,
      ...std,
      ...runTag(source) ?? [],
      ...writable.map((path) => `--allow-write=${path}`),
      entry,
    ]);
  } finally {
    await Deno.remove(temp, { recursive: true });
  }
  Deno.exit();
}

/** The coroutine function of a program: its `main`, or its default export. */
export function mainOf(
  program: Record<string, unknown>,
  task: string,
  file: string,
): () => Promise<unknown> {
  const main = program["main"] ?? program["default"];
  if (typeof main === "function") return main as () => Promise<unknown>;
  console.error(
    `deno task ${task}: ${file} exports neither main nor a default function: write ` +
      `export async function main() { … }`,
  );
  Deno.exit(2);
}

/** An error as people read it. */
export function describeError(error: unknown): string {
  const text = error instanceof Error && error.stack !== undefined
    ? error.stack.split("\n")
      .filter((line) => !/\/loop\/|\/tests\/tasks\/|ext:/.test(line)).join("\n")
    : String(error);
  return error instanceof Deno.errors.NotCapable
    ? `${text}\nMain has the permissions of the file's line "// @run --allow-…"`
    : text;
}

/** Writes a file that an option names, or says why it cannot. */
export async function writeOutput(url: URL, text: string): Promise<void> {
  const path = fileURLToPath(url);
  try {
    await Deno.writeTextFile(url, text);
  } catch (error) {
    const [reason] = (error as Error).message.split(" (os error");
    console.error(`Cannot write ${path}: ${reason}`);
    Deno.exit(1);
  }
  console.log(`written: ${path}`);
}

/** "1 step", "2 steps". */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
