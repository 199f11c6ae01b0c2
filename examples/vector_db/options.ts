import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkQuestion } from "./answer.ts";
import { UserError } from "./user_error.ts";

/** What the command line asks for. */
export interface Options {
  command: "search" | "serve" | "bench";
  query: string | null;
  folder: string;
  top: number;
  /** Unless one is named, `defaultDb()` tells which. */
  db: string | null;
  embedder: string | null;
  model: string;
  host: string;
  port: number;
  count: number;
  json: boolean;
  help: boolean;
}

export const HELP = `\
Search the Markdown and TypeScript files of a folder.

  deno task start                   answer three sample questions
  deno task start "事件循环是什么"  answer this one
  deno task start serve             answer GET /search?q=…&top=… on this machine
  deno task start bench             fill a database with vectors, time searches

  --dir FOLDER    what to search, instead of this repository
  --top K         how many answers (3)
  --db URL        where to keep the vectors (a file in your cache folder):
                  memory:, sqlite:FILE, localhost:8000 or http(s)://… (Chroma),
                  postgres://… (with pgvector)
  --embedder URL  a server with OpenAI's /v1/embeddings, which knows what words
                  mean; without it alike is what is written alike
  --model NAME    the model to ask it for
  --host HOST     of serve (127.0.0.1: nobody but this machine can ask)
  --port PORT     of serve (8080; 0 is any that is free)
  --count N       vectors of bench (100000)
  --json          print { query, hits: [{ file, line, score, text }] }
  --help          print this

The first start indexes the folder, the next only what changed in it.
Ctrl-C stops at any moment; what was indexed stays.`;

/** Reads the command line; what it cannot mean is a UserError. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const [first] = positionals;
  const command = positionals.length === 1 &&
      (first === "serve" || first === "bench")
    ? first
    : "search";
  const query = command === "search" && positionals.length > 0
    ? positionals.join(" ").trim()
    : null;
  const top = numberOf("top", values.top, 3, 1, 1000);
  if (query !== null) checkQuestion(query, top);
  if (values.dir === "") throw new UserError("--dir takes a folder");
  return {
    command,
    query,
    folder: values.dir === undefined
      ? repository
      : resolve(startedIn(), values.dir),
    top,
    db: values.db === undefined ? null : located(values.db),
    embedder: values.embedder ?? null,
    model: values.model ?? "default",
    host: values.host ?? "127.0.0.1",
    port: numberOf("port", values.port, 8080, 0, 65535),
    count: numberOf("count", values.count, 100_000, 1, 10_000_000),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function numberOf(
  name: string,
  text: string | undefined,
  otherwise: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UserError(
    `--${name} takes a number from ${least} to ${most}: ${text}`,
  );
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        dir: { type: "string" },
        top: { type: "string" },
        db: { type: "string" },
        embedder: { type: "string" },
        model: { type: "string" },
        host: { type: "string" },
        port: { type: "string" },
        count: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [line] = (error as Error).message.split(/[.\n]/, 1);
    throw new UserError(`${line}; --help tells what there is`);
  }
}

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Where the user typed the command: a task itself runs in the repository. */
function startedIn(): string {
  const here = Deno.cwd();
  const typedIn = variable("INIT_CWD");
  return resolve(here) === resolve(repository) ? typedIn ?? here : here;
}

/** A relative file of `sqlite:` is meant from there, too. */
function located(url: string): string {
  const file = /^sqlite:(?!:memory:$)(.+)$/.exec(url)?.[1];
  return file === undefined ? url : `sqlite:${resolve(startedIn(), file)}`;
}

/** A file in the user's cache folder or, where there is none, a temp folder. */
export function defaultDb(): string {
  const home = variable("HOME");
  const folders = [
    variable("XDG_CACHE_HOME"),
    variable("LOCALAPPDATA"),
    home && join(home, ".cache"),
    tempFolder(),
  ];
  for (const folder of folders) {
    if (!folder) continue;
    try {
      const ours = join(folder, "asyncio-vector-search");
      Deno.mkdirSync(ours, { recursive: true });
      return `sqlite:${join(ours, "index.db")}`;
    } catch {
      // Not a folder that we may write to: the next one.
    }
  }
  throw new UserError("Cannot find a folder for the database: name it by --db");
}

function tempFolder(): string | undefined {
  try {
    return tmpdir();
  } catch {
    return undefined; // it may not read the variable that names it
  }
}

/** A variable of the environment, where reading it is permitted already. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
