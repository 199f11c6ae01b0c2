// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// The modules of docs/ keep Lume's contract: called as Lume's renderer calls
// them, they give the very files that ours writes.
import { assert, assertEquals } from "@std/assert";
import { folderSource, render } from "../docs/lib/renderer.ts";

type Data = Record<string, unknown>;

const DOCS = new URL("../docs/", import.meta.url);

/** As Lume loads a module: the default export is the content. */
async function load(path: string): Promise<Data> {
  const { default: content, ...data } = await import(
    new URL(path, DOCS).href
  ) as Data;
  return { ...data, content };
}

const names = [...Deno.readDirSync(DOCS)].map((entry) => entry.name)
  .filter((name) => name.endsWith(".page.ts")).sort();

/** Every page as Lume sees it before it writes: its data, and its text. */
async function lumePages(): Promise<{ data: Data; text: string }[]> {
  const pages: { data: Data; text: string }[] = [];
  for (const name of names) {
    const module = await load(name);
    const { content, ...data } = module as Data & {
      content: (data: Data, helpers: Data) => AsyncIterable<Data>;
    };
    const kind = content.constructor.name;
    assert(/^(Async)?GeneratorFunction$/.test(kind), `${name}: ${kind}`);
    for await (const yielded of content(data, {})) {
      const page: Data = { ...data, ...yielded };
      const { content: text, ...own } = page;
      let result = text;
      let given: Data = { ...own, children: text };
      let layout = own.layout as string | undefined;
      while (layout) {
        const { content: write, ...its } = await load(`_includes/${layout}`);
        const { layout: _done, ...rest } = given;
        given = { ...its, ...rest, content: result };
        result = (write as (data: Data, helpers: Data) => unknown)(given, {});
        layout = its.layout as string | undefined;
      }
      pages.push({ data: own, text: String(result) });
    }
  }
  return pages;
}

const pages = await lumePages();

Deno.test("What the generators yield is what Lume takes", () => {
  const wrong: string[] = [];
  for (const { data } of pages) {
    const { url, layout, lang, id } = data;
    if (typeof url !== "string" || !/^\/(?!.*\/index\.html$)/.test(url)) {
      wrong.push(`url: ${String(url)}`);
    }
    if (encodeURI(String(url)) !== url) wrong.push(`not a plain url: ${url}`);
    if (String(url).endsWith("/")) {
      if (typeof id !== "string") wrong.push(`${url} has no id`);
      if (typeof layout !== "string") wrong.push(`${url} has no layout`);
    } else if (layout !== undefined) wrong.push(`${url} has a layout`);
    if (lang !== undefined && !String(url).startsWith(`/${lang}/`)) {
      wrong.push(`${url} says it is in ${lang}`);
    }
    for (const reserved of ["page", "search", "paginate", "alternates"]) {
      if (reserved in data) wrong.push(`${url}: ${reserved} is Lume's`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("An id has one page in each language; the root has none", () => {
  const keys = pages.filter(({ data }) => data.lang !== undefined)
    .map(({ data }) => `${data.lang} ${data.id}`);
  assertEquals(keys.length, new Set(keys).size);
  const of = (lang: string) =>
    keys.filter((key) => key.startsWith(`${lang} `))
      .map((key) => key.slice(3)).sort();
  assertEquals(of("zh"), of("en"));
  assertEquals(
    pages.find(({ data }) => data.url === "/")?.data.lang,
    undefined,
  );
});

Deno.test("Called as Lume calls them, they give what our renderer writes", async () => {
  const ours = await render(folderSource(DOCS));
  const theirs = new Map(pages.map(({ data, text }) => {
    const url = String(data.url);
    return [url.slice(1) + (url.endsWith("/") ? "index.html" : ""), text];
  }));
  assertEquals([...theirs.keys()].sort(), [...ours.keys()].sort());
  assertEquals(
    [...theirs].filter(([path, text]) => ours.get(path) !== text)
      .map(([path]) => path),
    [],
  );
});
