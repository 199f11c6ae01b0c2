/** Small changes of a source text, each of which some test should notice. */

import { randomFrom } from "../../loop/virtual_loop.ts";

/** One change. */
export interface Mutant {
  /** Counted from 1. */
  line: number;
  /** What kind of change, as `=== to !==`. */
  change: string;
  /** The line above, trimmed. */
  above: string;
  /** The line before and after the change, trimmed. */
  before: string;
  after: string;
  /** The whole text with the change. */
  text: string;
}

/** The text with comments and the insides of strings blanked, of equal length. */
export function codeOf(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return source.replace(
    /\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (match) =>
      match.startsWith("/")
        ? blank(match)
        : match[0] + blank(match.slice(1, -1)) + match[0],
  );
}

/** Operators have blanks around them; the brackets of types have none. */
const SWAPS: readonly [from: string, to: string][] = [
  [" === ", " !== "],
  [" !== ", " === "],
  [" < ", " <= "],
  [" <= ", " < "],
  [" > ", " >= "],
  [" >= ", " > "],
  [" && ", " || "],
  [" || ", " && "],
  [" + ", " - "],
  [" - ", " + "],
  [" += ", " -= "],
  [" -= ", " += "],
  ["++", "--"],
  ["--", "++"],
];

/** A statement on a line of its own that does something. */
const STATEMENT =
  /^ +(?:await )?(?:this|super|[a-z]\w*)(?:[.?!#\w[\]]|\([^()]*\))*(?:\(.*\)| [-+]?= [^;]*|\+\+|--);$/;

/** Every change of a text, in order. */
export function mutantsOf(source: string): Mutant[] {
  const code = codeOf(source);
  const lines = code.split("\n");
  const originals = source.split("\n");
  const found: Mutant[] = [];
  let inType = false;
  for (const [i, line] of lines.entries()) {
    if (/^(import|export type|type|interface|export interface)\b/.test(line)) {
      inType = !line.trimEnd().endsWith(";");
      continue;
    }
    if (inType) {
      if (
        /^\S/.test(line) || line.trimEnd().endsWith(";") && !/^ /.test(line)
      ) {
        inType = false;
      } else continue;
    }
    if (/^ *(declare|abstract|readonly)\b/.test(line)) continue;
    const add = (change: string, at: number, length: number, by: string) => {
      const text = originals[i];
      const changed = text.slice(0, at) + by + text.slice(at + length);
      found.push({
        line: i + 1,
        change,
        above: (originals[i - 1] ?? "").trim(),
        before: text.trim(),
        after: changed.trim(),
        text: originals.with(i, changed).join("\n"),
      });
    };
    for (const [from, to] of SWAPS) {
      // An operator may also end its line.
      const pattern = from.trimEnd().replace(/[+|]/g, "\\$&") +
        (from.endsWith(" ") ? "(?= |$)" : "");
      for (const { index } of line.matchAll(new RegExp(pattern, "g"))) {
        // A union of types.
        add(
          `${from.trim()} to ${to.trim()}`,
          index,
          from.trimEnd().length,
          to.trimEnd(),
        );
      }
    }
    for (const { index } of line.matchAll(/(?<=[ (!])!(?=[\w(#.])/g)) {
      add("without !", index, 1, "");
    }
    for (const { index, 0: word } of line.matchAll(/\b(true|false)\b/g)) {
      if (/[:|] $|<$/.test(line.slice(0, index))) continue;
      const other = word === "true" ? "false" : "true";
      add(`${word} to ${other}`, index, word.length, other);
    }
    // Greater numbers are sizes and times, of which only the order is promised.
    for (
      const { index, 0: word } of line.matchAll(
        /(?<![\w.#$])[0-2](?![\w.])/g,
      )
    ) add(`${word} to ${+word + 1}`, index, word.length, String(+word + 1));
    const condition = /^( *(?:\} else )?(?:if|while) )\((.*)\)( \{$| [^)]*;$)/
      .exec(line);
    if (condition) {
      const at = condition[1].length;
      const inside = originals[i].slice(at, at + condition[2].length + 2);
      add("condition negated", at, inside.length, `(!${inside})`);
    }
    if (STATEMENT.test(line) && !/^ *(return|throw|super)\b/.test(line)) {
      const at = line.search(/\S/);
      add("statement removed", at, line.length - at, ";");
    }
    const leaves = /^ *(?:if \(.*\) )?(return|throw)\b.*;$/.exec(line);
    if (leaves && (leaves[1] === "throw" || /return;$/.test(line))) {
      const at = line.lastIndexOf(leaves[1]);
      add(`${leaves[1]} removed`, at, line.length - at, ";");
    }
  }
  return found;
}

/** So many of all, one by chance of each stretch, in an order by chance. */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const random = randomFrom(seed);
  const width = Math.max(1, all.length / size);
  const count = Math.min(size, all.length);
  return Array.from(
    { length: count },
    (_, i) => all[Math.floor((i + random()) * width)],
  ).map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
