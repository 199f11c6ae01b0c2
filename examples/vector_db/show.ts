import type { Answer } from "./answer.ts";
import { stems } from "./lexical.ts";

const LINES = 3; // of a piece that are shown
const WIDTH = 70; // columns
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

/** Prints an answer for people; in colours where the terminal has any. */
export function show({ query, hits }: Answer): void {
  console.log("%c%s", "font-weight: bold", query);
  const wanted = stems(query);
  for (const { file, line, score, text } of hits) {
    const { at, lines } = excerpt(text, wanted);
    const place = `${file}:${line + at}`;
    console.log("  %s  %c%s", score.toFixed(2), "color: cyan", place);
    for (const line of lines) console.log("        %s", line);
  }
  if (hits.length === 0) console.log("  nothing found");
  else if (!hits.some(({ text }) => found(text, wanted) > 0)) {
    console.log("  None of them has a word of the question.");
  }
  console.log();
}

/** The lines of a piece that have most of the question, and where they are. */
function excerpt(
  text: string,
  wanted: string[],
): { at: number; lines: string[] } {
  // No character of a file gets to command the terminal.
  const lines = text.replace(/[^\P{Cc}\n\t]/gu, "").split("\n")
    .map((line, at) => ({ line: line.replaceAll("\t", "  "), at }))
    .filter(({ line }) => /[\p{L}\p{N}]/u.test(line));
  let best = lines.slice(0, LINES);
  let most = -1;
  for (let i = 0; i <= Math.max(0, lines.length - LINES); i++) {
    const part = lines.slice(i, i + LINES);
    const all = found(part.map(({ line }) => line).join("\n"), wanted);
    const atOnce = found(part[0]?.line ?? "", wanted) > 0 ? 0.5 : 0;
    if (all + atOnce > most) [best, most] = [part, all + atOnce];
  }
  return {
    at: best[0]?.at ?? 0,
    lines: best.map(({ line }) => cut(line)),
  };
}

/** As much of a line as fits; a Chinese sign takes two columns. */
function cut(line: string): string {
  let columns = 0;
  let end = 0; // what fits with an ellipsis behind it
  for (const sign of line) {
    columns += WIDE.test(sign) ? 2 : 1;
    if (columns > WIDTH) return `${line.slice(0, end)}…`;
    if (columns < WIDTH) end += sign.length;
  }
  return line;
}

/** How many of the stems a text has. */
function found(text: string, wanted: string[]): number {
  const there = stems(text).join(" ");
  return wanted.filter((stem) => there.includes(stem)).length;
}

/** What can be typed next, as it can be typed on this machine. */
export function showNext(): void {
  // `npx deno` keeps its Deno in a folder of that name.
  const deno = /[/\\]_npx[/\\]/.test(Deno.execPath())
    ? `npx --yes deno@${Deno.version.deno}`
    : "deno";
  console.log(`Ask yourself:       ${deno} task start "your question"
In another folder:  ${deno} task start --dir FOLDER --top 5
As a service:       ${deno} task start serve
All there is:       ${deno} task start --help`);
}
