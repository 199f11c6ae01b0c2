// @run --allow-read --allow-write=$TMPDIR --allow-run
// examples/notebook.ipynb, executed cell by cell in Deno's Jupyter kernel.
import { assertEquals } from "@std/assert";
import { findJupyter, runNotebook } from "./tasks/_notebook.ts";

const python = await findJupyter();

Deno.test({
  name: python
    ? "the notebook's cells print what is stored in it"
    : "no jupyter_client here (Debian: python3-jupyter-client): the notebook is not run",
  ignore: python === null,
  fn: async () => {
    const { ok, output } = await runNotebook(python ?? "");
    assertEquals([ok, output.trim()], [true, ""]);
  },
});
