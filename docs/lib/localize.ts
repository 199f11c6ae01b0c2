/** A page in its three views, as the generators yield it. */
import { type Html, markup } from "./html.ts";
import { type Card, Context, type SitePage } from "./site.ts";
import { mainLanguage, VIEWS } from "./text.ts";
import { urlOf } from "./url.ts";
import { word } from "./words.ts";
import type { Data } from "./renderer.ts";

/** What a layout is given about a page. */
export interface PageData extends Data {
  url: string;
  id: string;
  title: string;
  description: string;
  layout: string;
  content: string;
  /** Of the page and view. */
  context: Context;
  sitePage: SitePage;
  previous: SitePage | null;
  following: SitePage | null;
}

function cardHtml(card: Card, page: SitePage, context: Context): Html {
  return markup`<article class="card" id="${card.id}" ${
    page.learnedCards ? markup`data-card` : ""
  }><h2>${
    card.emoji
      ? markup`<span class="emoji" aria-hidden="true">${card.emoji}</span>`
      : ""
  }${
    context.line(card.title)
  } <a class="anchor" href="#${card.id}" aria-label="${
    word("permalink", context.view)
  }">#</a></h2>${
    card
      .parts.map((part) => part.html(context))
  }</article>`;
}

/** The text of a page between its title and its end. */
export function bodyOf(page: SitePage, context: Context): string {
  return markup`${page.lead.map((part) => part.html(context))}${
    page.cards.map((card) => cardHtml(card, page, context))
  }`.toString();
}

/**
 * The page in every view.
 *
 * @param page The page.
 * @param siblings The pages to leaf through, in order; the page may be one.
 */
export function* localize(
  page: SitePage,
  siblings: readonly SitePage[] = [],
): Generator<PageData> {
  const index = siblings.findIndex((one) => one.id === page.id);
  for (const view of VIEWS) {
    const context = new Context(view, page.path);
    yield {
      url: urlOf(page.path, view),
      id: page.id,
      ...view === "both" ? {} : { lang: view },
      title: context.plain(page.title),
      description: context.plain(page.summary),
      layout: "page.ts",
      content: bodyOf(page, context),
      context,
      sitePage: page,
      previous: index > 0 ? siblings[index - 1] : null,
      following: index >= 0 ? siblings[index + 1] ?? null : null,
    };
  }
}

/** The language of a view's frame, as `lang` writes it. */
export function frameLanguage(context: Context): string {
  return mainLanguage(context.view) === "zh" ? "zh-Hans" : "en";
}
