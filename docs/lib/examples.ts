/**
 * Reads the examples of lesson and guides: the header tags, the prose in both languages,
 * the code between, the recorded output and the Python twin.
 *
 * ```text
 * @title.zh 超时控制
 * @title.en Timeouts
 * @section scenarios
 * @card scenario-05-timeout
 * @run --allow-net=127.0.0.1
 * @difficulty beginner
 * ```
 *
 * make the JSDoc comment that begins the file. Then prose and code take turns:
 *
 * ```text
 * //: zh: 中文说明，可用 Markdown。
 * //: en: Prose in English, Markdown allowed.
 * await run(main); // ordinary comments stay code
 * ```
 *
 * `@run` may be empty: no permission. `@twin none` says that a Python twin
 * makes no sense. `@session COMMAND`, once or several times, is what is typed in
 * a terminal instead of the one command that runs the file; `@press "LINE" KEYS`
 * are the keys that are pressed when the last command has printed that line.
 *
 * Prose lines of a language join to one paragraph; an empty line (`//: zh:`) or a
 * list item begins anew.
 */
import { GUIDES, SECTIONS } from "../../examples/list.ts";

/** The same text in the lesson's two languages; Markdown in prose. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** Prose and the code that follows it. */
export interface Block {
  prose: Bilingual;
  /** As it stands in the file; empty where prose ends the example. */
  code: string;
  /** The number of the code's first line in the file, from 1. */
  line: number;
}

/** What an example printed when it was last recorded. */
export interface Recording {
  /** The exit code. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Keys that are pressed while a program runs. */
export interface Press {
  /** The line that it has printed before. */
  after: string;
  /** One after the other, each when the last one was answered. */
  keys: Key[];
}

/** A key that a terminal turns into a signal. */
export type Key = keyof typeof SIGNALS;

/** The signals of the keys. */
export const SIGNALS = { "Ctrl-\\": "SIGQUIT", "Ctrl-C": "SIGINT" } as const;

/** How hard an example is. */
export type Difficulty = "beginner" | "intermediate" | "advanced";

/** What a file's text alone tells. */
export interface ParsedExample {
  /** `scenario-05-timeout`: the same in every language, never changes. */
  id: string;
  /** `scenario_05_timeout.ts`, in examples/. */
  file: string;
  title: Bilingual;
  /** The id of its section in examples/list.ts. */
  section: string;
  /** The id of its card in examples/list.ts. */
  card: string;
  /** The permission flags of `@run`. */
  run: string[];
  /** The commands of `@session`; empty where the file is simply run. */
  session: string[];
  /** The keys of `@press`. */
  press: Press | null;
  difficulty: Difficulty;
  /** False where the header says `@twin none`. */
  wantsTwin: boolean;
  blocks: Block[];
  /** All code, without header and prose. */
  code: string;
  /** The whole file. */
  source: string;
}

/** An example with what lies beside it. */
export interface Example extends ParsedExample {
  /** `null` until `deno task record` has run. */
  recorded: Recording | null;
  /** The Python twin, where there is one. */
  python: { file: string; source: string } | null;
  /** The command that runs it: `deno run --allow-… examples/….ts`. */
  command: string;
}

/** What is wrong with examples: a line `path:line: problem` for each. */
export class ExampleError extends Error {
  override name = "ExampleError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const LANGUAGES = ["zh", "en"] as const;
const DIFFICULTIES = ["beginner", "intermediate", "advanced"] as const;
const REQUIRED = [
  "title.zh",
  "title.en",
  "section",
  "card",
  "run",
  "difficulty",
];
const TAGS = new Set([...REQUIRED, "twin", "session", "press"]);

/** Columns of a line of code; a Chinese character takes two. */
export const MAX_COLUMNS = 68;
/** Columns of a line of prose. */
export const MAX_PROSE_COLUMNS = 80;
/** Lines of code of an example, blank ones not counted. */
export const MAX_LINES = 50;

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns a text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text) sum += WIDE.test(char) ? 2 : 1;
  return sum;
}

/** `scenario_05_timeout.ts` for `scenario-05-timeout`. */
export function fileOf(id: string): string {
  return `${id.replaceAll("-", "_")}.ts`;
}

type Problem = (line: number, text: string) => void;

/**
 * Reads one example.
 *
 * @param source The file's text.
 * @param path Where it is, for the messages; its last part gives the id.
 * @throws {ExampleError} Every problem with its line.
 */
