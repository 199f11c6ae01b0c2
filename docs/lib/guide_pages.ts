/** The pages of the guides. */
import { GUIDES } from "../../examples/list.ts";
import type { GuideText } from "./guides/guide.ts";
import { GUIDE_TEXTS } from "./guides/mod.ts";
import { exampleOf, type Material, tiles } from "./lesson_pages.ts";
import { type Card, type Part, prose, type SitePage } from "./site.ts";

/** The text of a guide; every guide of the list has one. */
function guideText(id: string): GuideText {
  const text = GUIDE_TEXTS[id];
  if (text === undefined) throw new Error(`Guide ${id} has no text`);
  return text;
}

function shown(id: string, material: Material): Part {
  const part = exampleOf(id, material);
  if (part === null) throw new Error(`There is no example ${id}`);
  return part;
}

/** A card for each question, or for each of several examples. */
function cardsOf(
  { questions = [], after }: GuideText,
  examples: readonly string[],
  material: Material,
): Card[] {
  if (questions.length > 0) {
    return questions.map(({ id, title, text, example }) => ({
      id,
      title,
      parts: [prose(text), ...example ? [shown(example, material)] : []],
    }));
  }
  if (examples.length < 2) return [];
  const cards = examples.map((id): Card => ({
    id,
    title: material.examples.get(id)?.title ?? { zh: id, en: id },
    parts: [shown(id, material)],
  }));
  if (after) cards.at(-1)?.parts.push(prose(after));
  return cards;
}

/** The guides, each a page. */
export function guidePages(material: Material): SitePage[] {
  return GUIDES.cards.map(({ id, examples }) => {
    const text = guideText(id);
    const { title, summary, before, after, source } = text;
    const cards = cardsOf(text, examples, material);
    const only = cards.length > 0
      ? []
      : examples.map((name) => shown(name, material));
    return {
      id,
      path: `guides/${id}/`,
      nav: "guides",
      title,
      summary,
      lead: [
        prose(before),
        ...only,
        ...after && cards.length === 0 ? [prose(after)] : [],
      ],
      cards,
      source: `docs/lib/guides/${source}`,
    };
  });
}

/** The list of the guides. */
export function guideList(pages: readonly SitePage[]): SitePage {
  return {
    id: "guides",
    path: "guides/",
    nav: "guides",
    title: { zh: "指南：把错误找出来", en: "Guides: finding the bug" },
    summary: {
      zh: "工具怎么用，从别处来要改哪些习惯；每一章都当场抓住一个错误。",
      en:
        "How the tools work and which habits to change; each chapter catches a bug on the spot.",
    },
    lead: [tiles(pages.map((page) => ({
      path: page.path,
      number: /\d\d/.exec(page.id)?.[0],
      title: page.title,
      text: page.summary,
    })))],
    cards: [],
    source: "examples/list.ts",
  };
}
