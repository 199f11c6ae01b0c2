/** The lesson's sections and cards: their text, and where they are. */
import { SECTIONS } from "../../examples/list.ts";
import type { CardText } from "./lesson/card.ts";
import { LESSON } from "./lesson/mod.ts";

/** The text of a section; every section of the list has one. */
export function sectionText(id: string) {
  const text = LESSON[id];
  if (text === undefined) throw new Error(`Section ${id} has no text`);
  return text;
}

/** The text of a card; every card of the list has one. */
export function cardText(section: string, id: string): CardText {
  const text = sectionText(section).cards[id];
  if (text === undefined) throw new Error(`Card ${id} has no text`);
  return text;
}

/** Where a section is. */
export function sectionPath(id: string): string {
  return id === "scenarios" ? "scenarios/" : `lesson/${id}/`;
}

/** Where a card is; scenarios have a page of their own. */
export function cardPath(id: string): string {
  const section = SECTIONS.find(({ cards }) =>
    cards.some((card) => card.id === id)
  );
  if (section === undefined) throw new Error(`There is no card ${id}`);
  return section.id === "scenarios"
    ? `scenarios/${id}/`
    : `${sectionPath(section.id)}#${id}`;
}

/** `01` to `10`; what follows the ten sections has no number. */
export function numberOf(index: number): string {
  return index < 10 ? String(index + 1).padStart(2, "0") : "";
}

/** The sections whose cards are not learned but done. */
const AFTERWARDS = ["summary", "checklist", "next"];

/** The cards of a section that count as progress. */
export function countedCards(section: string): string[] {
  if (AFTERWARDS.includes(section)) return [];
  return SECTIONS.find(({ id }) => id === section)?.cards
    .map(({ id }) => id) ?? [];
}