export function parseExample(source: string, path: string): ParsedExample {
  const problems: string[] = [];
  const problem: Problem = (line, text) => {
    problems.push(`${path}:${line}: ${text}`);
  };
  const file = path.slice(path.lastIndexOf("/") + 1);
  const id = file.replace(/\.ts$/, "").replaceAll("_", "-");
  const lines = source.replace(/\n$/, "").split("\n");
  const { tags, session, end } = readHeader(lines, problem);
  const blocks = readBlocks(lines, end, problem);

  const code = blocks.map((block) => block.code).filter(Boolean).join("\n\n");
  const length = code.split("\n").filter((line) => line.trim()).length;
  if (length > MAX_LINES) {
    problem(1, `${length} lines of code, at most ${MAX_LINES}`);
  }
  const difficulty = DIFFICULTIES.find((it) => it === tags.get("difficulty"));
  if (tags.has("difficulty") && difficulty === undefined) {
    problem(1, `@difficulty is one of ${DIFFICULTIES.join(", ")}`);
  }
  const twin = tags.get("twin");
  if (twin !== undefined && twin !== "none") {
    problem(1, `@twin takes nothing but "none": ${twin}`);
  }
  const run = (tags.get("run") ?? "").split(/\s+/).filter(Boolean);
  for (const flag of run) {
    if (!flag.startsWith("--")) problem(1, `@run takes flags: ${flag}`);
  }
  for (const command of session) {
    if (!command.startsWith("deno ")) {
      problem(1, `@session takes a command of deno: ${command}`);
    }
  }
  const press = readPress(tags.get("press"), problem);
  if (press !== null && session.length === 0) {
    problem(1, "@press goes with @session");
  }
  if (problems.length > 0) throw new ExampleError(problems);
  return {
    id,
    file,
    title: { zh: tags.get("title.zh") ?? "", en: tags.get("title.en") ?? "" },
    section: tags.get("section") ?? "",
    card: tags.get("card") ?? "",
    run,
    session,
    press,
    difficulty: difficulty ?? "beginner",
    wantsTwin: twin !== "none",
    blocks,
    code,
    source,
  };
}

/** The tags of the JSDoc comment, and the index of the line after it. */
function readHeader(
  lines: string[],
  problem: Problem,
): { tags: Map<string, string>; session: string[]; end: number } {
  const tags = new Map<string, string>();
  const session: string[] = [];
  if (lines[0] !== "/**") {
    problem(1, "an example begins with /** and its tags");
    return { tags, session, end: 0 };
  }
  const end = lines.findIndex((line) => line.trim() === "*/") + 1;
  if (end === 0) {
    problem(1, "the header's comment has no end");
    return { tags, session, end: lines.length };
  }
  for (let i = 1; i < end - 1; i++) {
    const [, name, value] = /^ \* @([\w.]+)(?: +(.*))?$/.exec(lines[i]) ?? [];
    if (name === undefined) problem(i + 1, "not a tag of the header");
    else if (!TAGS.has(name)) problem(i + 1, `unknown tag @${name}`);
    else if (name === "session") session.push(value?.trim() ?? "");
    else if (tags.has(name)) problem(i + 1, `@${name} comes twice`);
    else {
      tags.set(name, value?.trim() ?? "");
      if (!value?.trim() && name !== "run") {
        problem(i + 1, `@${name} says nothing`);
      }
    }
  }
  for (const name of REQUIRED) {
    if (!tags.has(name)) problem(1, `@${name} is missing`);
  }
  return { tags, session, end };
}

function readPress(tag: string | undefined, problem: Problem): Press | null {
  if (tag === undefined) return null;
  const [, after, rest = ""] = /^"([^"]+)" (.+)$/.exec(tag) ?? [];
  const keys = rest.split(" ").filter((key): key is Key => key in SIGNALS);
  if (after !== undefined && keys.join(" ") === rest) return { after, keys };
  problem(
    1,
    `@press takes "a line", then keys: ${Object.keys(SIGNALS).join(" ")}`,
  );
  return null;
}

type Text = { zh: string[]; en: string[]; line: number };

