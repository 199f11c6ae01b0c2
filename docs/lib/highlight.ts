/** Colours for code, as class names. */
import hljs from "npm:highlight.js@11.12.0/lib/core";
import bash from "npm:highlight.js@11.12.0/lib/languages/bash";
import python from "npm:highlight.js@11.12.0/lib/languages/python";
import typescript from "npm:highlight.js@11.12.0/lib/languages/typescript";
import { type Html, markup, trusted } from "./html.ts";

hljs.registerLanguage("sh", bash);
hljs.registerLanguage("py", python);
hljs.registerLanguage("ts", typescript);
hljs.configure({ classPrefix: "h-" });

/** The languages of the site's code; `text` stays plain. */
export type CodeLanguage = "ts" | "py" | "sh" | "text";

/** The name of a code language as readers know it. */
export const CODE_NAMES: Readonly<Record<CodeLanguage, string>> = {
  ts: "TypeScript",
  py: "Python",
  sh: "Shell",
  text: "Text",
};

/** Code with its colours; it stands inside a `<code>`. */
export function highlight(code: string, language: CodeLanguage): Html {
  if (language === "text") return markup`${code}`;
  return trusted(hljs.highlight(code, { language }).value);
}
