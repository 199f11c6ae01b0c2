/** `deno task examples`: runs every example of the lesson, in its order. */
import { loadExamples } from "../../docs/lib/examples.ts";
import { runHere } from "./_step.ts";

const examples = await loadExamples();
const failed: string[] = [];
for (const { id, title, run, file, recorded, session, press } of examples) {
  console.log(`\n── ${id} · ${title.zh} · ${title.en}`);
  if (press !== null) {
    console.log(`left out: it runs until you press ${press.keys.join(", ")}`);
    continue;
  }
  const code = await runHere(["run", "--quiet", ...run, `examples/${file}`]);
  // A session may end with a command that finds something.
  const expected = session.length > 0 ? 0 : recorded?.code ?? 0;
  if (code !== expected) failed.push(`${id} (${code})`);
}
console.log(`\n${examples.length} examples, ${failed.length} failed`);
if (failed.length > 0) {
  console.log(failed.join("\n"));
  Deno.exit(1);
}
