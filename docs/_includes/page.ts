/** A page: title, text, what is on it, the way on. */
import { type Html, markup, trusted } from "../lib/html.ts";
import type { Context, SitePage } from "../lib/site.ts";
import { lessonRail, placeOf } from "../lib/lesson_rail.ts";
import { word } from "../lib/words.ts";

/** The frame around it. */
export const layout = "base.ts";

interface Page {
  children: string;
  context: Context;
  sitePage: SitePage;
  previous: SitePage | null;
  following: SitePage | null;
  /** Its address, for "Edit this page"; without it the file is named. */
  repository?: string;
}

/** Writes the page's main part. */
export default function (data: Page): string {
  const { children, context, sitePage } = data;
  const list = sitePage.rail
    ? lessonRail(sitePage.rail, context)
    : contents(sitePage, context);
  return markup`<div class="page${
    list ? "" : " alone"
  }">${list}<main id="main"${
    sitePage.learned ? markup` data-learn="${sitePage.id}"` : ""
  }>${sitePage.id === "home" ? "" : title(sitePage, context)}${
    trusted(children)
  }${wayOn(data)}${foot(data)}</main></div>`
    .toString();
}

function title(page: SitePage, context: Context): Html {
  const place = placeOf(page);
  return markup`<div class="title">${
    place ? markup`<p class="number">${place}</p>` : ""
  }<h1>${context.line(page.title)}</h1><p class="summary">${
    context.line(page.summary)
  }</p></div>`;
}

function contents(page: SitePage, context: Context): Html | null {
  if (page.cards.length < 2) return null;
  const { view } = context;
  return markup`<aside class="contents"><details open><summary>${
    word("onThisPage", view)
  }</summary><nav aria-label="${word("onThisPage", view)}"><ol>${
    page.cards.map((card) =>
      markup`<li><a href="#${card.id}">${context.plain(card.title)}</a></li>`
    )
  }</ol></nav></details></aside>`;
}

function wayOn({ context, previous, following }: Page): Html | null {
  if (previous === null && following === null) return null;
  const { view } = context;
  const link = (page: SitePage, name: "previous" | "next") =>
    markup`<a rel="${
      name === "next" ? "next" : "prev"
    }" class="${name}" href="${context.link(page.path)}"><small>${
      word(
        name,
        view,
      )
    }</small> ${context.plain(page.title)}</a>`;
  return markup`<nav class="way" aria-label="${word("previous", view)} / ${
    word(
      "next",
      view,
    )
  }">${previous && link(previous, "previous")}${
    following &&
    link(following, "next")
  }</nav>`;
}

function foot({ context, sitePage, repository }: Page): Html {
  const { view, language } = context;
  const edit = repository
    ? markup`<a href="${repository}/edit/main/${sitePage.source}">${
      word("edit", view)
    }</a>`
    : markup`<span>${word("file", view)}${
      language === "zh" ? "：" : ": "
    }<code>${sitePage.source}</code></span>`;
  return markup`<footer class="foot">${edit}<a href="${
    context.link(`/${language}/${sitePage.path}index.md`)
  }">${word("markdown", view)}</a></footer>`;
}
