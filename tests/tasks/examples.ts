/** `deno task examples`: runs every example of the lesson, in its order. */
import { loadExamples } from "../../docs/lib/examples.ts";
import { runHere } from "./_step.ts";

const examples = await loadExamples();
const failed: string[] = [];
for (const { id, title, run, file, recorded } of examples) {
  console.log(`\n── ${id} · ${title.zh} · ${title.en}`);
  const code = await runHere(["run", "--quiet", ...run, `examples/${file}`]);
  if (code !== (recorded?.code ?? 0)) failed.push(`${id} (${code})`);
}
console.log(`\n${examples.length} examples, ${failed.length} failed`);
if (failed.length > 0) {
  console.log(failed.join("\n"));
  Deno.exit(1);
}
