/**
 * `deno task example NAME [ARGUMENTS]`: runs examples/NAME.ts with exactly the
 * permissions of its header's `@run` line; without NAME it lists the examples.
 */
import { runHere, runTag, sources } from "./_step.ts";

const [name, ...args] = Deno.args;
const examples = new Map<string, { flags: string[]; title: string }>();
for (const path of await sources("examples")) {
  const source = await Deno.readTextFile(path);
  const flags = runTag(source);
  if (!flags) continue;
  const title = /@title(?:\.en)? +(.+)$/m.exec(source)?.[1] ?? "";
  examples.set(path.slice("examples/".length, -".ts".length), { flags, title });
}
const names = [...examples.keys()];

if (name === undefined) {
  const width = Math.max(...names.map((name) => name.length));
  for (const [name, { title }] of examples) {
    console.log(`${name.padEnd(width)}  ${title}`.trimEnd());
  }
  console.log(`${names.length} examples; run one: deno task example NAME`);
} else {
  const asked = name.replace(/^(\.\/)?examples\//, "").replace(/\.ts$/, "");
  // An id of the lesson, scenario-05-timeout, names its file, too.
  const found = examples.has(asked) ? asked : asked.replaceAll("-", "_");
  const example = examples.get(found);
  if (example) {
    Deno.exit(
      await runHere(["run", ...example.flags, `examples/${found}.ts`, ...args]),
    );
  }
  const close = names.filter((other) => other.includes(asked));
  console.error(
    `Cannot run example "${name}": ` +
      (close.length > 0
        ? `did you mean ${close.join(" or ")}`
        : "there is none of that name; `deno task example` lists them"),
  );
  Deno.exit(2);
}
