// The Lume-free renderer, on small sites made for it.
import { assertEquals, assertRejects } from "@std/assert";
import { type Data, render, toData } from "../docs/lib/renderer.ts";

/** A site whose modules are given as they export. */
function site(modules: Record<string, Data>) {
  return {
    list: () => Promise.resolve(Object.keys(modules).sort()),
    load: (path: string) => Promise.resolve(toData(modules[path])),
  };
}

async function texts(modules: Record<string, Data>, shared?: Data) {
  return Object.fromEntries(await render(site(modules), shared));
}

Deno.test("A page is what its default export gives", async () => {
  assertEquals(
    await texts({
      "a.page.ts": { url: "/a/", default: () => "called" },
      "b.page.ts": { default: { url: "/b.txt", content: "as it stands" } },
      "not_a_page.ts": { default: "never" },
    }),
    { "a/index.html": "called", "b.txt": "as it stands" },
  );
});

Deno.test("A generator yields pages; the module's data is below theirs", async () => {
  const seen: unknown[] = [];
  await texts({
    "_data.ts": { from: "_data", over: "_data" },
    "a.page.ts": {
      over: "module",
      layout: "l.ts",
      default: function* (data: Data) {
        seen.push(["generator", data.from, data.over, data.content]);
        yield { url: "/1", content: "one" };
        yield { url: "/2", content: "two", over: "page" };
      },
    },
    "_includes/l.ts": {
      default: (data: Data) => {
        seen.push([data.url, data.from, data.over, data.children]);
        return "";
      },
    },
  }, { from: "builder" });
  assertEquals(seen, [
    ["generator", "builder", "module", undefined],
    ["/1", "builder", "module", "one"],
    ["/2", "builder", "page", "two"],
  ]);
});

Deno.test("Layouts nest: each is given the one before as content", async () => {
  const layout = (name: string) => (data: Data) =>
    `<${name} of=${data.children}>${data.content}</${name}>`;
  assertEquals(
    await texts({
      "a.page.ts": { url: "/", layout: "in.ts", default: "text" },
      "_includes/in.ts": { layout: "out.ts", default: layout("in") },
      "_includes/out.ts": { default: layout("out") },
    }),
    { "index.html": "<out of=text><in of=text>text</in></out>" },
  );
});

Deno.test("Asynchronous generators and pages are awaited", async () => {
  assertEquals(
    await texts({
      "a.page.ts": {
        default: async function* () {
          yield {
            url: "/x.md",
            content: await Promise.resolve(() => Promise.resolve("x")),
          };
        },
      },
    }),
    { "x.md": "x" },
  );
});

Deno.test("Two pages at one address, or at none, are errors", async () => {
  const page = (url: unknown) => ({ url, default: "text" });
  await assertRejects(
    () => texts({ "a.page.ts": page("/"), "b.page.ts": page("/index.html") }),
    Error,
    "Cannot build docs/b.page.ts: index.html is there already",
  );
  await assertRejects(
    () => texts({ "a.page.ts": page("a/") }),
    Error,
    "Cannot build docs/a.page.ts: the url a/ does not begin with a slash",
  );
});
