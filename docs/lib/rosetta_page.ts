/** The page that shows Python beside TypeScript. */
import { code, pair } from "./parts.ts";
import { markup } from "./html.ts";
import { GROUPS, type Row } from "./rosetta.ts";
import { type Part, prose, type SitePage } from "./site.ts";

function prints(lines: readonly string[]): Part {
  return {
    html: (context) =>
      markup`<p class="prints"><span class="quiet">${
        context.language === "zh" ? "输出" : "Prints"
      }</span> ${lines.map((line) => markup`<samp>${line}</samp> `)}</p>`,
    markdown: (language) =>
      `${language === "zh" ? "输出：" : "Prints: "}${
        lines.map((line) => `\`${line}\``).join(" ")
      }`,
  };
}

/** A row: its heading, its note, both columns, and what both print. */
function rowParts(row: Row): Part[] {
  return [
    {
      html: (context) =>
        markup`<h3 id="${row.id}">${context.line(row.title)}</h3>`,
      markdown: (language) => `### ${row.title[language]}`,
    },
    ...row.note ? [prose(row.note)] : [],
    pair(code("py", row.py), code("ts", row.ts)),
    prints(row.prints),
  ];
}

/** The columns of a row, for a card that speaks of it. */
export function columnsOf(id: string): Part[] {
  const row = GROUPS.flatMap(({ rows }) => rows).find((row) => row.id === id);
  if (row === undefined) throw new Error(`The table has no row ${id}`);
  return [pair(code("py", row.py), code("ts", row.ts)), prints(row.prints)];
}

/** The page. */
export function rosettaPage(): SitePage {
  return {
    id: "python",
    path: "python/",
    nav: "table",
    title: { zh: "Python ↔ TypeScript", en: "Python ↔ TypeScript" },
    summary: {
      zh: "左边是你熟悉的 asyncio，右边是这里的写法；两边都真跑过，输出相同。",
      en:
        "The asyncio you know at the left, the same here at the right; both were run and print the same.",
    },
    lead: [prose({
      zh:
        "先记住两处习惯：**秒变毫秒**，**`main()` 变 `main`**。其余的差别，都是下划线变驼峰。代码若不是完整程序，就是 `main` 的内容；`import` 从略。",
      en:
        "Two habits first: **seconds become milliseconds** and **`main()` becomes `main`**. The rest is snake_case turned camelCase. Where code is no whole program it is the body of `main`, imports left out.",
    })],
    cards: GROUPS.map((group) => ({
      id: group.id,
      title: group.title,
      parts: group.rows.flatMap(rowParts),
    })),
    source: "docs/lib/rosetta.ts",
  };
}
