/** The search page; it works on the index that the site carries. */
import { markup } from "./html.ts";
import type { Part, SitePage } from "./site.ts";

/** The page. */
export function searchPage(): SitePage {
  const form: Part = {
    html: (context) =>
      markup`<form class="search" role="search" data-search="${
        context.link(`/search-${context.language}.json`)
      }"><label for="query">${
        context.language === "zh" ? "想找什么？" : "What are you looking for?"
      }</label><input id="query" type="search" name="q" autocomplete="off" spellcheck="false"><noscript><p>${
        context.language === "zh"
          ? "搜索要用 JavaScript；没有它，请看"
          : "Searching needs JavaScript; without it there is the "
      }<a href="${context.link("lesson/")}">${
        context.language === "zh" ? "课程目录" : "list of the lesson"
      }</a>.</p></noscript></form><div role="status" class="quiet" id="count"></div><ol class="results" id="results"></ol>`,
    markdown: () => "",
  };
  return {
    id: "search",
    path: "search/",
    nav: "search",
    title: { zh: "搜索", en: "Search" },
    summary: {
      zh: "在本站内查找，不向任何人发送一个字。",
      en: "Looks through this site; not a word of it is sent to anyone.",
    },
    lead: [form],
    cards: [],
    source: "docs/assets/search.ts",
    scripts: ["search"],
  };
}
