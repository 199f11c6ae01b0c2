/** What the search page looks through: every card, in one language. */
import { plain } from "./markdown.ts";
import type { SitePage } from "./site.ts";
import type { Language } from "./text.ts";

/** A place that a search can find. */
export interface Found {
  /** Below the language's folder, with the card's id. */
  path: string;
  /** The page's title. */
  page: string;
  /** The card's title; the page's own text has none. */
  card: string;
  text: string;
}

/** Every place of the pages. */
export function searchIndex(
  pages: readonly SitePage[],
  language: Language,
): Found[] {
  return pages.flatMap((page) => {
    const title = plain(page.title[language]);
    const text = (parts: SitePage["lead"]) =>
      parts.map((part) => plain(part.markdown(language))).join(" ");
    return [
      {
        path: page.path,
        page: title,
        card: "",
        text: `${plain(page.summary[language])} ${text(page.lead)}`.trim(),
      },
      ...page.cards.map((card) => ({
        path: `${page.path}#${card.id}`,
        page: title,
        card: plain(card.title[language]),
        text: text(card.parts),
      })),
    ];
  });
}
