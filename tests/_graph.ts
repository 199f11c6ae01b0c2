/** Reads the graph and the names of a module from Deno itself. */
/** A file and the files it names, as paths from the root. */
export interface Module {
  path: string;
  imports: { to: string; typeOnly: boolean; dynamic?: boolean }[];
}

/** An exported name, and the file that declares it. */
export interface Name {
  name: string;
  from: string;
  internal: boolean;
}

/** The repository, as a URL. */
export const ROOT = new URL("../", import.meta.url).href;

function shorten(specifier: string, root = ROOT): string {
  return specifier.startsWith(root) ? specifier.slice(root.length) : specifier;
}

async function ask(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(text.decode(stderr));
  return JSON.parse(text.decode(stdout));
}

/** What `deno info --json` says; `code` is absent from type-only imports. */
interface Info {
  modules: {
    specifier: string;
    error?: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string };
      type?: { specifier?: string };
      isDynamic?: boolean;
    }[];
  }[];
}

/** The files that `path` reaches, inside `root`. */
export async function modulesOf(path: string, root = ROOT): Promise<Module[]> {
  const info = await ask("info", "--json", root + path) as Info;
  return info.modules
    .filter(({ specifier }) => specifier.startsWith(root))
    .map(({ specifier, error, dependencies = [] }) => {
      if (error) throw new Error(error);
      return {
        path: shorten(specifier, root),
        imports: dependencies.map(({ specifier, code, type, isDynamic }) => ({
          to: shorten(code?.specifier ?? type?.specifier ?? specifier, root),
          typeOnly: code === undefined,
          dynamic: isDynamic ?? false,
        })),
      };
    });
}

/** What `deno doc --json` says of the exports of each file. */
interface Docs {
  nodes: Record<string, {
    symbols: {
      name: string;
      declarations: {
        location: { filename: string };
        jsDoc?: { tags?: { kind: string }[] };
      }[];
    }[];
  }>;
}

/** The exports of a file. Asked with others, a re-export would not say whence. */
export async function namesOf(path: string): Promise<Name[]> {
  const docs = await ask("doc", "--json", path) as Docs;
  return Object.values(docs.nodes).flatMap(({ symbols }) =>
    symbols.map(({ name, declarations }) => ({
      name,
      from: shorten(declarations[0]!.location.filename),
      internal: declarations.some(({ jsDoc }) =>
        jsDoc?.tags?.some(({ kind }) => kind === "internal")
      ),
    }))
  );
}
