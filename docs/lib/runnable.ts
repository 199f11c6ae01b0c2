/** An example as a page runs it: JavaScript, without what only Deno has. */
import { stripTypeScriptTypes } from "node:module";
import type { Example } from "./examples.ts";
import type { Text } from "./text.ts";

/** Whether a page can run an example, and if not, why. */
export function obstacle(example: Example): Text | null {
  if (example.session.length > 0) {
    return {
      zh: "要在终端里运行。",
      en: "Runs in a terminal.",
    };
  }
  const code = example.code;
  const uses = /\bDeno\.(?!args\b)(\w+)/.exec(code)?.[1];
  if (uses !== undefined) {
    return {
      zh: `用到 \`Deno.${uses}\`，浏览器里没有，请在终端运行。`,
      en: `Uses \`Deno.${uses}\`, which a browser lacks: run it in a terminal.`,
    };
  }
  const tool = /\b(explore|record|asyncTest)\(/.exec(code)?.[1];
  if (tool !== undefined) {
    return {
      zh: `\`${tool}\` 不在页面里，请在终端运行。`,
      en: `Pages go without \`${tool}\`: run it in a terminal.`,
    };
  }
  const needs =
    /\b(toThread|moduleFunction|startServer|openConnection|createSubprocess\w+)\b/
      .exec(code)?.[1] ??
      /from "(node:[^"]+)"|from "(\.\/(?!vector_db\/mod)[^"]+)"/.exec(code)
        ?.[1];
  if (needs !== undefined) {
    return {
      zh: `用到 \`${needs}\`，要在 Deno 里运行。`,
      en: `Uses \`${needs}\`, which needs Deno.`,
    };
  }
  return null;
}

/**
 * The example's code without types. Types become blanks; those that stood in
 * the middle of a line are closed up.
 */
export function pageCode(example: Example): string {
  const bare = stripTypeScriptTypes(example.code);
  return bare.split("\n").map((line, i) => {
    const original = example.code.split("\n")[i];
    return line === original
      ? line
      : line.replace(/(\S) {2,}/g, "$1 ").replace(/ +([,;)=])/g, (all, char) =>
        char === "=" ? " =" : char === undefined ? all : char)
        .trimEnd();
  }).join("\n").replace(/\n{3,}/g, "\n\n")
    // The page has no files: its database is in memory.
    .replaceAll("sqlite::memory:", "memory:");
}
