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

const VIEW_NAMES = { zh: "中文", en: "English", both: "双语" };

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

function header(context: Context, page: SitePage): Html {
  const { view } = context;
  const current = (yes: boolean) => yes ? markup`aria-current="page"` : "";
  return markup`<header class="top"><a class="brand" href="${
    context.link(
      "",
    )
  }"><span aria-hidden="true">◍</span> asyncio</a><nav class="menu" aria-label="${
    word(
      "sections",
      view,
    )
  }">${
    NAVIGATION.map(([name, path]) =>
      markup`<a href="${context.link(path)}" ${current(page.nav === name)}>${
        word(
          name,
          view,
        )
      }</a>`
    )
  }</nav><nav class="switch" aria-label="${
    word(
      "views",
      view,
    )
  }"><a href="${context.link("search/")}" ${current(page.nav === "search")}>${
    word("search", view)
  }</a>${
    VIEWS.map((one) =>
      markup`<a data-switch href="${
        relative(
          context.url,
          urlOf(page.path, one),
        )
      }" ${one === view ? markup`aria-current="true"` : ""} lang="${
        one === "en" ? "en" : "zh-Hans"
      }">${VIEW_NAMES[one]}</a>`
    )
  }</nav></header>`;
}
