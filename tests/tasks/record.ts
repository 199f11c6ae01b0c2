/**
 * `deno task record [NAME...]`: runs the examples (or the named ones) and stores
 * what they printed in examples/recorded/, where tests and site read it. The
 * notebook (`deno task record notebook`) keeps its outputs in itself.
 */
import { loadExamples } from "../../docs/lib/examples.ts";
import { findJupyter, runNotebook } from "./_notebook.ts";
import { inParallel, lineDiff, ROOT, runExample } from "./_example_run.ts";

if (Deno.args.length === 0 || Deno.args.includes("notebook")) {
  const python = await findJupyter();
  if (python === null) {
    console.log("notebook not run: no Python here has jupyter_client");
  } else {
    const { ok, output } = await runNotebook(python, { record: true });
    console.log(`notebook\n${output.trim()}\n`);
    if (!ok) Deno.exit(1);
  }
  if (Deno.args.length === 1) Deno.exit(0);
}

const all = await loadExamples();
const chosen = all.filter(({ id, file }) =>
  Deno.args.length === 0 || Deno.args.includes(id) ||
  Deno.args.includes(file.replace(/\.ts$/, ""))
);
if (chosen.length === 0) {
  console.error(`Cannot record ${Deno.args.join(", ")}: no such example`);
  Deno.exit(2);
}

/** Lines, so that a change of one shows as one. */
function lines(text: string, what: string): string[] {
  if (text === "") return [];
  if (!text.endsWith("\n")) throw new Error(`${what} ends without a newline`);
  return text.slice(0, -1).split("\n");
}

let changed = 0;
const failed: string[] = [];
await inParallel(chosen, 2, async (example) => {
  const { code, stdout, stderr } = await runExample(example);
  if (code !== 0 && example.session.length === 0) {
    failed.push(example.id);
    console.log(`${example.id} failed (${code})\n${stderr}`);
    return;
  }
  const old = example.recorded;
  const shown = `exit code ${code}\n${stdout}${stderr}`;
  const before = old && `exit code ${old.code}\n${old.stdout}${old.stderr}`;
  if (shown === before && stdout === old?.stdout) return;
  changed++;
  console.log(example.id);
  console.log(lineDiff(before ?? "", shown));
  const json = JSON.stringify(
    {
      code,
      stdout: lines(stdout, example.id),
      stderr: lines(stderr, example.id),
    },
    null,
    2,
  );
  await Deno.writeTextFile(
    new URL(`examples/recorded/${example.id}.json`, ROOT),
    json + "\n",
  );
});

const kept = new Set(all.map(({ id }) => `${id}.json`));
for await (
  const { name } of Deno.readDir(new URL("examples/recorded/", ROOT))
) {
  if (kept.has(name) || !/^[a-z]+-\d\d-[a-z-]+\.json$/.test(name)) continue;
  await Deno.remove(new URL(`examples/recorded/${name}`, ROOT));
  console.log(`${name} removed: there is no such example`);
}
console.log(
  `${chosen.length} examples ran, ${changed} recordings changed, ` +
    `${failed.length} failed and kept theirs`,
);
if (failed.length > 0) Deno.exit(1);
