/**
 * `deno task example NAME [ARGUMENTS]`: runs examples/NAME.ts with exactly the
 * permissions of its header's `@run` line; without NAME it lists the examples,
 * in the order of lesson and guides.
 */
import { GUIDES, SECTIONS } from "../../examples/list.ts";
import { closeTo } from "./_close_to.ts";
import { runHere, runTag, sources } from "./_step.ts";

interface Example {
  name: string;
  flags: string[];
  title: { zh: string; en: string };
}

async function examples(): Promise<Example[]> {
  const all: Example[] = [];
  for (const path of await sources("examples")) {
    const source = await Deno.readTextFile(path);
    const flags = runTag(source);
    if (!flags) continue;
    const title = (language: string) =>
      RegExp(`@title\\.${language} +(.+)$`, "m").exec(source)?.[1] ?? "";
    all.push({
      name: path.slice("examples/".length, -".ts".length),
      flags,
      title: { zh: title("zh"), en: title("en") },
    });
  }
  return all;
}

function list(all: Example[]): void {
  const width = Math.max(...all.map(({ name }) => name.length));
  let left = all;
  const print = (some: Example[]) => {
    for (const { name, title } of some) {
      const titles = [title.en, title.zh].filter((it) => it !== "");
      console.log(`${name.padEnd(width)}  ${titles.join(" · ")}`.trimEnd());
    }
    left = left.filter((example) => !some.includes(example));
  };
  for (const { cards } of [...SECTIONS, GUIDES]) {
    const names = cards.flatMap((card) => card.examples)
      .map((id) => id.replaceAll("-", "_"));
    const section = names
      .flatMap((name) => all.find((example) => example.name === name) ?? []);
    if (section.length === 0) continue;
    print(section);
    console.log();
  }
  print(left); // those that no list names
  console.log(`${all.length} examples; run one: deno task example NAME`);
}

const [name, ...args] = Deno.args;
const all = await examples();
if (name === undefined) list(all);
else {
  const asked = name.replace(/^(\.\/)?examples\//, "").replace(/\.ts$/, "");
  // An id of the lesson, scenario-05-timeout, names its file, too.
  const example = all.find((it) => it.name === asked) ??
    all.find((it) => it.name === asked.replaceAll("-", "_"));
  if (example) {
    const file = `examples/${example.name}.ts`;
    Deno.exit(await runHere(["run", ...example.flags, file, ...args]));
  }
  const close = closeTo(asked, all.map(({ name }) => name));
  console.error(
    `Cannot run example "${name}": ` +
      (close.length > 0
        ? `did you mean ${close.slice(0, 3).join(" or ")}?`
        : "there is none of that name; `deno task example` lists them"),
  );
  Deno.exit(2);
}
