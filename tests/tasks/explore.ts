/** `deno task explore FILE`: runs a program's main under many schedules. */
import { runCommand } from "./_program.ts";

await runCommand({
  name: "explore",
  options: {
    "--schedules": "number or all",
    "--lag": "number or Infinity",
    "--seed": "number",
    "--replay": "text",
    "--same-result": null,
  },
  help: `
deno task explore FILE [OPTIONS]

Runs the main (or default) function that FILE exports under many schedules, the
orders in which its tasks can run, and shows the first that fails, step by step.
Time is virtual.

  --schedules N    how many at most (1000); "all": until there is no other
  --lag MS         for how long the machine may be busy in a run, so that timers
                   fall due though something is ready (0); "Infinity": always
  --seed N         fixes what is drawn at random (1)
  --replay TOKEN   only the schedule of an earlier report
  --same-result    it also fails when main gives different values

main runs many times: it has to make all that it uses, and to assert what must
hold. It gets the permissions of the file's "@run" line, by default none.
Try it: deno task explore tests/explore_gallery/lock_order.ts
`,
});
