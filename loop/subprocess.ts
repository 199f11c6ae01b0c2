/**
 * Other programs.
 *
 * @module
 */
import { runningFrame } from "./current.ts";
import { expectDeno, explained } from "./_host_wait.ts";
import { Process, type Stdio } from "./process.ts";
import { StreamReader } from "./stream_reader.ts";

/** For `stdin`, `stdout`, `stderr`: a stream to or from the program. */
export const PIPE: unique symbol = Symbol("PIPE");
/** For `stdin`, `stdout`, `stderr`: nothing comes, what is written is dropped. */
export const DEVNULL: unique symbol = Symbol("DEVNULL");
/** For `stderr`: wherever standard output goes. */
export const STDOUT: unique symbol = Symbol("STDOUT");

/** How a program is started. */
export interface SubprocessOptions {
  /**
   * Where its input comes from; `null` for this program's own.
   *
   * @default {null}
   */
  stdin?: typeof PIPE | typeof DEVNULL | null;
  /**
   * Where its output goes; `null` for this program's own.
   *
   * @default {null}
   */
  stdout?: typeof PIPE | typeof DEVNULL | null;
  /**
   * Where its errors go; `null` for this program's own.
   *
   * With `STDOUT`, `createSubprocessExec()` joins two pipes: bytes of the two
   * may come in another order than they were written in. The shell's are one.
   *
   * @default {null}
   */
  stderr?: typeof PIPE | typeof DEVNULL | typeof STDOUT | null;
  /**
   * The folder it starts in.
   *
   * @default {this program's own}
   */
  cwd?: string;
  /**
   * Its whole environment.
   *
   * @default {this program's own}
   */
  env?: Record<string, string>;
  /**
   * Bytes, as of `StreamReader`.
   *
   * @default {65536}
   */
  limit?: number;
}

/**
 * Starts a program. Needs `--allow-run=PROGRAM`.
 *
 * @param command The program and its arguments, which no shell looks at.
 * @param options What is piped, the folder, the environment.
 * @returns The process.
 * @throws {Deno.errors.NotFound} If there is no such program, or no such folder.
 * @throws {Deno.errors.PermissionDenied} If the system does not let it run.
 * @throws {Deno.errors.NotCapable} Without the permission to run it.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts ignore
 * import { createSubprocessExec, PIPE, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const process = await createSubprocessExec(["ls", "-l"], { stdout: PIPE });
 *   for await (const line of process.stdout!) {
 *     console.log(new TextDecoder().decode(line).trimEnd());
 *   }
 *   console.log("exit code", await process.wait());
 * });
 * ```
 */
export function createSubprocessExec(
  command: readonly [string, ...string[]],
  options: SubprocessOptions = {},
): Promise<Process> {
  expectDeno("createSubprocessExec()");
  if (!Array.isArray(command) || typeof command[0] !== "string") {
    throw new TypeError(
      'createSubprocessExec() takes ["program", ...arguments]; for a command line there is createSubprocessShell()',
    );
  }
  const [program, ...args] = command as readonly [string, ...string[]];
  const stdio = stdioOf(options);
  if (options.stderr === STDOUT) {
    // Deno cannot give one pipe to two streams.
    stdio.merge = stdio.stdout === "piped"
      ? "into pipe"
      : stdio.stdout === "inherit"
      ? "into own"
      : "no";
    stdio.stderr = stdio.merge === "no" ? "null" : "piped";
  }
  return spawn(program, { args }, stdio, options);
}

/**
 * Starts a command line in the shell: `sh`, on Windows `cmd.exe`. Needs
 * `--allow-run=sh`. Never build the line from what others say: the shell obeys.
 *
 * @param command The command line.
 * @param options What is piped, the folder, the environment.
 * @returns The process: the shell.
 * @throws {Deno.errors.NotFound} If there is no shell, or no such folder.
 * @throws {Deno.errors.NotCapable} Without the permission to run it.
 * @throws {RuntimeError} "no running event loop", outside of one.
 * @throws {TypeError} On a runtime without `Deno`.
 *
 * @example
 * ```ts ignore
 * import { createSubprocessShell, PIPE, run } from "@asyncio/asyncio";
 *
 * await run(async () => {
 *   const process = await createSubprocessShell("ls | wc -l", { stdout: PIPE });
 *   const { stdout } = await process.communicate();
 *   console.log(new TextDecoder().decode(stdout!).trim(), "files");
 * });
 * ```
 */
export function createSubprocessShell(
  command: string,
  options: SubprocessOptions = {},
): Promise<Process> {
  const { build } = expectDeno("createSubprocessShell()");
  if (typeof command !== "string") {
    throw new TypeError(
      "createSubprocessShell() takes a command line, as one string",
    );
  }
  const stdio = stdioOf(options);
  const merges = options.stderr === STDOUT;
  if (merges) stdio.stderr = "null"; // the shell itself joins the two
  if (build.os === "windows") {
    const line = merges ? `(${command}) 2>&1` : command;
    return spawn(
      "cmd.exe",
      {
        args: ["/d", "/s", "/c", `"${line}"`],
        windowsRawArguments: true,
      },
      stdio,
      options,
    );
  }
  const line = merges ? `exec 2>&1\n${command}` : command;
  return spawn("sh", { args: ["-c", line] }, stdio, options);
}

function spawn(
  program: string,
  command: Deno.CommandOptions,
  stdio: Stdio,
  options: SubprocessOptions,
): Promise<Process> {
  const { _loop: loop } = runningFrame();
  new StreamReader(limitOf(options)); // a wrong limit is told before it starts
  const { stdin, stdout, stderr } = stdio;
  const { cwd, env } = options;
  Object.assign(command, { stdin, stdout, stderr });
  if (cwd !== undefined) command.cwd = cwd;
  if (env !== undefined) Object.assign(command, { env, clearEnv: true });
  try {
    const child = new Deno.Command(program, command).spawn();
    return Promise.resolve(new Process(loop, child, stdio));
  } catch (error) {
    return Promise.reject(explained(error, `Cannot start ${program}`));
  }
}

function limitOf({ limit }: SubprocessOptions): { limit?: number } {
  return limit === undefined ? {} : { limit };
}

function stdioOf(options: SubprocessOptions): Stdio {
  return {
    stdin: kindOf(options.stdin),
    stdout: kindOf(options.stdout),
    stderr: kindOf(options.stderr === STDOUT ? null : options.stderr),
    merge: "no",
    limit: options.limit,
  };
}

function kindOf(
  value: typeof PIPE | typeof DEVNULL | null | undefined,
): "piped" | "inherit" | "null" {
  switch (value) {
    case PIPE:
      return "piped";
    case DEVNULL:
      return "null";
    case null:
    case undefined:
      return "inherit";
  }
  throw new TypeError(
    `PIPE, DEVNULL or null was expected (STDOUT for stderr), got ${
      String(value)
    }`,
  );
}
