/**
 * Builds the site without Lume, by Lume's contract: `*.page.ts` modules are
 * pages, or generators of pages; `_data.ts` is shared by all; a page's
 * `layout` names a module of `_includes/`, which may have a layout itself.
 */

/** What the modules of the site exchange. */
export type Data = Record<string, unknown>;

/** Where the files of the site come from. */
export interface Source {
  /** Names of the files in docs/, sorted. */
  list(): Promise<string[]>;
  /** What a module of docs/ exports. */
  load(path: string): Promise<Data>;
}

type Render = (data: Data, helpers: Data) => unknown;
type Generate = (
  data: Data,
  helpers: Data,
) => AsyncIterable<Data> | Iterable<Data>;

/** Reads the modules from a folder; the address ends with a slash. */
export function folderSource(folder: URL): Source {
  return {
    async list() {
      const names: string[] = [];
      for await (const entry of Deno.readDir(folder)) names.push(entry.name);
      return names.sort();
    },
    async load(path) {
      return toData(await import(new URL(path, folder).href) as Data);
    },
  };
}

/** What Lume makes of a module: its default export is the content. */
export function toData(module: Data): Data {
  const { default: content, ...data } = module;
  if (content === undefined) return data;
  return isPlainObject(content)
    ? { ...data, ...content }
    : { ...data, content };
}

function isPlainObject(value: unknown): value is Data {
  return typeof value === "object" && value !== null &&
    Object.getPrototypeOf(value) === Object.prototype;
}

function isGenerator(content: unknown): content is Generate {
  return typeof content === "function" &&
    /^(Async)?GeneratorFunction$/.test(content.constructor.name);
}

async function call(content: unknown, data: Data): Promise<unknown> {
  return typeof content === "function"
    ? await (content as Render)(data, {})
    : content;
}

/**
 * Renders every page.
 *
 * @param source Where the modules are.
 * @param shared Data of all pages, below what `_data.ts` gives.
 * @returns The text of every file, by its path in the site.
 */
export async function render(
  source: Source,
  shared: Data = {},
): Promise<Map<string, string>> {
  const names = await source.list();
  const root: Data = {
    ...names.includes("_data.ts") ? await source.load("_data.ts") : {},
    ...shared,
  };
  const files = new Map<string, string>();
  for (const name of names.filter((name) => name.endsWith(".page.ts"))) {
    const module = { ...root, ...await source.load(name) };
    for await (const page of pagesOf(module)) {
      const path = outputPath(page.url, name);
      if (files.has(path)) {
        throw new Error(`Cannot build docs/${name}: ${path} is there already`);
      }
      files.set(path, await renderPage(source, page));
    }
  }
  return files;
}

async function* pagesOf(module: Data): AsyncIterable<Data> {
  const { content, ...data } = module;
  if (!isGenerator(content)) {
    yield module;
    return;
  }
  for await (const page of content(data, {})) yield { ...data, ...page };
}

async function renderPage(source: Source, page: Data): Promise<string> {
  const { content, ...own } = page;
  let data: Data = own;
  let result = await call(content, data);
  data = { ...data, children: result };
  let layout = page.layout;
  while (typeof layout === "string") {
    const module = await source.load(`_includes/${layout}`);
    const { layout: _inner, ...rest } = data;
    data = { ...module, ...rest, content: result };
    delete data.layout;
    result = await call(module.content, data);
    layout = module.layout;
  }
  return String(result);
}

function outputPath(url: unknown, name: string): string {
  if (typeof url !== "string" || !url.startsWith("/")) {
    throw new Error(
      `Cannot build docs/${name}: the url ${
        String(url)
      } does not begin with a slash`,
    );
  }
  return url.slice(1) + (url.endsWith("/") ? "index.html" : "");
}
