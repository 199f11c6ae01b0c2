/** The files that the pages need: style, icon, scripts, examples as they are. */
import { bundle } from "./lib/bundle.ts";
import { loadExamples } from "./lib/examples.ts";
import { obstacle, pageCode } from "./lib/runnable.ts";
import type { Data } from "./lib/renderer.ts";

const SCRIPTS = [
  "site",
  "search",
  "cards",
  "worker",
  "vector_db",
];

/** Yields the files. */
export default async function* (): AsyncGenerator<Data> {
  for (const name of ["site.css", "icon.svg"]) {
    yield {
      url: `/assets/${name}`,
      content: await Deno.readTextFile(
        new URL(`./assets/${name}`, import.meta.url),
      ),
    };
  }
  const scripts = await bundle(SCRIPTS.map((name) => `docs/assets/${name}.ts`));
  for (const [name, content] of scripts) {
    yield { url: `/assets/${name}`, content };
  }
  for (const example of await loadExamples()) {
    yield { url: `/examples/${example.file}`, content: example.source };
    if (example.python !== null) {
      yield {
        url: `/examples/${example.python.file}`,
        content: example.python.source,
      };
    }
    if (obstacle(example) === null) {
      yield { url: `/run/${example.id}.js`, content: pageCode(example) };
    }
  }
}
