/** The frame of every page: head, navigation, foot. */
import { type Html, markup, trusted } from "../lib/html.ts";
import type { Context, SitePage } from "../lib/site.ts";
import { LANGUAGES, TAGS, VIEWS } from "../lib/text.ts";
import { relative, urlOf } from "../lib/url.ts";
import { type Word, word } from "../lib/words.ts";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
  "base-uri 'none'; form-action 'none'";

const NAVIGATION: readonly [Word, string][] = [
  ["lesson", "lesson/"],
  ["scenarios", "scenarios/"],
  ["guides", "guides/"],
  ["cards", "cards/"],
  ["table", "python/"],
  ["api", "api/"],
  ["conformance", "conformance/"],
  ["performance", "performance/"],
];

const VIEW_NAMES = {
  zh: markup`中文`,
  en: markup`En<span class="long">glish</span>`,
  both: markup`双语`,
};

interface Frame {
  content: string;
  title: string;
  description: string;
  context: Context;
  sitePage: SitePage;
}

/** Writes the whole document. */
export default function (
  { content, title, description, context, sitePage }: Frame,
): string {
  const { view, url } = context;
  const asset = (name: string) => relative(url, `/assets/${name}`);
  const page = markup`<!doctype html><html lang="${
    TAGS[
      context.language
    ]
  }" data-view="${view}" data-root="${
    relative(url, "/")
  }"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${
    trusted(POLICY)
  }"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} · asyncio for Deno</title><meta name="description" content="${description}"><link rel="icon" href="${
    asset("icon.svg")
  }" type="image/svg+xml"><link rel="stylesheet" href="${asset("site.css")}">${
    LANGUAGES.map((language) =>
      markup`<link rel="alternate" hreflang="${TAGS[language]}" href="${
        relative(
          url,
          urlOf(sitePage.path, language),
        )
      }">`
    )
  }<link rel="alternate" hreflang="x-default" href="${relative(url, "/")}">${
    LANGUAGES.map((language) =>
      markup`<link rel="alternate" type="text/markdown" hreflang="${
        TAGS[language]
      }" href="${relative(url, `/${language}/${sitePage.path}index.md`)}">`
    )
  }<script type="module" src="${asset("site.js")}"></script>${
    (sitePage.scripts ?? []).map((name) =>
      markup`<script type="module" src="${asset(`${name}.js`)}"></script>`
    )
  }</head><body><a class="skip" href="#main">${word("skip", view)}</a>${
    header(context, sitePage)
  }${trusted(content)}</body></html>`;
  return page.toString();
}

const BRAND = trusted(
  '<svg width="22" height="22" viewBox="0 0 32 32" fill="none" aria-hidden="true"><circle cx="16" cy="16" r="11" stroke="currentColor" stroke-width="5" stroke-dasharray="52 18" stroke-linecap="round"/><circle cx="16" cy="16" r="4" fill="currentColor"/></svg>',
);

const LENS = trusted(
  '<svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5"/><path d="m13 13 5 5"/></svg>',
);

/** The bar at the top; the chooser's has no menu, for it has no language. */
function header(context: Context, page: SitePage): Html {
  const { view } = context;
  const chosen = context.url !== "/";
  const current = (yes: boolean) => yes ? markup`aria-current="page"` : "";
  const name = word("search", view);
  return markup`<header class="top"><a class="brand" href="${
    chosen ? context.link("") : "./"
  }">${BRAND}asyncio</a>${
    chosen
      ? markup`<nav class="menu" aria-label="${word("sections", view)}">${
        NAVIGATION.map(([name, path]) =>
          markup`<a href="${context.link(path)}" ${
            current(page.nav === name)
          }>${word(name, view)}</a>`
        )
      }</nav>`
      : ""
  }<div class="tools">${
    chosen
      ? markup`<a href="${context.link("search/")}" aria-label="${name}" ${
        current(page.nav === "search")
      }>${LENS}<span>${name}</span></a>`
      : ""
  }<nav class="switch" aria-label="${word("views", view)}">${
    VIEWS.map((one) =>
      markup`<a data-switch href="${
        relative(context.url, urlOf(page.path, one))
      }" ${chosen && one === view ? markup`aria-current="true"` : ""} lang="${
        one === "en" ? "en" : "zh-Hans"
      }">${VIEW_NAMES[one]}</a>`
    )
  }</nav></div></header>`;
}
