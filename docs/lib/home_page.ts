/** The site's first page in a language, and what the chooser shows of it. */
import { SECTIONS } from "../../examples/list.ts";
import { rows } from "../../tests/conformance/table.ts";
import { type Html, markup } from "./html.ts";
import { SENTENCE } from "./lesson/core.ts";
import { type Material, type Tile, tiles } from "./lesson_pages.ts";
import {
  cardPath,
  countedCards,
  numberOf,
  sectionPath,
  sectionText,
} from "./lesson_places.ts";
import { code, pair, printed, recorded } from "./parts.ts";
import { type Context, type Part, prose, type SitePage } from "./site.ts";
import type { Text } from "./text.ts";
import { picture } from "./trace_part.ts";

/** What the project is, in a sentence. */
export const CLAIM: Text = {
  zh:
    "Python 的 asyncio，搬到原生 async/await 上：名字相同，先后次序相同，取消不会丢。",
  en:
    "Python’s asyncio on native async/await: the same names, the same order of events, cancellation that cannot get lost.",
};

/** The loop at work, drawn from a recorded run. */
export function loopPicture({ traces }: Material, context: Context): Html {
  const trace = traces.get("concept-01-loop");
  if (trace === undefined) throw new Error("concept-01-loop has no trace");
  return markup`<figure class="trace"><div class="wide" tabindex="0">${
    picture(trace, context, 40)
  }</div><figcaption><a href="${context.link(cardPath("concept-01-loop"))}">${
    context.line({
      zh: "循环真跑过的一段：三个等待，重叠成一秒",
      en: "A real run of the loop: three waits overlap in one second",
    })
  }</a></figcaption></figure>`;
}

/** Figures of the project, counted when the site is built. */
export function facts(context: Context): Html {
  const same = rows().filter(({ state }) => state === "same").length;
  const cards = SECTIONS.flatMap(({ id }) => countedCards(id)).length;
  const list: [string | number, Text][] = [
    [same, {
      zh: "个程序与 CPython 逐行一致",
      en: "programs print what CPython prints, line by line",
    }],
    [cards, {
      zh: "张双语卡片，段段代码真跑过",
      en: "cards in two languages, all their code was run",
    }],
    [0, { zh: "个依赖，零权限", en: "dependencies, no permission needed" }],
  ];
  return markup`<dl class="facts">${
    list.map(([figure, text]) =>
      markup`<div><dt>${context.line(text)}</dt><dd>${figure}</dd></div>`
    )
  }</dl>`;
}

function hero(material: Material): Part {
  return {
    html: (context) =>
      markup`<div class="hero"><div class="hero-words"><h1>${
        context.line({ zh: "asyncio，写给 Deno", en: "asyncio, for Deno" })
      }</h1><p class="lead">${
        context.line(CLAIM)
      }</p><div class="actions"><a class="button main-button" href="${
        context.link(sectionPath("core"))
      }">${
        context.language === "zh"
          ? "从第一张卡片开始"
          : "Begin with the first card"
      }</a><a class="button" href="${context.link("scenarios/")}">${
        context.language === "zh" ? "直接看实战" : "Straight to the code"
      }</a></div></div>${loopPicture(material, context)}</div>${
        facts(context)
      }`,
    markdown: (language) => CLAIM[language],
  };
}

function heading(text: Text): Part {
  return {
    html: (context) => markup`<h2>${context.line(text)}</h2>`,
    markdown: (language) => `## ${text[language]}`,
  };
}

/** The first example in Python and TypeScript, and what both print. */
export function sample({ examples }: Material): Part {
  const example = examples.get("scenario-01-basic");
  const output = example && recorded(example);
  if (!example?.python || !output) {
    throw new Error("scenario-01-basic has no twin or no output");
  }
  return pair(
    code("py", example.python.source),
    code("ts", example.code),
    printed(output),
  );
}

/** The page. */
export function homePage(
  more: readonly Tile[],
  material: Material,
): SitePage {
  return {
    id: "home",
    path: "",
    nav: "none",
    title: { zh: "asyncio，写给 Deno", en: "asyncio, for Deno" },
    summary: CLAIM,
    lead: [
      hero(material),
      heading({
        zh: "会 Python，就会这个",
        en: "You know Python? You know this",
      }),
      prose({
        zh:
          "照着写就行，只改两处习惯：`sleep(0.1)` 是秒，这里写毫秒 `sleep(100)`；`run(main())` 交的是协程对象，这里把函数 `main` 原样交出去。",
        en:
          "Write what you would write, and change two habits: seconds, `sleep(0.1)`, become milliseconds, `sleep(100)`; and where Python hands over a coroutine object, `run(main())`, here you hand over the function `main`.",
      }),
      sample(material),
      heading({ zh: "十节课", en: "Ten sections" }),
      prose({ zh: `> ${SENTENCE.zh}`, en: `> ${SENTENCE.en}` }),
      tiles(SECTIONS.map((section, index) => ({
        path: sectionPath(section.id),
        number: numberOf(index) || "·",
        title: sectionText(section.id).title,
        text: sectionText(section.id).summary,
      }))),
      heading({ zh: "随时查", en: "To look things up" }),
      tiles(more, true),
    ],
    cards: [],
    source: "docs/lib/home_page.ts",
  };
}
