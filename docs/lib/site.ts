/** What a page of the site is, before it is written in a view. */
import { type Html, markup } from "./html.ts";
import { block, inline, type Link, plain } from "./markdown.ts";
import {
  type Language,
  languagesOf,
  mainLanguage,
  TAGS,
  type Text,
  type View,
} from "./text.ts";
import { relative, urlOf } from "./url.ts";
import type { Word } from "./words.ts";

/** A part of a page: written as HTML in a view, as Markdown in a language. */
export interface Part {
  html(context: Context): Html;
  markdown(language: Language): string;
}

/** A card: a heading with an address, and parts. */
export interface Card {
  /** The same in every language; never changes. */
  id: string;
  title: Text;
  emoji?: string;
  parts: Part[];
}

/** A page. */
export interface SitePage {
  /** The same in every language. */
  id: string;
  /** Below the view's folder: `lesson/core/`, or empty. */
  path: string;
  /** Which entry of the navigation it belongs to. */
  nav: Word | "none";
  title: Text;
  /** One sentence: the description, the line under the title. */
  summary: Text;
  lead: Part[];
  cards: Card[];
  /** The file a reader would edit. */
  source: string;
  /** Scripts of assets/ that only this page needs. */
  scripts?: string[];
  /** The section of the lesson whose contents stand beside the page. */
  rail?: string;
  /** Whether the page is a card itself, to be marked as learned. */
  learned?: boolean;
  /** Whether its cards can be marked as learned. */
  learnedCards?: boolean;
}

/** Where a part is written: the view, and how to link from there. */
export class Context {
  readonly view: View;
  readonly url: string;

  constructor(view: View, path: string, url: string = urlOf(path, view)) {
    this.view = view;
    this.url = url;
  }

  /**
   * The address of a link: `lesson/core/#card` is a page in this view,
   * `/examples/x.ts` a file of the site, `#card` is on this page.
   */
  readonly link: Link = (href: string): string => {
    if (/^(https?:|mailto:|#)/.test(href)) return href;
    return relative(
      this.url,
      href.startsWith("/") ? href : urlOf(href, this.view),
    );
  };

  /** The language of the frame. */
  get language(): Language {
    return mainLanguage(this.view);
  }

  /** A line; both languages stand one after the other. */
  line(text: Text): Html {
    if (this.view !== "both") return inline(text[this.view], this.link);
    if (text.zh === text.en) return inline(text.zh, this.link);
    return markup`<span lang="${TAGS.zh}">${
      inline(
        text.zh,
        this.link,
      )
    }</span> <span class="second" lang="en">${
      inline(text.en, this.link)
    }</span>`;
  }

  /** Paragraphs; both languages stand side by side. */
  prose(text: Text): Html {
    if (this.view !== "both") {
      return markup`<div class="prose">${
        block(text[this.view], this.link)
      }</div>`;
    }
    return markup`<div class="both">${
      languagesOf(this.view).map((language) =>
        markup`<div class="prose" lang="${TAGS[language]}">${
          block(text[language], this.link)
        }</div>`
      )
    }</div>`;
  }

  /** The words of a text without any mark-up, in the frame's language. */
  plain(text: Text): string {
    return plain(text[this.language]);
  }
}

/** Paragraphs. */
export function prose(text: Text): Part {
  return {
    html: (context) => context.prose(text),
    markdown: (language) => text[language],
  };
}

/** A page as Markdown in a language. */
export function pageMarkdown(page: SitePage, language: Language): string {
  const { link } = new Context(
    language,
    page.path,
    urlOf(`${page.path}index.md`, language),
  );
  const text = [
    `# ${page.title[language]}`,
    page.summary[language],
    ...page.lead.map((part) => part.markdown(language)),
    ...page.cards.flatMap((card) => [
      `## ${card.title[language]}`,
      ...card.parts.map((part) => part.markdown(language)),
    ]),
  ].filter(Boolean).join("\n\n") + "\n";
  // Code stays as it is; links become relative to this file.
  return text.split(/(```[\s\S]*?```|`[^`\n]*`)/).map((piece, i) =>
    i % 2 === 1 ? piece : piece.replace(
      /\]\(([^)\s]+)\)/g,
      (_, href) => `](${link(href)})`,
    )
  ).join("");
}
