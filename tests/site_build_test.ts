// @run --allow-read=.,$TMPDIR --allow-write=$TMPDIR --allow-run=deno
// The built site: complete, light, whole in its links, and nobody else's.
import { assert, assertEquals } from "@std/assert";
import { folderSource, render } from "../docs/lib/renderer.ts";
import { allPages, listOf } from "../docs/lib/pages.ts";
import { VIEWS } from "../docs/lib/text.ts";
import { SECTIONS } from "../examples/list.ts";

const SITE = "https://example.org/below/";
const files = await render(
  folderSource(new URL("../docs/", import.meta.url)),
  { site: SITE },
);
const html = [...files].filter(([path]) => path.endsWith(".html"));

async function packed(text: string): Promise<number> {
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

function unescape(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function attributes(text: string, names: string): string[] {
  return [...text.matchAll(new RegExp(`\\s(?:${names})="([^"]*)"`, "g"))]
    .map(([, value]) => unescape(value));
}

Deno.test("Every page is there in three views, and as Markdown in two", async () => {
  const missing: string[] = [];
  for (const page of listOf(await allPages())) {
    for (const view of VIEWS) {
      const path = `${view}/${page.path}index.html`;
      if (!files.has(path)) missing.push(path);
      if (view === "both") continue;
      if (!files.has(`${view}/${page.path}index.md`)) missing.push(page.id);
    }
  }
  assertEquals(missing, []);
  for (const path of ["index.html", "404.html", "llms.txt"]) {
    assert(files.has(path), path);
  }
});

Deno.test("The sitemap names every page in both languages, and nothing else", () => {
  const named = [
    ...files.get("sitemap.xml")?.matchAll(/<loc>(.*?)<\/loc>/g) ?? [],
  ]
    .map(([, address]) => address.replace(SITE, "") + "index.html");
  assertEquals(
    named.sort(),
    html.map(([path]) => path)
      .filter((path) => !path.startsWith("both/") && path !== "404.html")
      .sort(),
  );
});

Deno.test("Every card of the lesson has its address in every view", () => {
  const missing: string[] = [];
  for (const view of VIEWS) {
    const ids = new Set(
      html.filter(([path]) => path.startsWith(`${view}/`))
        .flatMap(([, text]) => attributes(text, "id")),
    );
    for (const { id, cards } of SECTIONS) {
      for (const card of cards) {
        if (id === "scenarios") {
          if (!files.has(`${view}/scenarios/${card.id}/index.html`)) {
            missing.push(`${view} ${card.id}`);
          }
        } else if (!ids.has(card.id)) missing.push(`${view} ${card.id}`);
      }
    }
  }
  assertEquals(missing, []);
});

Deno.test("Links and anchors lead somewhere; none leaves the site or its folder", () => {
  const ids = new Map(
    html.map(([path, text]) => [path, new Set(attributes(text, "id"))]),
  );
  const broken: string[] = [];
  for (const [path, text] of html) {
    if (path === "404.html") continue;
    for (const href of attributes(text, "href|src|data-run|data-search")) {
      if (/^(https?:)?\/\//.test(href) || href.startsWith("/")) {
        broken.push(`${path}: ${href} is not relative`);
        continue;
      }
      const url = new URL(href, `http://site/below/${path}`);
      const target = decodeURIComponent(url.pathname).replace("/below/", "");
      const file = target.endsWith("/") || target === ""
        ? `${target}index.html`
        : target;
      if (!url.pathname.startsWith("/below/") || !files.has(file)) {
        broken.push(`${path}: ${href}`);
      } else if (url.hash && file.endsWith(".html")) {
        const id = decodeURIComponent(url.hash.slice(1));
        if (!ids.get(file)?.has(id)) broken.push(`${path}: ${href}`);
      }
    }
  }
  assertEquals(broken, []);
});

Deno.test("Ids are unique on each page", () => {
  const twice: string[] = [];
  for (const [path, text] of html) {
    const ids = attributes(text, "id");
    for (const id of new Set(ids)) {
      if (ids.filter((one) => one === id).length > 1) {
        twice.push(`${path}: ${id}`);
      }
    }
  }
  assertEquals(twice, []);
});

Deno.test("Links of the Markdown lead to pages", () => {
  const broken: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith(".md")) continue;
    const prose = text.replace(/```[\s\S]*?```/g, "").replace(/`[^`]*`/g, "");
    for (const [, href] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(href)) continue;
      const url = new URL(href, `http://site/${path}`);
      const file = url.pathname.slice(1) +
        (url.pathname.endsWith("/") ? "index.html" : "");
      if (!files.has(file)) broken.push(`${path}: ${href}`);
    }
  }
  assertEquals(broken, []);
});

Deno.test("Pages, style and scripts keep their budgets, compressed", async () => {
  const KB = 1024;
  const heavy: string[] = [];
  const size = async (...paths: string[]) => {
    let sum = 0;
    for (const path of paths) sum += await packed(files.get(path) ?? "");
    return sum;
  };
  /** A script with all that it imports at once. */
  const scripts = (path: string, seen = new Set<string>()): string[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const text = files.get(path) ?? "";
    const imports = [...text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)];
    return [
      path,
      ...imports.flatMap(([, name]) => scripts(`assets/${name}`, seen)),
    ];
  };
  for (const [path, text] of html) {
    const page = await packed(text);
    if (page > 25 * KB) heavy.push(`${path}: ${page} bytes`);
    const loaded = new Set(
      [...text.matchAll(/<script type="module" src="[^"]*(assets\/[^"]+)"/g)]
        .flatMap(([, script]) => scripts(script)),
    );
    const code = await size(...loaded);
    if (code > 10 * KB) heavy.push(`${path}: ${code} bytes of script`);
  }
  const style = await size("assets/site.css");
  if (style > 8 * KB) heavy.push(`site.css: ${style} bytes`);
  const runner = await size(...scripts("assets/asyncio.js"));
  if (runner > 20 * KB) heavy.push(`asyncio.js: ${runner} bytes`);
  assertEquals(heavy, []);
});

Deno.test("The policy forbids what is not the site's; there is no inline code", () => {
  const wrong: string[] = [];
  for (const [path, text] of html) {
    if (!text.includes("default-src 'none'")) wrong.push(`${path}: no policy`);
    if (/<script(?![^>]*\ssrc=)/.test(text)) wrong.push(`${path}: script`);
    if (/<[^>]+\s(style|on\w+)="/.test(text)) wrong.push(`${path}: attribute`);
  }
  assertEquals(wrong, []);
});

Deno.test("Another build gives the same bytes", async () => {
  const out = await Deno.makeTempDir();
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--quiet",
        "--lock=tests/deno.lock",
        "tests/tasks/docs.ts",
        `--site=${SITE}`,
        `--out=${out}/site`,
      ],
      stdout: "null",
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const differing: string[] = [];
    for (const [path, text] of files) {
      const other = await Deno.readTextFile(`${out}/site/${path}`);
      if (other !== text) differing.push(path);
    }
    assertEquals(differing, []);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
