/** `deno task tree FILE`: shows who waits for whom in a program. */
import { runCommand } from "./_program.ts";

await runCommand({
  name: "tree",
  options: { "--at": "number", "--real": null, "--seconds": "number" },
  help: `
deno task tree FILE [OPTIONS]

Runs the main (or default) function that FILE exports, shows its tasks as a
tree, who waits for whom and for what, and ends it.

  --at MS      when, on the loop's clock (0: as soon as every task waits)
  --real       on the real clock; by default time is virtual
  --seconds N  shows it after so long on the host's clock, come what may (10)

A program that runs already prints its tree on SIGQUIT (Ctrl-\\) and SIGUSR1,
when it was started with run(main, { debug: true }).
main gets the permissions of the file's "@run" line, by default none.
Try it: deno task tree tests/explore_gallery/permit_on_timeout.ts
`,
});
