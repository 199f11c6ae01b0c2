import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { UserError } from "./user_error.ts";

/** What the command line asks for. */
export interface Options {
  query: string | null;
  folder: string;
  top: number;
  db: string;
  json: boolean;
  help: boolean;
}

export const HELP = `\
Search the Markdown and TypeScript files of a folder.

  deno task start                     answer three sample questions
  deno task start "事件循环是什么"    answer this one

  --dir FOLDER  what to search, instead of this repository
  --top K       how many answers (3)
  --db URL      where to keep the vectors: memory:, sqlite:FILE
                (a file in your cache folder)
  --json        print { query, hits: [{ file, line, score, text }] }
  --help        print this

The first start indexes the folder, the next only what changed in it.
Ctrl-C stops at any moment; what was indexed stays.`;

/** Reads the command line; what it cannot mean is a UserError. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const query = positionals.length > 0 ? positionals.join(" ").trim() : null;
  if (query !== null && !/[\p{L}\p{N}\p{So}]/u.test(query)) {
    throw new UserError("Cannot search: the query has no word in it");
  }
  const top = Number(values.top ?? 3);
  if (!/^\d+$/.test(values.top ?? "3") || top < 1 || top > 1000) {
    throw new UserError(`--top takes a number from 1 to 1000: ${values.top}`);
  }
  if (values.dir === "") throw new UserError("--dir takes a folder");
  return {
    query,
    folder: values.dir === undefined
      ? repository
      : resolve(startedIn(), values.dir),
    top,
    db: values.db === undefined ? defaultDb() : located(values.db),
    json: values.json ?? false,
    help: values.help ?? false,
  };
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
  const typedIn = Deno.env.get("INIT_CWD");
  return resolve(here) === resolve(repository) ? typedIn ?? here : here;
}

/** A relative file of `sqlite:` is meant from there, too. */
function located(url: string): string {
  const file = /^sqlite:(?!:memory:$)(.+)$/.exec(url)?.[1];
  return file === undefined ? url : `sqlite:${resolve(startedIn(), file)}`;
}

/** A file in the user's cache folder or, where there is none, a temp folder. */
function defaultDb(): string {
  const { env } = Deno;
  const home = env.get("HOME");
  const folders = [
    env.get("XDG_CACHE_HOME"),
    env.get("LOCALAPPDATA"),
    home && join(home, ".cache"),
    tmpdir(),
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
