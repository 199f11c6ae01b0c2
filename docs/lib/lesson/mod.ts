/** The lesson's text by section id; examples/list.ts gives the order. */
import { analogies } from "./analogies.ts";
import type { SectionText } from "./card.ts";
import { checklist } from "./checklist.ts";
import { concepts } from "./concepts.ts";
import { core } from "./core.ts";
import { flashcards } from "./flashcards.ts";
import { interview } from "./interview.ts";
import { minimal } from "./minimal.ts";
import { misconceptions } from "./misconceptions.ts";
import { next } from "./next.ts";
import { principles } from "./principles.ts";
import { scenarios } from "./scenarios.ts";
import { summary } from "./summary.ts";

/** Every section. */
export const LESSON: Readonly<Record<string, SectionText>> = {
  core,
  principles,
  concepts,
  minimal,
  analogies,
  misconceptions,
  scenarios,
  interview,
  flashcards,
  summary,
  checklist,
  next,
};
