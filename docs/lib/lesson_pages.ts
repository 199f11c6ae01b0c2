/** The pages of the lesson and the scenarios. */
import { SECTIONS } from "../../examples/list.ts";
import { type Example, loadExamples } from "./examples.ts";
import { markup } from "./html.ts";
import { ITEMS } from "./lesson/checklist.ts";
import type { CardText } from "./lesson/card.ts";
import { SENTENCE } from "./lesson/core.ts";
import { LESSON } from "./lesson/mod.ts";
import { exampleParts } from "./parts.ts";
import { type Card, type Part, prose, type SitePage } from "./site.ts";
import type { Text } from "./text.ts";
import { readTrace, type Trace } from "./trace.ts";
import { picture, tracePart } from "./trace_part.ts";

/** A tile of a list of pages. */
interface Tile {
  path: string;
  number?: string;
  title: Text;
  text: Text;
}

/** Tiles that lead to pages. */
export function tiles(list: readonly Tile[]): Part {
  return {
    html: (context) =>
      markup`<ul class="tiles">${
        list.map((tile) =>
          markup`<li><a class="tile" href="${context.link(tile.path)}">${
            tile.number
              ? markup`<span class="number">${tile.number}</span>`
              : ""
          }<b>${context.line(tile.title)}</b><span>${
            context.line(tile.text)
          }</span></a></li>`
        )
      }</ul>`,
    markdown: (language) =>
      list.map((tile) =>
        `- [${tile.title[language]}](${tile.path}): ${tile.text[language]}`
      ).join("\n"),
  };
}

/** The text of a section; every section of the list has one. */
export function sectionText(id: string) {
  const text = LESSON[id];
  if (text === undefined) throw new Error(`Section ${id} has no text`);
  return text;
}

/** The text of a card; every card of the list has one. */
export function cardText(section: string, id: string): CardText {
  const text = sectionText(section).cards[id];
  if (text === undefined) throw new Error(`Card ${id} has no text`);
  return text;
}

/** Where a section is. */
export function sectionPath(id: string): string {
  return id === "scenarios" ? "scenarios/" : `lesson/${id}/`;
}

/** Where a card is; scenarios have a page of their own. */
export function cardPath(id: string): string {
  const section = SECTIONS.find(({ cards }) =>
    cards.some((card) => card.id === id)
  );
  if (section === undefined) throw new Error(`There is no card ${id}`);
  return section.id === "scenarios"
    ? `scenarios/${id}/`
    : `${sectionPath(section.id)}#${id}`;
}

function numberOf(index: number): string {
  return index < 10 ? String(index + 1).padStart(2, "0") : "";
}

function checklist(): Part {
  return {
    html: (context) =>
      markup`<ul class="checks">${
        ITEMS.map((item) =>
          markup`<li data-check="${item.id}"><span>${
            context.line(
              item.text,
            )
          }</span> <a href="${
            context.link(
              cardPath(item.card),
            )
          }">${
            context.language === "zh" ? "看证明" : "See the card"
          }<span class="hide">${context.language === "zh" ? "：" : ": "}${
            context.plain(item.text)
          }</span></a></li>`
        )
      }</ul>`,
    markdown: (language) =>
      ITEMS.map((item) =>
        `- [ ] ${item.text[language]} ([${item.card}](${cardPath(item.card)}))`
      ).join("\n"),
  };
}

/** What the pages are made from. */
export interface Material {
  examples: ReadonlyMap<string, Example>;
  traces: ReadonlyMap<string, Trace>;
}

/** Reads the examples and their traces. */
export async function loadMaterial(): Promise<Material> {
  const examples = new Map<string, Example>();
  const traces = new Map<string, Trace>();
  for (const example of await loadExamples()) {
    examples.set(example.id, example);
    const trace = await readTrace(example.id);
    if (trace !== null) traces.set(example.id, trace);
  }
  return { examples, traces };
}

/** An example as a part; `null` where there is none of that id. */
export function exampleOf(
  id: string,
  { examples, traces }: Material,
  ask = false,
) {
  const example = examples.get(id);
  if (example === undefined) return null;
  const trace = traces.get(id);
  return exampleParts(example, {
    ask,
    trace: trace ? tracePart(trace, example) : null,
  });
}

function cardOf(
  section: string,
  { id, examples }: { id: string; examples: readonly string[] },
  material: Material,
): Card {
  const text = cardText(section, id);
  const parts: Part[] = [prose(text.before)];
  for (const name of examples) {
    const example = material.examples.get(name);
    if (example === undefined) continue;
    if (examples.length > 1) parts.push(heading(example.title));
    parts.push(exampleOf(name, material) ?? prose(example.title));
  }
  if (text.after) parts.push(prose(text.after));
  if (id === "checklist-items") parts.push(checklist());
  return { id, title: text.title, emoji: text.emoji, parts };
}

function heading(title: Text): Part {
  return {
    html: (context) => markup`<h3>${context.line(title)}</h3>`,
    markdown: (language) => `### ${title[language]}`,
  };
}

/** The lesson's sections, each a page of cards. */
export function sectionPages(material: Material): SitePage[] {
  return SECTIONS.filter(({ id }) => id !== "scenarios").map((section) => {
    const text = sectionText(section.id);
    return {
      id: `lesson-${section.id}`,
      path: sectionPath(section.id),
      nav: "lesson",
      title: text.title,
      summary: text.summary,
      lead: [],
      cards: section.cards.map((card) => cardOf(section.id, card, material)),
      source: `docs/lib/lesson/${section.id}.ts`,
      learned: !["summary", "checklist", "next"].includes(section.id),
    };
  });
}

