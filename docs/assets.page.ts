/** The files that the pages need: style, icon, scripts, examples as they are. */
import { SECTIONS } from "../examples/list.ts";
import { bundle } from "./lib/bundle.ts";
import { fileOf } from "./lib/examples.ts";
import type { Data } from "./lib/renderer.ts";

const SCRIPTS = ["site", "search", "cards"];

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
  for (const { cards } of SECTIONS) {
    for (const id of cards.flatMap((card) => card.examples)) {
      yield {
        url: `/examples/${fileOf(id)}`,
        content: await Deno.readTextFile(
          new URL(`../examples/${fileOf(id)}`, import.meta.url),
        ),
      };
    }
  }
}
