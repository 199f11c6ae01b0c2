/** `deno task trace FILE`: records what a program's tasks do. */
import { runCommand } from "./_program.ts";

await runCommand({
  name: "trace",
  options: {
    "--html": "file",
    "--chrome": "file",
    "--json": "file",
    "--real": null,
    "--steps": "number",
    "--seconds": "number",
  },
  help: `
deno task trace FILE [OPTIONS]

Runs the main (or default) function that FILE exports and shows what its tasks
did: each step, what it waited for after it, and the line of that wait.

  --html FILE     writes a page that needs nothing else
  --chrome FILE   writes a trace for https://ui.perfetto.dev and chrome://tracing
  --json FILE     writes lanes and steps as data
  --real          on the real clock; by default time is virtual
  --steps N       shows so many steps at most (200)
  --seconds N     ends main after so long on the host's clock (10)

main gets the permissions of the file's "@run" line, by default none.
Try it: deno task trace tests/explore_gallery/lock_order.ts
`,
});
