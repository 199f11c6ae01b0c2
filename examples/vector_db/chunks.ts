/** A piece of a file that makes sense alone: what a search finds. */
export interface Chunk {
  /** Where it starts, counted from 1. */
  line: number;
  text: string;
  /** The heading or definition that it stands under. */
  heading: string;
}

/** A piece longer than this is cut again, if possible at a blank line. */
const MAX_LENGTH = 1200;
const WORD = /[\p{L}\p{N}]/u;

/** The files that `chunksOf` can cut. */
export const KNOWN_FILE = /\.(md|ts|tsx|mts)$/i;

/** Cuts a file: Markdown at its headings, TypeScript at its definitions. */
export function chunksOf(file: string, content: string): Chunk[] {
  if (content.includes("\0")) return []; // a video may be called .ts, too
  const lines = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  const starts = /\.md$/i.test(file) ? headings(lines) : definitions(lines);
  return starts
    .flatMap((start, i) => cut(lines, start, starts[i + 1]))
    .filter(({ text }) => WORD.test(text));
}

/** The lines with a heading, but not those within a block of code. */
function headings(lines: string[]): number[] {
  const starts = [0];
  let fence = "";
  lines.forEach((line, i) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    if (i > 0 && fence === "" && /^#{1,6}\s/.test(line)) starts.push(i);
  });
  return starts;
}

const DEFINITION =
  /^(export |default |declare |abstract |async )*(function|class|interface|type|enum|namespace|const|let|var)\b|^(Deno\.(test|bench|serve)|describe|test)\(/;

/** The lines with a definition, or where the comment above it begins. */
function definitions(lines: string[]): number[] {
  const starts = [0];
  lines.forEach((line, i) => {
    if (!DEFINITION.test(line)) return;
    let start = i;
    while (start > 0 && /^(\/\/|\/\*| \*|@)/.test(lines[start - 1])) start--;
    if (start > 0) starts.push(start);
  });
  return starts;
}

/** The lines from `start` to `end`, in pieces that are not too long. */
function cut(lines: string[], start: number, end = lines.length): Chunk[] {
  const chunks: Chunk[] = [];
  const heading = headingOf(lines.slice(start, end));
  let from = start;
  const push = (to: number) => {
    while (from < to && lines[from].trim() === "") from++;
    const text = lines.slice(from, to).join("\n").trimEnd();
    if (text !== "") chunks.push({ line: from + 1, text, heading });
    from = to;
  };
  let length = 0;
  for (let i = start; i < end; i++) {
    const blank = lines[i].trim() === "";
    if (i > from && length + lines[i].length > MAX_LENGTH) push(i);
    else if (blank && length > MAX_LENGTH / 2) push(i);
    if (from === i) length = 0;
    length += lines[i].length + 1;
  }
  push(end);
  return chunks;
}

/** A definition has its comment before it; a heading is the first line. */
function headingOf(lines: string[]): string {
  const line = lines.find((line) => DEFINITION.test(line)) ?? lines[0];
  return line.replace(/^#+\s*/, "").trim();
}
