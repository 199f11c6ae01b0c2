/** Every page in its three views, and as Markdown. */
import { localize, type PageData } from "./lib/localize.ts";
import { allPages, listOf } from "./lib/pages.ts";
import type { Data } from "./lib/renderer.ts";
import { searchIndex } from "./lib/search.ts";
import { pageMarkdown, type SitePage } from "./lib/site.ts";
import { type Language, LANGUAGES } from "./lib/text.ts";
import { urlOf } from "./lib/url.ts";

/** The list for language models: every page as Markdown. */
function llms(pages: readonly SitePage[]): string {
  const list = (language: Language) =>
    pages.map((page) =>
      `- [${page.title[language]}](${language}/${page.path}index.md): ${
        page.summary[language]
      }`
    ).join("\n");
  return `# asyncio for Deno

> Python's asyncio in TypeScript: the same names in camelCase, the same order of
> events, delays in milliseconds, coroutine functions handed over uncalled.

## English

${list("en")}

## 中文

${list("zh")}
`;
}

/** Yields the pages. */
export default async function* (): AsyncGenerator<PageData | Data> {
  const all = await allPages();
  for (
    const group of [
      [all.home],
      all.lesson,
      all.scenarios,
      all.guides,
      all.api,
    ]
  ) {
    for (const page of group) yield* localize(page, group);
  }
  for (const page of all.reference) yield* localize(page);
  for (const [url, content] of all.files) yield { url, content };
  yield { url: "/llms.txt", content: llms(listOf(all)) };
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
