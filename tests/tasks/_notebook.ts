/** Runs a notebook in Deno's kernel, where Jupyter's client is installed. */
import { ROOT } from "./_example_run.ts";

/** A Python that has jupyter_client; `null` where none has. */
export async function findJupyter(): Promise<string | null> {
  for (const command of ["python3", "/usr/bin/python3", "python"]) {
    try {
      const { success } = await new Deno.Command(command, {
        args: ["-c", "import jupyter_client"],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).output();
      if (success) return command;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return null;
}

/**
 * Executes examples/notebook.ipynb. Kernel and connection files live in a
 * folder of this run: nothing is installed for the user.
 *
 * @returns What differs from the stored outputs; nothing where they agree.
 */
export async function runNotebook(
  python: string,
  options: { record?: boolean } = {},
): Promise<{ ok: boolean; output: string }> {
  const folder = await Deno.makeTempDir({ prefix: "asyncio-notebook-" });
  try {
    const kernel = `${folder}/kernels/deno`;
    await Deno.mkdir(kernel, { recursive: true });
    await Deno.writeTextFile(
      `${kernel}/kernel.json`,
      JSON.stringify({
        argv: [
          Deno.execPath(),
          "jupyter",
          "--kernel",
          "--conn",
          "{connection_file}",
        ],
        display_name: "Deno",
        language: "typescript",
      }),
    );
    const { success, stdout, stderr } = await new Deno.Command(python, {
      args: [
        "tests/tasks/run_notebook.py",
        "examples/notebook.ipynb",
        ...options.record ? ["--record"] : [],
      ],
      cwd: ROOT,
      env: {
        JUPYTER_PATH: folder,
        JUPYTER_RUNTIME_DIR: folder,
        JUPYTER_CONFIG_DIR: folder,
        NO_COLOR: "1",
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUTF8: "1",
      },
      stdin: "null",
      signal: AbortSignal.timeout(120_000),
    }).output();
    const text = new TextDecoder();
    return {
      ok: success,
      output: text.decode(stdout) + (success ? "" : text.decode(stderr)),
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
