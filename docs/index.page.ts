/** The root: which language? */
import { CLAIM, facts, loopPicture, sample } from "./lib/home_page.ts";
import { loadMaterial } from "./lib/lesson_pages.ts";
import { Context, type SitePage } from "./lib/site.ts";
import { markup } from "./lib/html.ts";
import type { Data } from "./lib/renderer.ts";
import { relative, urlOf } from "./lib/url.ts";

/** Yields the one page. */
export default async function* (): AsyncGenerator<Data> {
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
  const material = await loadMaterial();
  // Both languages at once; the frame is Chinese.
  const context = new Context("both", "", "/");
  const zh = new Context("zh", "", "/");
  const door = (
    view: "zh" | "en" | "both",
    name: string,
    text: string,
    go: string,
  ) =>
    markup`<li><a class="tile" href="${relative("/", urlOf("", view))}" lang="${
      view === "en" ? "en" : "zh-Hans"
    }"><b>${name}</b><span>${text}</span><span class="go">${go} →</span></a></li>`;
  yield {
    url: "/",
    id: "chooser",
    title: "中文 / English",
    description:
      "Python 的 asyncio，写给 Deno。Python’s asyncio in TypeScript, for Deno.",
    layout: "base.ts",
    context: zh,
    sitePage,
    content:
      markup`<main id="main" class="chooser"><div class="hero"><div class="hero-words"><h1>asyncio <span class="quiet">for Deno</span></h1><p class="lead">${
        context.line(CLAIM)
      }</p></div>${loopPicture(material, context)}</div><ul class="tiles">${
        door(
          "zh",
          "中文",
          "十节课，从一句话讲到完整应用。多数代码点一下就在页面里跑。",
          "开始学",
        )
      }${
        door(
          "en",
          "English",
          "Ten sections, from one sentence to a whole application. Most of its code runs in the page, at a click.",
          "Start the lesson",
        )
      }${
        door(
          "both",
          "双语对照",
          "中英并排，一段一段对着读。Both languages, side by side.",
          "一起看",
        )
      }</ul>${sample(material).html(context)}${facts(context)}</main>`
        .toString(),
  };
}
