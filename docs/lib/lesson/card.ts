/** What the lesson's text is made of. */
import type { Text } from "../text.ts";

/** The text of one card, around its examples. */
export interface CardText {
  title: Text;
  emoji?: string;
  /** Before the examples; Markdown. */
  before: Text;
  /** Rows of the table Python ↔ TypeScript, shown before the examples. */
  rows?: readonly string[];
  /** After them: what to keep. */
  after?: Text;
}

/** The text of one section. */
export interface SectionText {
  title: Text;
  /** One sentence. */
  summary: Text;
  /** By card id, as examples/list.ts names and orders them. */
  cards: Readonly<Record<string, CardText>>;
}

/** Paragraphs in both languages. */
export function say(zh: readonly string[], en: readonly string[]): Text {
  return { zh: zh.join("\n\n"), en: en.join("\n\n") };
}
