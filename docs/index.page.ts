/** The root: which language? */
import { Context, type SitePage } from "./lib/site.ts";
import { markup } from "./lib/html.ts";
import type { Data } from "./lib/renderer.ts";
import { relative } from "./lib/url.ts";

/** Yields the one page. */
export default function* (): Generator<Data> {
  const sitePage: SitePage = {
    id: "chooser",
    path: "",
    nav: "none",
    title: { zh: "asyncio", en: "asyncio" },
    summary: { zh: "", en: "" },
    lead: [],
    cards: [],
    source: "docs/index.page.ts",
  };
  const context = new Context("zh", "", "/");
  const tile = (href: string, lang: string, name: string, text: string) =>
    markup`<li><a class="tile" href="${
      relative("/", href)
    }" lang="${lang}"><b>${name}</b><span>${text}</span></a></li>`;
  yield {
    url: "/",
    id: "chooser",
    title: "中文 / English",
    description:
      "Python 的 asyncio，写给 Deno。Python’s asyncio in TypeScript, for Deno.",
    layout: "base.ts",
    context,
    sitePage,
    content:
      markup`<main id="main" class="chooser"><h1>asyncio</h1><ul class="tiles">${
        tile(
          "/zh/",
          "zh-Hans",
          "中文",
          "一门课：从 run 开始学会 asyncio。",
        )
      }${
        tile(
          "/en/",
          "en",
          "English",
          "One lesson: asyncio, beginning with run.",
        )
      }${
        tile("/both/", "zh-Hans", "双语对照", "中英并排，一起看。")
      }</ul></main>`.toString(),
  };
}
