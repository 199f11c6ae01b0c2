// @run --allow-read=.
// Hostile text in every field of a page stays text, in every view.
import { assertEquals } from "@std/assert";
import base from "../docs/_includes/base.ts";
import frame from "../docs/_includes/page.ts";
import type { Example } from "../docs/lib/examples.ts";
import { localize } from "../docs/lib/localize.ts";
import { code, exampleParts } from "../docs/lib/parts.ts";
import { prose, type SitePage } from "../docs/lib/site.ts";
import { tablePart } from "../docs/lib/table_part.ts";
import { same } from "../docs/lib/text.ts";
import { tracePart } from "../docs/lib/trace_part.ts";

const EVIL = `"><script>alert('x')</script><img src=x onerror="alert(1)">`;
const LINK = `[x](javascript:alert(1)) <a href="javascript:alert(1)">y</a>`;

const example: Example = {
  id: `id${EVIL}`,
  file: `${EVIL}.ts`,
  title: same(EVIL),
  section: EVIL,
  card: EVIL,
  run: [EVIL],
  session: [],
  press: null,
  difficulty: "beginner",
  wantsTwin: true,
  blocks: [{
    prose: same(`${EVIL}\n\n${LINK}`),
    code: `console.log("${EVIL}"); // ${EVIL}`,
    line: 1,
  }],
  code: EVIL,
  source: `// ${EVIL}`,
  recorded: { code: 1, stdout: EVIL, stderr: EVIL },
  python: { file: `${EVIL}.py`, source: EVIL },
  command: EVIL,
};
const trace = tracePart({
  lanes: [EVIL],
  steps: [{
    t: 0,
    lane: 0,
    wait: EVIL,
    line: 1,
    prints: [EVIL],
    ready: [0],
    timers: [0],
  }],
}, example);

const page: SitePage = {
  id: `id${EVIL}`,
  path: "lesson/core/",
  nav: "lesson",
  title: same(EVIL),
  summary: same(EVIL),
  lead: [
    prose(same(`${EVIL}\n\n${LINK}`)),
    code("text", EVIL, same(EVIL)),
    tablePart([same(EVIL)], [[{ text: EVIL }]]),
    exampleParts(example, { trace, ask: true }),
  ],
  cards: [1, 2].map((i) => ({
    id: `card${i}${EVIL}`,
    title: same(EVIL),
    emoji: EVIL,
    parts: [prose(same(EVIL))],
  })),
  source: EVIL,
  scripts: [EVIL],
};

Deno.test("What goes into a page, whatever it is, comes out as text", () => {
  const wrong: string[] = [];
  for (const data of localize(page, [page, page])) {
    for (const repository of ["", EVIL]) {
      const content = frame({
        ...data,
        children: data.content,
        previous: page,
        following: page,
        repository,
      });
      const html = base({ ...data, content });
      // Outside of quoted attributes, where `<` is no tag.
      const tags = html.replace(/="[^"]*"/g, "=");
      for (
        const pattern of [
          /<script(?! type=[^>]*>)/,
          /<img/,
          /<[a-z][^<>]*\son\w+=/,
        ]
      ) {
        const found = pattern.exec(tags);
        if (found) {
          wrong.push(
            `${data.url}: ${tags.slice(found.index - 60, found.index + 60)}`,
          );
        }
      }
      if (/(href|src)="javascript:/.test(html)) wrong.push(`${data.url}: link`);
    }
  }
  assertEquals(wrong, []);
});
