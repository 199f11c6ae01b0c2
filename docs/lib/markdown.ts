/** Markdown of the lesson to HTML. HTML in it is text; code is coloured. */
import MarkdownIt from "npm:markdown-it@15.0.3";
import { type CodeLanguage, highlight } from "./highlight.ts";
import { type Html, trusted } from "./html.ts";

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  ts: "ts",
  py: "py",
  sh: "sh",
};

const markdown = new MarkdownIt({ html: false });
markdown.renderer.rules.fence = (tokens, index) => {
  const { content, info } = tokens[index];
  const code = highlight(
    content.replace(/\n$/, ""),
    LANGUAGES[info.trim()] ?? "text",
  );
  return `<pre class="code" tabindex="0"><code>${code}</code></pre>\n`;
};
markdown.renderer.rules.table_open = () =>
  '<div class="wide" tabindex="0"><table>\n';
markdown.renderer.rules.table_close = () => "</table></div>\n";

/** How a link of the text is written on the page: `(href) => href`. */
export type Link = (href: string) => string;

function rendered(text: string, link: Link, inline: boolean): string {
  const environment = {};
  const tokens = inline
    ? markdown.parseInline(text, environment)
    : markdown.parse(text, environment);
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      if (child.type !== "link_open") continue;
      child.attrSet("href", link(String(child.attrGet("href") ?? "")));
    }
  }
  return markdown.renderer.render(tokens, markdown.options, environment);
}

/** Paragraphs, lists, tables. */
export function block(text: string, link: Link): Html {
  return trusted(rendered(text, link, false));
}

/** One line. */
export function inline(text: string, link: Link): Html {
  return trusted(rendered(text, link, true));
}

/** The words alone, for search and titles. */
export function plain(text: string): string {
  return markdown.parse(text, {}).flatMap((token) =>
    token.type === "fence"
      ? [token.content]
      : (token.children ?? []).map((child) =>
        child.type === "softbreak" ? " " : child.content
      ).concat(token.children ? [" "] : [])
  ).join("").replace(/\s+/g, " ").trim();
}
