/** Every page in its three views, and as Markdown. */
import { localize, type PageData } from "./lib/localize.ts";
import { allPages, listOf } from "./lib/pages.ts";
import type { Data } from "./lib/renderer.ts";
import { searchIndex } from "./lib/search.ts";
import { pageMarkdown } from "./lib/site.ts";
import { LANGUAGES } from "./lib/text.ts";
import { urlOf } from "./lib/url.ts";

/** Yields the pages. */
export default async function* (): AsyncGenerator<PageData | Data> {
  const all = await allPages();
  for (const group of [[all.home], all.lesson, all.scenarios, all.api]) {
    for (const page of group) yield* localize(page, group);
  }
  for (const page of all.reference) yield* localize(page);
  for (const [url, content] of all.files) yield { url, content };
  for (const language of LANGUAGES) {
    yield {
      url: `/search-${language}.json`,
      content: JSON.stringify(searchIndex(listOf(all), language)),
    };
  }
  for (const page of listOf(all)) {
    for (const language of LANGUAGES) {
      yield {
        url: urlOf(`${page.path}index.md`, language),
        content: pageMarkdown(page, language),
      };
    }
  }
}
