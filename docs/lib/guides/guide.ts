/** What a guide's text is made of. */
import type { Text } from "../text.ts";

/** A question of a guide, with its answer. */
export interface Question {
  /** The same in every language; never changes. */
  id: string;
  title: Text;
  /** The answer; Markdown. */
  text: Text;
  /** The example that shows it. */
  example?: string;
}

/** The text of one guide, around its examples. */
export interface GuideText {
  title: Text;
  /** One sentence. */
  summary: Text;
  /** Before the examples; Markdown. */
  before: Text;
  /** After them. */
  after?: Text;
  /** In place of the examples: questions that show them. */
  questions?: readonly Question[];
  /** The file of this folder that a reader would edit. */
  source: string;
}
