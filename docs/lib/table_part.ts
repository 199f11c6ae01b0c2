/** A table as a part of a page: it scrolls by itself where it is wide. */
import { type Html, markup } from "./html.ts";
import { inline } from "./markdown.ts";
import type { Context, Part } from "./site.ts";
import type { Text } from "./text.ts";

/** What a cell holds; a number stands to the right. */
export interface Cell {
  text: Text | string;
  figure?: true;
  /** Class name: `good`, `behind`, `ours`. */
  mark?: string;
  /** The text is English in every view. */
  english?: true;
}

/** A number as a cell. */
export function figureCell(text: string, mark?: string): Cell {
  return { text, figure: true, mark };
}

function html(cell: Cell, context: Context): Html {
  const names = [cell.figure ? "figure" : "", cell.mark ?? ""]
    .filter(Boolean).join(" ");
  const text = typeof cell.text === "string"
    ? inline(cell.text, context.link)
    : context.line(cell.text);
  return markup`<td${names ? markup` class="${names}"` : ""}${
    cell.english ? markup` lang="en"` : ""
  }>${text}</td>`;
}

/** A table; the first cell of a row is its heading. */
export function tablePart(
  head: readonly Text[],
  rows: readonly (readonly Cell[])[],
): Part {
  return {
    html: (context) =>
      markup`<div class="wide" tabindex="0"><table><thead><tr>${
        head.map((text, i) =>
          markup`<th scope="col"${
            rows[0]?.[i].figure ? markup` class="figure"` : ""
          }>${context.line(text)}</th>`
        )
      }</tr></thead><tbody>${
        rows.map((cells) =>
          markup`<tr>${cells.map((cell) => html(cell, context))}</tr>`
        )
      }</tbody></table></div>`,
    markdown: (language) => {
      const line = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
      return [
        line(head.map((text) => text[language])),
        line(head.map(() => "---")),
        ...rows.map((cells) =>
          line(
            cells.map(({ text }) =>
              typeof text === "string" ? text : text[language]
            ),
          )
        ),
      ].join("\n");
    },
  };
}
