// Programs in a process of their own: they may get signals, end with an exit
// code, and have nothing else that keeps them alive.
import * as asyncio from "../mod.ts";

/** What a program printed, and how it ended. */
export interface Ended {
  code: number;
  out: string[];
  err: string[];
}

/** How a program is run. */
export interface ChildOptions {
  /** The signal to send when the program has printed this line. */
  signals?: Record<string, Deno.Signal>;
  /** The Deno flags of the program, as `--allow-env=ASYNCIO_DEBUG`. */
  flags?: string[];
  env?: Record<string, string>;
}

const names = Object.keys(asyncio).join(", ");

/** Runs a program to its end; it finds every name of the module, and of testing. */
export async function runChild(
  program: string,
  { signals = {}, flags = [], env = {} }: ChildOptions = {},
): Promise<Ended> {
  const folder = await Deno.makeTempDir();
  try {
    // The program's first line is line 1 of the file: reports name lines.
    const imports = `import { ${names} } from "${
      import.meta.resolve("../mod.ts")
    }"; import { newVirtualLoop } from "${
      import.meta.resolve("../loop/testing.ts")
    }";`;
    await Deno.writeTextFile(
      `${folder}/program.ts`,
      imports + program.trimStart(),
    );
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--no-check", ...flags, "program.ts"],
      cwd: folder,
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      // A program that hangs is ended, and its test fails by the exit code.
      signal: AbortSignal.timeout(20_000),
    }).spawn();
    const err = new Response(child.stderr).text();
    const url = new URL(`file://${await Deno.realPath(folder)}/`).href;
    const out: string[] = [];
    let rest = "";
    for await (
      const text of child.stdout.pipeThrough(new TextDecoderStream())
    ) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() as string;
      for (const line of lines) {
        out.push(line.replaceAll(url, ""));
        if (line in signals) child.kill(signals[line]);
      }
    }
    const { code } = await child.status;
    const told = (await err).replaceAll(url, "");
    // Unless the program sets the clock, a slow step is the machine's.
    const said = program.includes("performance.now")
      ? told
      : told.replace(/^asyncio: Executing .* took .*\n( {2}.*\n)*\n?/gm, "");
    return { code, out, err: said.split("\n").slice(0, -1) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