function readBlocks(
  lines: string[],
  start: number,
  problem: Problem,
): Block[] {
  const blocks: Block[] = [];
  let text: Text | null = null;
  let code: string[] = [];
  let codeLine = 0;

  const finish = () => {
    while (code.length > 0 && !code.at(-1)?.trim()) code.pop();
    if (text === null) {
      if (code.length > 0) problem(codeLine, "code before any prose");
    } else {
      for (const language of LANGUAGES) {
        if (text[language].length === 0) {
          problem(text.line, `prose without its ${language} twin`);
        }
      }
      blocks.push({
        prose: { zh: paragraphs(text.zh), en: paragraphs(text.en) },
        code: code.join("\n"),
        line: codeLine,
      });
    }
    text = null;
    code = [];
    codeLine = 0;
  };

  for (let i = start; i < lines.length; i++) {
    const line = lines[i];
    const prose = /^\s*\/\/:(.*)$/.exec(line);
    const limit = prose ? MAX_PROSE_COLUMNS : MAX_COLUMNS;
    const width = columns(line);
    if (width > limit) problem(i + 1, `${width} columns, at most ${limit}`);
    if (prose) {
      if (text === null || code.length > 0) {
        finish();
        text = { zh: [], en: [], line: i + 1 };
      }
      const [, language, words] = /^ (zh|en):(?: (.*))?$/.exec(prose[1]) ?? [];
      if (language !== "zh" && language !== "en") {
        problem(i + 1, "prose begins with `//: zh:` or `//: en:`");
      } else text[language].push(words?.trimEnd() ?? "");
    } else if (line.trim() || code.length > 0) {
      if (code.length === 0) codeLine = i + 1;
      code.push(line);
    }
  }
  finish();
  if (blocks.length === 0) problem(1, "an example needs prose");
  return blocks;
}

const LIST_ITEM = /^\s*(?:[-*]|\d+\.)\s/;
const CLOSE = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f—…“”]$/u;
const OPEN = /^[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f—…“”]/u;

/** Lines joined: with a space between Latin words, without in Chinese. */
function paragraphs(lines: string[]): string {
  let all = "";
  for (const line of lines) {
    if (line === "") all = all.trimEnd() + "\n\n";
    else if (all === "" || all.endsWith("\n")) all += line;
    else if (LIST_ITEM.test(line)) all += "\n" + line;
    else {all += (CLOSE.test(all) && OPEN.test(line.trim()) ? "" : " ") +
        line.trim();}
  }
  return all.trim();
}

/** The folder of the examples. */
const FOLDER = new URL("../../examples/", import.meta.url);

async function readOptional(url: URL): Promise<string | null> {
  try {
    return await Deno.readTextFile(url);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/**
 * What `deno task record` stores: lines, so that a change shows as one.
 * Neither output may end in the middle of a line.
 */
export function parseRecording(json: string): Recording {
  const { code, stdout, stderr } = JSON.parse(json) as {
    code: number;
    stdout: string[];
    stderr: string[];
  };
  const text = (lines: string[]) => lines.map((line) => line + "\n").join("");
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** The command that runs an example, as a reader types it. */
export function commandOf(example: Pick<ParsedExample, "run" | "file">) {
  return ["deno run", ...example.run, `examples/${example.file}`].join(" ");
}

/**
 * Reads every example of examples/list.ts, in its order.
 *
 * @param folder Where the examples are; a file URL that ends with a slash.
 * @throws {ExampleError} All problems of all files.
 */
export async function loadExamples(folder: URL = FOLDER): Promise<Example[]> {
  const problems: string[] = [];
  const examples: Example[] = [];
  const ids = new Set<string>();
  for (const section of [...SECTIONS, GUIDES]) {
    for (const card of section.cards) {
      for (const id of card.examples) {
        if (ids.has(id)) problems.push(`examples/list.ts:1: ${id} comes twice`);
        ids.add(id);
        const file = fileOf(id);
        const path = `examples/${file}`;
        const source = await readOptional(new URL(file, folder));
        if (source === null) {
          problems.push(`${path}:1: listed, but there is no such file`);
          continue;
        }
        try {
          const parsed = parseExample(source, path);
          if (parsed.section !== section.id || parsed.card !== card.id) {
            problems.push(
              `${path}:1: the list has it in ${section.id}, ${card.id}`,
            );
          }
          const twin = file.replace(/\.ts$/, ".py");
          const python = await readOptional(new URL(twin, folder));
          if (parsed.wantsTwin !== (python !== null)) {
            problems.push(
              parsed.wantsTwin
                ? `${path}:1: neither ${twin} nor @twin none`
                : `${path}:1: @twin none, but there is ${twin}`,
            );
          }
          const recording = await readOptional(
            new URL(`recorded/${id}.json`, folder),
          );
          examples.push({
            ...parsed,
            recorded: recording === null ? null : parseRecording(recording),
            python: python === null ? null : { file: twin, source: python },
            command: commandOf(parsed),
          });
        } catch (error) {
          if (!(error instanceof ExampleError)) throw error;
          problems.push(...error.problems);
        }
      }
    }
  }
  for await (const { name } of Deno.readDir(folder)) {
    if (!/^[a-z]+_\d\d_.*\.ts$/.test(name)) continue;
    const id = name.replace(/\.ts$/, "").replaceAll("_", "-");
    if (!ids.has(id)) {
      problems.push(`examples/${name}:1: not in examples/list.ts`);
    }
  }
  if (problems.length > 0) throw new ExampleError(problems);
  return examples;
}
