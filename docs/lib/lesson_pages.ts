/** The pages of the lesson and the scenarios. */
import type { PlayerTrace } from "../../mod.ts";
import { SECTIONS } from "../../examples/list.ts";
import { type Example, loadExamples } from "./examples.ts";
import { markup } from "./html.ts";
import { ITEMS } from "./lesson/checklist.ts";
import {
  cardPath,
  cardText,
  countedCards,
  numberOf,
  sectionPath,
  sectionText,
} from "./lesson_places.ts";
import { exampleParts } from "./parts.ts";
import { columnsOf } from "./rosetta_page.ts";
import { type Card, type Part, prose, type SitePage } from "./site.ts";
import type { Text } from "./text.ts";
import { readTrace } from "./trace.ts";
import { tracePart } from "./trace_part.ts";

/** A tile of a list of pages. */
export interface Tile {
  path: string;
  number?: string;
  title: Text;
  text: Text;
  /** The card that the page is: ticked when it is learned. */
  card?: string;
}

/** Tiles that lead to pages. */
export function tiles(list: readonly Tile[], small = false): Part {
  return {
    html: (context) =>
      markup`<ul class="tiles${small ? " small-tiles" : ""}">${
        list.map((tile) =>
          markup`<li${
            tile.card ? markup` data-done="${tile.card}"` : ""
          }><a class="tile" href="${context.link(tile.path)}">${
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
  traces: ReadonlyMap<string, PlayerTrace>;
}

/** Reads the examples and their traces. */
export async function loadMaterial(): Promise<Material> {
  const examples = new Map<string, Example>();
  const traces = new Map<string, PlayerTrace>();
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
  const parts: Part[] = [
    prose(text.before),
    ...(text.rows ?? []).flatMap(columnsOf),
  ];
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
      rail: section.id,
      learnedCards: countedCards(section.id).length > 0,
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
      learned: true,
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
      card: page.id,
    })))],
    cards: [],
    source: "docs/lib/lesson/scenarios.ts",
  };
}

/** Where the script shows how much of the lesson is learned. */
function progress(): Part {
  const all = SECTIONS.flatMap(({ id }) => countedCards(id)).join(" ");
  return {
    html: () => markup`<div data-progress="${all}"></div>`,
    markdown: () => "",
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
            numberOf(index) || "·"
          }</span><h2><a href="${context.link(sectionPath(section.id))}">${
            context.line(text.title)
          }</a></h2><p class="quiet">${context.line(text.summary)}</p><ul>${
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
    lead: [progress(), list],
    cards: [],
    source: "examples/list.ts",
  };
}
