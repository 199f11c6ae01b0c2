/** Two languages, three views of them. */
import type { Bilingual } from "./examples.ts";

/** The same text, written in both languages. */
export type Text = Bilingual;

/** A language of the site. */
export type Language = "zh" | "en";

/** What a page shows: one language, or both side by side. */
export type View = Language | "both";

/** The languages, in the order the site names them. */
export const LANGUAGES: readonly Language[] = ["zh", "en"];

/** The views, in the order of the switch. */
export const VIEWS: readonly View[] = ["zh", "en", "both"];

/** What `lang=""` says for a language. */
export const TAGS: Readonly<Record<Language, string>> = {
  zh: "zh-Hans",
  en: "en",
};

/** The language of a view's navigation and headings. */
export function mainLanguage(view: View): Language {
  return view === "en" ? "en" : "zh";
}

/** The languages that a view shows. */
export function languagesOf(view: View): readonly Language[] {
  return view === "both" ? LANGUAGES : [view];
}

/** The same in both languages: names, code. */
export function same(text: string): Text {
  return { zh: text, en: text };
}

/** A text made of another, in each language its own way. */
export function wrapText(
  text: Text,
  how: Readonly<Record<Language, (text: string) => string>>,
): Text {
  return { zh: how.zh(text.zh), en: how.en(text.en) };
}