function scenarioSection() {
  const section = SECTIONS.find(({ id }) => id === "scenarios");
  if (section === undefined) throw new Error("The lesson has no scenarios");
  return section;
}

/** The ten scenarios, each a page. */
export function scenarioPages(material: Material): SitePage[] {
  const pages: SitePage[] = [];
  for (const { id, examples } of scenarioSection().cards) {
    const example = material.examples.get(examples[0] ?? "");
    if (example === undefined) continue;
    pages.push({
      id,
      path: `scenarios/${id}/`,
      nav: "scenarios",
      title: example.title,
      summary: cardText("scenarios", id).before,
      lead: examples.flatMap((name) => {
        const part = exampleOf(name, material, true);
        return part ? [part] : [];
      }),
      cards: [],
      source: `examples/${example.file}`,
    });
  }
  return pages;
}

/** The list of the scenarios. */
export function scenarioList(pages: readonly SitePage[]): SitePage {
  const text = sectionText("scenarios");
  return {
    id: "scenarios",
    path: "scenarios/",
    nav: "scenarios",
    title: text.title,
    summary: text.summary,
    lead: [tiles(pages.map((page) => ({
      path: page.path,
      number: /\d\d/.exec(page.id)?.[0],
      title: page.title,
      text: page.summary,
    })))],
    cards: [],
    source: "docs/lib/lesson/scenarios.ts",
  };
}

/** The lesson's contents: every section with its cards. */
export function lessonIndex(): SitePage {
  const list: Part = {
    html: (context) =>
      markup`<ol class="sections">${
        SECTIONS.map((section, index) => {
          const text = sectionText(section.id);
          return markup`<li class="card"><span class="number">${
            numberOf(
              index,
            )
          }</span><h2><a href="${
            context.link(
              sectionPath(section.id),
            )
          }">${context.line(text.title)}</a></h2><p class="quiet">${
            context
              .line(text.summary)
          }</p><ul>${
            section.cards.map(({ id }) =>
              markup`<li data-done="${id}"><a href="${
                context.link(cardPath(id))
              }">${context.line(cardText(section.id, id).title)}</a></li>`
            )
          }</ul></li>`;
        })
      }</ol>`,
    markdown: (language) =>
      SECTIONS.map((section) => {
        const text = sectionText(section.id);
        return [
          `## [${text.title[language]}](${sectionPath(section.id)})`,
          text.summary[language],
          section.cards.map(({ id }) =>
            `- [${cardText(section.id, id).title[language]}](${cardPath(id)})`
          ).join("\n"),
        ].join("\n\n");
      }).join("\n\n"),
  };
  return {
    id: "lesson",
    path: "lesson/",
    nav: "lesson",
    title: { zh: "课程：asyncio.run", en: "The lesson: asyncio.run" },
    summary: {
      zh: "十节课、一张检查清单；每段代码都真跑过。",
      en: "Ten sections and a checklist; every piece of code was run.",
    },
    lead: [list],
    cards: [],
    source: "examples/list.ts",
  };
}

/** The site's first page in a language. */
export function homePage(
  more: readonly Tile[],
  { traces }: Material,
): SitePage {
  const trace = traces.get("concept-01-loop");
  const hero: Part = {
    html: (context) =>
      markup`<div class="hero"><div class="hero-words">${
        context.view === "both"
          ? markup`<p lang="zh-Hans">${
            context.plain(SENTENCE)
          }</p><p lang="en" class="second">${
            SENTENCE.en.replaceAll("`", "")
          }</p>`
          : markup`<p>${context.plain(SENTENCE)}</p>`
      }<div class="actions"><a class="button main-button" href="${
        context
          .link(sectionPath("core"))
      }">${
        context.language === "zh"
          ? "从第一张卡片开始"
          : "Begin with the first card"
      }</a><a class="button" href="${
        context
          .link("scenarios/")
      }">${
        context.language === "zh" ? "直接看实战" : "Straight to the code"
      }</a></div></div>${
        trace
          ? markup`<figure class="trace"><div class="wide" tabindex="0">${
            picture(trace, context)
          }</div><figcaption><a href="${
            context.link(cardPath("concept-01-loop"))
          }">${
            context.language === "zh"
              ? "循环真跑过的一段：三个等待，重叠成一秒"
              : "A real run of the loop: three waits overlap in one second"
          }</a></figcaption></figure>`
          : ""
      }</div>`,
    markdown: (language) => `> ${SENTENCE[language]}`,
  };
  return {
    id: "home",
    path: "",
    nav: "none",
    title: {
      zh: "asyncio，写给 Deno",
      en: "asyncio, for Deno",
    },
    summary: {
      zh:
        "Python 的 asyncio 原样搬到 TypeScript：同样的名字，同样的先后次序，取消不会丢。",
      en:
        "Python’s asyncio in TypeScript: the same names, the same order of events, cancellation that cannot get lost.",
    },
    lead: [
      hero,
      tiles(SECTIONS.map((section, index) => ({
        path: sectionPath(section.id),
        number: numberOf(index),
        title: sectionText(section.id).title,
        text: sectionText(section.id).summary,
      }))),
      {
        html: (context) =>
          markup`<h2>${context.line({ zh: "更多", en: "More" })}</h2>`,
        markdown: (language) => language === "zh" ? "## 更多" : "## More",
      },
      tiles(more),
    ],
    cards: [],
    source: "docs/lib/lesson/core.ts",
  };
}
