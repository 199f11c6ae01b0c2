/**
 * A user's own program, run by `deno task explore`, `trace` or `tree`: a fresh
 * process with the permissions that the file's `@run` line states.
 */
import { fileURLToPath } from "node:url";
import { type EventLoop, newEventLoop } from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import { closeTo } from "./_close_to.ts";
import { findStd } from "./_std.ts";
import { ROOT } from "./_example_run.ts";
import { runHere, runTag } from "./_step.ts";

/** What a task takes: its name, options with the words for their value, the help. */
export interface Command {
  name: string;
  /** `--seed` → `"number"`. */
  options: Record<string, Kind>;
  help: string;
}

/** What an option's value is; `null` for one without a value. */
type Kind =
  | "number"
  | "number or all"
  | "number or Infinity"
  | "text"
  | "file"
  | null;

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
    const isNumber = /^-?\d+(\.\d+)?$/.test(value);
    if (
      kind.startsWith("number") && !isNumber && kind.split(" or ")[1] !== value
    ) {
      return `${name} needs a ${kind}, got ${value}`;
    }
    options[name.slice(2)] = kind.startsWith("number") && isNumber
      ? Number(value)
      : value;
  }
  if (files.length !== 1) return `expected one FILE, got ${files.length}`;
  return { file: files[0] as string, options };
}

/** Runs the task's second half, `_NAME_program.ts`, on the file; ends this process. */
export async function runCommand(command: Command): Promise<never> {
  if (
    Deno.args.length === 0 || Deno.args.some((arg) => /^(-h|--help)$/.test(arg))
  ) {
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
    const reason = await unreadable(file, error as Error);
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

/** Why a file cannot be read, and which one may be meant. */
async function unreadable(file: URL, error: Error): Promise<string> {
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  if (!(error instanceof Deno.errors.NotFound)) return error.message;
  const script = /\.[mc]?[jt]sx?$/;
  const asked = decodeURIComponent(file.pathname.split("/").at(-1) as string);
  const stems = new Map<string, string>();
  try {
    for await (const { name } of Deno.readDir(new URL(".", file))) {
      if (script.test(name)) stems.set(name.replace(script, ""), name);
    }
  } catch {
    return "there is no such folder";
  }
  const close = closeTo(asked.replace(script, ""), [...stems.keys()])
    .slice(0, 3).map((stem) => stems.get(stem));
  return close.length > 0
    ? `there is no such file; did you mean ${close.join(" or ")}?`
    : "there is no such file";
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
    `deno task ${task}: ${file} exports neither main nor a default function.
Write: export async function main() { … }
And where the file runs it itself: if (import.meta.main) await run(main);`,
  );
  Deno.exit(2);
}

/** An error as people read it. */
export function describeError(error: unknown): string {
  const text = error instanceof Error && error.stack !== undefined
    ? error.stack.split("\n")
      .filter((line) => !/\/loop\/|\/tests\/tasks\/|ext:/.test(line)).join("\n")
    : String(error);
  if (!(error instanceof Deno.errors.NotCapable)) return text;
  const [flag = "--allow-…"] = /--allow-\w+/.exec(error.message) ?? [];
  return `${text}\nWrite what main may do at the top of its file: // @run ${flag}`;
}

/** A loop for the task: on a virtual clock no step is slow. */
export function makeLoop(isReal: boolean): EventLoop {
  if (isReal) return newEventLoop();
  const loop = newVirtualLoop();
  loop.slowCallbackDuration = Infinity;
  return loop;
}

/** Ends the process if main, cancelled, does not end within a second. */
export function endSoon(code: number): void {
  Deno.unrefTimer(setTimeout(() => {
    console.error(
      "main does not end: it awaits something of the host, or cleans up for long",
    );
    Deno.exit(code);
  }, 1000));
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
