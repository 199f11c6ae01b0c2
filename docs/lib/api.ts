/** The public names with their docs, from `deno doc --json`. */

/** A tag of a doc comment. */
export interface Tag {
  kind: string;
  name?: string;
  doc?: string;
  value?: string;
  tsType?: { repr: string };
}

interface Doc {
  doc?: string;
  tags?: Tag[];
}

interface Located {
  filename: string;
  line: number;
  col: number;
}

interface Member {
  name: string;
  jsDoc?: Doc;
  location?: Located;
  accessibility?: string;
  isStatic?: boolean;
}

interface Declaration {
  location: Located;
  kind: string;
  jsDoc?: Doc;
  def?: {
    constructors?: Member[];
    properties?: Member[];
    methods?: Member[];
  };
}

interface Node {
  name: string;
  declarations: Declaration[];
}

/** A public name, or a member of one. */
export interface Entry {
  name: string;
  kind: string;
  /** Its signatures, as the source writes them. */
  signatures: string[];
  doc: string;
  tags: Tag[];
  members: Entry[];
}

/** Names that belong together, as mod.ts groups them. */
export interface ApiGroup {
  name: string;
  entries: Entry[];
}

const ROOT = new URL("../../", import.meta.url);

async function nodesOf(path: string): Promise<Node[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", path],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(text.decode(stderr));
  const { nodes } = JSON.parse(text.decode(stdout)) as {
    nodes: Record<string, { symbols?: Node[] } | Node[]>;
  };
  return Object.values(nodes).flatMap((part) =>
    Array.isArray(part) ? part : part.symbols ?? []
  );
}

const CLOSERS: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "<": ">",
};

/**
 * The signature that begins at a place of a source: up to its body, its value
 * or its semicolon; a type alias in full.
 */
export function signatureAt(
  source: string,
  line: number,
  col: number,
): string {
  const lines = source.split("\n");
  const text = [lines[line].slice(col), ...lines.slice(line + 1)].join("\n");
  const alias = /^(export )?type /.test(text);
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (text.startsWith("=>", i)) i++;
    else if (open.length > 0 && char === open.at(-1)) open.pop();
    else if (CLOSERS[char]) open.push(CLOSERS[char]);
    else if (open.length > 0 || alias && char !== ";") {
      if (char === "{") open.push("}");
    } else if (
      char === ";" || char === "{" && !/:\s*$/.test(text.slice(0, i))
    ) {
      return tidy(text.slice(0, i));
    } else if (char === "=") return tidy(text.slice(0, i));
    else if (char === "{") open.push("}");
  }
  return tidy(text);
}

function tidy(signature: string): string {
  return signature.trim().replace(/^export (?:abstract )?/, "")
    .replace(/^(async |readonly )*async /, "").trim();
}

/** Reads the docs of a module. */
export async function readApi(path: string): Promise<ApiGroup[]> {
  const nodes = await nodesOf(path);
  const sources = new Map<string, string>();
  for (const { declarations } of nodes) {
    for (const { location } of declarations) {
      if (!sources.has(location.filename)) {
        sources.set(
          location.filename,
          await Deno.readTextFile(new URL(location.filename)),
        );
      }
    }
  }
  const signature = ({ filename, line, col }: Located) =>
    signatureAt(sources.get(filename) ?? "", line, col);
  const groups = await groupsOf(path);
  const byGroup = Map.groupBy(
    nodes,
    (node) =>
      groups.get(
        node.declarations[0].location.filename.split("/").pop() ?? "",
      ) ??
        "",
  );
  return [...byGroup].map(([name, some]) => ({
    name,
    entries: some.map((node) => entryOf(node, signature)),
  }));
}

function entryOf(
  { name, declarations }: Node,
  signature: (location: Located) => string,
): Entry {
  const documented = declarations.find(({ jsDoc }) => jsDoc?.doc) ??
    declarations[0];
  // The implementation behind overloads is nobody's to call.
  const shown = declarations.filter((one) =>
    declarations.length === 1 || one.kind !== "function" || one.jsDoc
  );
  const { constructors = [], properties = [], methods = [] } =
    declarations.find(({ def }) => def)?.def ?? {};
  const members = [...constructors, ...properties, ...methods].filter((one) =>
    !one.name.startsWith("_") && one.accessibility !== "private" &&
    one.location !== undefined && !ignored(one.jsDoc)
  );
  return {
    name,
    kind: documented.kind,
    signatures: [...new Set(shown.map(({ location }) => signature(location)))],
    doc: documented.jsDoc?.doc ?? "",
    tags: documented.jsDoc?.tags ?? [],
    members: members.map((one) => ({
      name: one.name,
      kind: "member",
      signatures: one.location ? [signature(one.location)] : [],
      doc: one.jsDoc?.doc ?? "",
      tags: one.jsDoc?.tags ?? [],
      members: [],
    })),
  };
}

function ignored(doc?: Doc): boolean {
  return doc?.tags?.some(({ kind }) => kind === "ignore") ?? false;
}

/** Which group a file of loop/ is in: mod.ts has a comment above each. */
async function groupsOf(path: string): Promise<Map<string, string>> {
  const groups = new Map<string, string>();
  let group = "";
  for (
    const line of (await Deno.readTextFile(new URL(path, ROOT))).split("\n")
  ) {
    group = /^\/\/ (.+)$/.exec(line)?.[1] ?? group;
    const file = /from "\.\/loop\/(.+)"/.exec(line)?.[1];
    if (file) groups.set(file, group);
  }
  return groups;
}
