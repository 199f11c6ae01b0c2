/** The API reference. */
import { type ApiGroup, type Entry, readApi } from "./api.ts";
import { TAGS_ZH } from "./api_tags.ts";
import { CHINESE, GROUP_NAMES } from "./api_words.ts";
import { highlight } from "./highlight.ts";
import { type Html, markup } from "./html.ts";
import { block, inline } from "./markdown.ts";
import type { Context, Part, SitePage } from "./site.ts";
import type { Text } from "./text.ts";

const LABELS: Readonly<Record<string, Text>> = {
  param: { zh: "参数", en: "Parameters" },
  return: { zh: "返回", en: "Returns" },
  throws: { zh: "抛出", en: "Throws" },
  default: { zh: "默认值", en: "Default" },
};

/** Links of the docs: `{@link run}` and `{@linkcode run}`. */
function words(doc: string): string {
  return doc.replace(/\{@link(?:code)? ([^}|\s]+)[^}]*\}/g, "`$1`");
}

/** What a tag says, in Chinese; `undefined` where nobody wrote it. */
export function tagInChinese(doc = ""): string | undefined {
  return TAGS_ZH[doc.trim().replace(/\s+/g, " ")];
}

function tagLines(entry: Entry, context: Context): Html {
  const groups = Map.groupBy(
    entry.tags.filter(({ kind }) => LABELS[kind] !== undefined),
    ({ kind }) => kind,
  );
  return markup`${
    [...groups].map(([kind, tags]) =>
      markup`<dt>${LABELS[kind][context.language]}</dt>${
        tags.map((tag) => {
          const name = tag.name ?? tag.tsType?.repr ?? tag.value;
          const english = words(tag.doc?.trim() ?? "");
          const chinese = tagInChinese(tag.doc);
          return markup`<dd${
            context.language === "zh" && !chinese ? markup` lang="en"` : ""
          }>${name && kind !== "return" ? markup`<code>${name}</code> ` : ""}${
            chinese
              ? context.line({ zh: chinese, en: english })
              : inline(english, context.link)
          }</dd>`;
        })
      }`
    )
  }`;
}

/** The docs of the source, in English; a Chinese page keeps them folded. */
function docs(entry: Entry, context: Context): Html | null {
  if (!entry.doc) return null;
  const text = markup`<div class="prose" lang="en">${
    block(words(entry.doc), context.link)
  }</div>`;
  return context.view === "zh" && CHINESE[entry.name] !== undefined
    ? markup`<details class="original"><summary>源码注释（英文）</summary>${text}</details>`
    : text;
}

function body(entry: Entry, context: Context): Html {
  const lines = tagLines(entry, context).toString();
  return markup`${
    entry.signatures.length
      ? markup`<pre class="code" tabindex="0"><code>${
        highlight(entry.signatures.join("\n"), "ts")
      }</code></pre>`
      : ""
  }${context.view === "zh" ? "" : docs(entry, context)}${
    lines ? markup`<dl class="tags">${tagLines(entry, context)}</dl>` : ""
  }${
    entry.tags.filter(({ kind }) => kind === "example").map((tag) =>
      markup`<div class="prose" lang="en">${
        block(tag.doc ?? "", context.link)
      }</div>`
    )
  }${context.view === "zh" ? docs(entry, context) : ""}`;
}

function gloss(entry: Entry, context: Context): Html | null {
  const text = CHINESE[entry.name];
  return text !== undefined && context.view !== "en"
    ? markup`<p lang="zh-Hans">${inline(text, context.link)}</p>`
    : null;
}

function part(entry: Entry): Part {
  return {
    html: (context) =>
      markup`${gloss(entry, context)}${body(entry, context)}${
        entry.members.length
          ? markup`<details><summary>${
            context.language === "zh" ? "成员" : "Members"
          } (${entry.members.length})</summary>${
            entry.members.map((member) =>
              markup`<div class="member">${body(member, context)}</div>`
            )
          }</details>`
          : ""
      }`,
    markdown: (language) =>
      [
        language === "zh" ? CHINESE[entry.name] ?? "" : "",
        "```ts\n" + entry.signatures.join("\n") + "\n```",
        words(entry.doc).trim(),
      ].filter(Boolean).join("\n\n"),
  };
}

function idOf(group: ApiGroup): string {
  return group.name.toLowerCase().replaceAll(" ", "-");
}

function titleOf(group: ApiGroup): Text {
  return GROUP_NAMES[group.name] ?? { zh: group.name, en: group.name };
}

/** The first sentence of an entry's docs. */
function sentence(entry: Entry): string {
  return /^.*?(?:[.:](?=\s|$)|$)/s.exec(words(entry.doc).trim())?.[0]
    .replaceAll("\n", " ").replace(/:$/, ".") ?? "";
}

function summaryOf(entry: Entry): Text {
  return { zh: CHINESE[entry.name] ?? sentence(entry), en: sentence(entry) };
}

/** The names of a group, each with a line and the way to its docs. */
function names(group: ApiGroup): Part {
  const path = `api/${idOf(group)}/`;
  return {
    html: (context) =>
      markup`<dl class="names">${
        group.entries.map((entry) =>
          markup`<div id="${entry.name}"><dt><a href="${
            context.link(`${path}#${entry.name}`)
          }"><code>${entry.name}</code></a></dt><dd>${
            context.line(summaryOf(entry))
          }</dd></div>`
        )
      }</dl>`,
    markdown: (language) =>
      group.entries.map((entry) =>
        `- [\`${entry.name}\`](${path}#${entry.name}): ${
          summaryOf(entry)[language]
        }`
      ).join("\n"),
  };
}

function groupPage(group: ApiGroup): SitePage {
  return {
    id: `api-${idOf(group)}`,
    path: `api/${idOf(group)}/`,
    nav: "api",
    title: titleOf(group),
    summary: {
      zh: "说明与例子取自源码的注释，例子每次测试都会运行。",
      en:
        "From the comments of the source, whose examples run with every test.",
    },
    lead: [],
    cards: group.entries.map((entry) => ({
      id: entry.name,
      title: { zh: `\`${entry.name}\``, en: `\`${entry.name}\`` },
      parts: [part(entry)],
    })),
    source: "mod.ts",
  };
}

/** The list of all names, and a page for each group of them. */
export async function apiPages(): Promise<SitePage[]> {
  const [testing] = await readApi("loop/testing.ts");
  const groups = [...await readApi("mod.ts"), { ...testing, name: "Testing" }];
  const index: SitePage = {
    id: "api",
    path: "api/",
    nav: "api",
    title: { zh: "API 参考", en: "API reference" },
    summary: {
      zh: "由 `deno doc` 从源码生成：名字照 asyncio，改成驼峰；时间一律毫秒。",
      en:
        "Generated by `deno doc` from the source: asyncio’s names in camelCase, time in milliseconds.",
    },
    lead: [],
    cards: groups.map((group) => ({
      id: idOf(group),
      title: titleOf(group),
      parts: [names(group)],
    })),
    source: "mod.ts",
  };
  return [index, ...groups.map(groupPage)];
}
