/** The flash cards, and their export to Anki. */
import { SECTIONS } from "../../examples/list.ts";
import { codeBox } from "./parts.ts";
import { highlight } from "./highlight.ts";
import { type Html, markup } from "./html.ts";
import type { Material } from "./lesson_pages.ts";
import { cardText } from "./lesson_places.ts";
import { block, inline } from "./markdown.ts";
import { GROUPS } from "./rosetta.ts";
import { Context, type Part, type SitePage } from "./site.ts";
import { type Language, type Text, wrapText } from "./text.ts";

interface Flash {
  id: string;
  deck: "lesson" | "python";
  front: Text;
  /** Code that belongs to the question. */
  python?: string;
  back: Text;
  code: string;
}

/** Every card. */
export function flashCards({ examples }: Material): Flash[] {
  const section = SECTIONS.find(({ id }) => id === "flashcards");
  return [
    ...(section?.cards ?? []).map(({ id, examples: names }): Flash => {
      const text = cardText("flashcards", id);
      return {
        id,
        deck: "lesson",
        front: text.title,
        back: text.before,
        code: examples.get(names[0] ?? "")?.code ?? "",
      };
    }),
    ...GROUPS.flatMap(({ rows }) => rows).map((row): Flash => ({
      id: `table-${row.id}`,
      deck: "python",
      front: wrapText(row.title, {
        zh: (title) => `${title}：用 TypeScript 怎么写？`,
        en: (title) => `${title}: how in TypeScript?`,
      }),
      python: row.py,
      back: row.note ?? { zh: "", en: "" },
      code: row.ts,
    })),
  ];
}

function face(card: Flash, context: Context): Html {
  return markup`<article class="card flash" id="${card.id}" data-flash="${card.id}" data-deck="${card.deck}"><h2>${
    context.line(card.front)
  }</h2>${
    card.python ? codeBox({ language: "py", code: card.python }, context) : ""
  }<details><summary>${
    context.language === "zh" ? "答案" : "Answer"
  }</summary><div class="answer">${
    card.back.zh ? context.prose(card.back) : ""
  }${
    card.code ? codeBox({ language: "ts", code: card.code }, context) : ""
  }</div></details></article>`;
}

/** The page. */
export function cardsPage(material: Material): SitePage {
  const cards = flashCards(material);
  const list: Part = {
    html: (context) =>
      markup`<div id="desk"></div>${
        cards.map((card) => face(card, context))
      }<div id="grades"></div><div class="flash-tools"><div id="settings"></div><p><a download href="${
        context.link(`/anki-${context.language}.txt`)
      }">${
        context.language === "zh"
          ? "导出到 Anki（文本，带代码）"
          : "Export to Anki (text, with code)"
      }</a></p></div>`,
    markdown: (language) =>
      cards.map((card) =>
        [
          `## ${card.front[language]}`,
          card.python ? "```py\n" + card.python + "\n```" : "",
          card.back[language],
          card.code ? "```ts\n" + card.code + "\n```" : "",
        ].filter(Boolean).join("\n\n")
      ).join("\n\n"),
  };
  return {
    id: "cards",
    path: "cards/",
    nav: "cards",
    title: { zh: "闪卡", en: "Flash cards" },
    summary: {
      zh: "先自己答，再翻面；记得的隔得越来越久，忘了的马上再来。",
      en:
        "Answer first, then look; what you know comes back later and later, what you forgot at once.",
    },
    lead: [list],
    cards: [],
    source: "docs/lib/lesson/flashcards.ts",
    scripts: ["cards"],
  };
}

/** The cards as a text file that Anki imports. */
export function ankiFile(material: Material, language: Language): string {
  const context = new Context(language, "cards/");
  const cell = (text: string) =>
    `"${text.replaceAll('"', '""').replaceAll("\n", "<br>")}"`;
  const code = (text: string, name: "ts" | "py") =>
    `<pre>${highlight(text, name)}</pre>`;
  return [
    "#separator:semicolon",
    "#html:true",
    "#guid column:1",
    "#deck:asyncio",
    ...flashCards(material).map((card) =>
      [
        cell(`asyncio-${language}-${card.id}`),
        cell(
          inline(card.front[language], context.link) +
            (card.python ? code(card.python, "py") : ""),
        ),
        cell(
          block(card.back[language], context.link).toString().trim() +
            (card.code ? code(card.code, "ts") : ""),
        ),
      ].join(";")
    ),
  ].join("\n") + "\n";
}
