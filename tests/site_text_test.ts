// @run --allow-read=.
// The lesson's text: complete, in both languages, in its typography.
import { assert, assertEquals } from "@std/assert";
import { plain } from "../docs/lib/markdown.ts";
import { ITEMS } from "../docs/lib/lesson/checklist.ts";
import { LIMITS, SENTENCE } from "../docs/lib/lesson/core.ts";
import { GUIDE_TEXTS } from "../docs/lib/guides/mod.ts";
import { LESSON } from "../docs/lib/lesson/mod.ts";
import { cardPath } from "../docs/lib/lesson_places.ts";
import { markup } from "../docs/lib/html.ts";
import { relative } from "../docs/lib/url.ts";
import { GUIDES, SECTIONS } from "../examples/list.ts";

const HAN = /\p{Script=Han}/gu;

/** Every text of lesson and guides by a name for messages. */
function* texts(): Generator<[string, string, "zh" | "en"]> {
  for (const [id, section] of Object.entries(LESSON)) {
    for (const language of ["zh", "en"] as const) {
      yield [`${id}.title`, section.title[language], language];
      yield [`${id}.summary`, section.summary[language], language];
      for (const [name, card] of Object.entries(section.cards)) {
        yield [`${name}.title`, card.title[language], language];
        yield [`${name}.before`, card.before[language], language];
        if (card.after) yield [`${name}.after`, card.after[language], language];
      }
    }
  }
  for (const [id, guide] of Object.entries(GUIDE_TEXTS)) {
    for (const language of ["zh", "en"] as const) {
      yield [`${id}.title`, guide.title[language], language];
      yield [`${id}.summary`, guide.summary[language], language];
      yield [`${id}.before`, guide.before[language], language];
      if (guide.after) yield [`${id}.after`, guide.after[language], language];
      for (const { id: name, title, text } of guide.questions ?? []) {
        yield [`${name}.title`, title[language], language];
        yield [`${name}.text`, text[language], language];
      }
    }
  }
}

Deno.test("Sections and cards have text, and no text is without a card", () => {
  assertEquals(
    Object.entries(LESSON).map(([id, { cards }]) => [id, Object.keys(cards)]),
    SECTIONS.map(({ id, cards }) => [id, cards.map((card) => card.id)]),
  );
});

Deno.test("Every guide has text, in the list's order", () => {
  assertEquals(Object.keys(GUIDE_TEXTS), GUIDES.cards.map(({ id }) => id));
});

Deno.test("The core sentence keeps its limits", () => {
  const chinese = plain(SENTENCE.zh).match(HAN)?.length ?? 0;
  const english = plain(SENTENCE.en).split(" ").length;
  assert(chinese >= 20 && chinese <= LIMITS.zh, `${chinese} characters`);
  assert(english >= 20 && english <= LIMITS.en, `${english} words`);
});

Deno.test("Texts are written in their language, and none is empty", () => {
  const wrong: string[] = [];
  for (const [name, text, language] of texts()) {
    const han = text.match(HAN)?.length ?? 0;
    if (text.trim() === "") wrong.push(`${name}.${language} is empty`);
    if (language === "zh" && han === 0) wrong.push(`${name}.zh has no Chinese`);
    if (language === "en" && han > 0) wrong.push(`${name}.en has Chinese`);
  }
  assertEquals(wrong, []);
});

Deno.test("Chinese: full-width punctuation, a space beside Latin words", () => {
  const wrong: string[] = [];
  for (const [name, text, language] of texts()) {
    if (language !== "zh") continue;
    const words = text.replace(/`[^`]*`/g, "code").replace(/\]\([^)]*\)/g, "]");
    for (
      const pattern of [
        /\p{Script=Han}[,;:!?](?!\/)/u,
        /\p{Script=Han}[A-Za-z0-9]/u,
        /[A-Za-z0-9]\p{Script=Han}/u,
      ]
    ) {
      const found = pattern.exec(words);
      if (found) wrong.push(`${name}: …${found[0]}… in ${words.slice(0, 40)}`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("The checklist has seven items, each with a card that is there", () => {
  assertEquals(ITEMS.length, 7);
  assertEquals(
    ITEMS.map((item) => cardPath(item.card)).filter((path) => !path),
    [],
  );
});

Deno.test("`relative()` reaches every page from every other", () => {
  assertEquals(
    [
      relative("/zh/lesson/core/", "/zh/lesson/core/"),
      relative("/zh/lesson/core/", "/zh/lesson/core/#a"),
      relative("/zh/lesson/core/", "/zh/lesson/"),
      relative("/zh/lesson/core/", "/en/lesson/core/"),
      relative("/zh/lesson/core/", "/"),
      relative("/zh/lesson/core/", "/assets/site.css"),
      relative("/", "/zh/"),
      relative("/zh/", "/zh/api/#run"),
    ],
    [
      "./",
      "#a",
      "../",
      "../../../en/lesson/core/",
      "../../../",
      "../../../assets/site.css",
      "zh/",
      "api/#run",
    ],
  );
});

Deno.test("`markup` escapes what is put in, once", () => {
  const inner = markup`<b title="${'"'}">${"<i>"}</b>`;
  assertEquals(
    markup`${inner}${[inner, null, false, "&"]}`.toString(),
    '<b title="&quot;">&lt;i&gt;</b><b title="&quot;">&lt;i&gt;</b>&amp;',
  );
});
