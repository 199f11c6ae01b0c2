/** Every page in its three views, and as Markdown. */
import { localize, type PageData } from "./lib/localize.ts";
import { allPages, listOf } from "./lib/pages.ts";
import type { Data } from "./lib/renderer.ts";
import { searchIndex } from "./lib/search.ts";
import { pageMarkdown, type SitePage } from "./lib/site.ts";
import { type Language, LANGUAGES, TAGS, type View } from "./lib/text.ts";
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

/** The list for search engines; every address is whole, hence `site`. */
function sitemap(pages: readonly SitePage[], site: string): string {
  const at = (path: string, view: View) =>
    new URL(urlOf(path, view).slice(1), site).href;
  const links = (path: string) =>
    LANGUAGES.map((language) =>
      `<xhtml:link rel="alternate" hreflang="${TAGS[language]}" href="${
        at(path, language)
      }"/>`
    ).join("");
  const list = pages.flatMap(({ path }) =>
    LANGUAGES.map((language) =>
      `<url><loc>${at(path, language)}</loc>${links(path)}</url>`
    )
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    `<url><loc>${site}</loc></url>`,
    ...list,
    "</urlset>",
    "",
  ].join("\n");
}

/** Yields the pages. */
export default async function* (
  { site }: Data,
): AsyncGenerator<PageData | Data> {
  const all = await allPages();
  for (
    const group of [
      [all.home],
      all.lesson,
      all.guides,
      all.api,
    ]
  ) {
    for (const page of group) yield* localize(page, group);
  }
  for (const page of all.reference) yield* localize(page);
  for (const [url, content] of all.files) yield { url, content };
  if (typeof site === "string" && site !== "") {
    yield { url: "/sitemap.xml", content: sitemap(listOf(all), site) };
    yield {
      url: "/robots.txt",
      content: `User-agent: *\nAllow: /\nSitemap: ${site}sitemap.xml\n`,
    };
  }
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
