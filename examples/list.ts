/**
 * The lesson's sections and the guides: their cards and the examples of each
 * card, in order.
 *
 * Ids are the same in every language, stand in addresses and in learners'
 * stored progress, and so never change. Example `a-b` is the file `a_b.ts`.
 */

/** A card of the lesson; `examples` may be empty: some cards are only text. */
export interface Card {
  readonly id: string;
  readonly examples: readonly string[];
}

/** A section of the lesson. */
export interface Section {
  readonly id: string;
  readonly cards: readonly Card[];
}

function card(id: string, ...examples: string[]): Card {
  return { id, examples };
}

/** A card that shows one example of the same id. */
function shows(id: string): Card {
  return card(id, id);
}

/** The whole lesson. */
export const SECTIONS: readonly Section[] = [
  { id: "core", cards: [card("core-sentence")] },
  {
    id: "principles",
    cards: [
      card("principle-00-meaning"),
      shows("principle-01-definition"),
      card(
        "principle-02-starter",
        "principle-02-starter",
        "principle-02-eager",
      ),
      card(
        "principle-03-value",
        "principle-03-start",
        "principle-03-care",
        "principle-03-entry",
      ),
      shows("principle-04-bridge"),
      card("principle-05-sentence"),
    ],
  },
  {
    id: "concepts",
    cards: [
      card(
        "concept-01-loop",
        "concept-01-loop",
        "concept-01-cycle",
        "concept-01-running",
      ),
      card("concept-02-run", "concept-02-run", "concept-02-options"),
      card(
        "concept-03-nesting",
        "concept-03-nesting",
        "concept-03-notebook",
        "concept-03-vector",
      ),
    ],
  },
  {
    id: "minimal",
    cards: [
      shows("minimal-01-value"),
      shows("minimal-02-structure"),
      shows("minimal-03-errors"),
      shows("minimal-04-debug"),
      shows("minimal-05-vector"),
      card("minimal-06-enough"),
    ],
  },
  {
    id: "analogies",
    cards: [
      card("analogy-01-node", "analogy-01-node", "analogy-01-run"),
      card("analogy-02-react", "analogy-02-react", "analogy-02-run"),
      card("analogy-03-npm", "analogy-03-npm", "analogy-03-run"),
      card("analogy-04-macrotasks", "analogy-04-macrotasks", "analogy-04-run"),
      card("analogy-05-express", "analogy-05-express", "analogy-05-server"),
      card("analogy-06-table"),
    ],
  },
  {
    id: "misconceptions",
    cards: [
      shows("misconception-01-again"),
      shows("misconception-02-inside"),
      shows("misconception-03-parallel"),
    ],
  },
  {
    id: "scenarios",
    cards: [
      shows("scenario-01-basic"),
      shows("scenario-02-structure"),
      shows("scenario-03-concurrent"),
      shows("scenario-04-errors"),
      shows("scenario-05-timeout"),
      shows("scenario-06-cancel"),
      shows("scenario-07-debug"),
      shows("scenario-08-vector-cli"),
      shows("scenario-09-web-service"),
      shows("scenario-10-application"),
    ],
  },
  {
    id: "interview",
    cards: [
      shows("interview-01-what"),
      shows("interview-02-nesting"),
    ],
  },
  {
    id: "flashcards",
    cards: [
      shows("card-01-what"),
      shows("card-02-steps"),
      shows("card-03-structure"),
      shows("card-04-nesting"),
      shows("card-05-value"),
      shows("card-06-debug"),
      shows("card-07-once"),
      shows("card-08-notebook"),
      shows("card-09-life"),
      shows("card-10-vector"),
    ],
  },
  { id: "summary", cards: [card("summary-sentence")] },
  { id: "checklist", cards: [card("checklist-items")] },
  { id: "next", cards: [card("next-steps")] },
];

/** The guides: each card is a page of its own. */
export const GUIDES: Section = {
  id: "guides",
  cards: [
    card(
      "guide-01-time",
      "guide-01-time",
      "guide-01-leaks",
      "guide-01-tidy",
    ),
    card("guide-02-explore", "guide-02-explore", "guide-02-lag"),
    shows("guide-03-deadlock"),
    card(
      "guide-04-tree",
      "guide-04-hangs",
      "guide-04-answers",
      "guide-04-tree",
    ),
    shows("guide-05-timeline"),
    card("guide-06-telemetry", "guide-06-waits", "guide-06-together"),
    card("guide-07-commands", "guide-07-leaves", "guide-07-stays"),
    shows("guide-08-asyncio"),
    shows("guide-09-promises"),
    shows("guide-10-effects"),
    shows("guide-11-trio"),
    card(
      "guide-12-faq",
      "guide-12-awaited",
      "guide-12-cancelled",
    ),
  ],
};
