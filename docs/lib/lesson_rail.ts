/** The lesson's contents beside its pages: where one is, what is learned. */
import { SECTIONS } from "../../examples/list.ts";
import { type Html, markup } from "./html.ts";
import {
  cardPath,
  cardText,
  countedCards,
  numberOf,
  sectionPath,
  sectionText,
} from "./lesson_places.ts";
import type { Context, SitePage } from "./site.ts";
import { word } from "./words.ts";

/** `03 / 10` for a page of the third section; `null` elsewhere. */
export function placeOf(page: SitePage): string | null {
  const section = page.nav === "scenarios" ? page.nav : page.rail;
  const index = SECTIONS.findIndex(({ id }) => id === section);
  const number = index < 0 ? "" : numberOf(index);
  return number === "" ? null : `${number} / 10`;
}

/** Every section, and the cards of the one that is open. */
export function lessonRail(open: string, context: Context): Html {
  const { view } = context;
  const all = SECTIONS.flatMap(({ id }) => countedCards(id));
  return markup`<aside class="contents rail" data-progress="${
    all.join(" ")
  }"><details open><summary>${
    word("lessonContents", view)
  }</summary><nav class="rail" aria-label="${
    word("lessonContents", view)
  }"><ol>${
    SECTIONS.map(({ id, cards }, index) =>
      markup`<li><a href="${context.link(sectionPath(id))}" ${
        id === open ? markup`aria-current="page"` : ""
      }><span class="number">${numberOf(index) || "·"}</span>${
        context.plain(sectionText(id).title)
      }</a>${
        id === open
          ? markup`<ol>${
            cards.map((card) =>
              markup`<li data-done="${card.id}"><a href="${
                context.link(cardPath(card.id))
              }">${context.plain(cardText(id, card.id).title)}</a></li>`
            )
          }</ol>`
          : ""
      }</li>`
    )
  }</ol></nav></details></aside>`;
}
