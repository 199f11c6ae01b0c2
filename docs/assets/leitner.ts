/**
 * When to see a card again: Leitner's boxes. A card that was known moves up and
 * comes back later; one that was forgotten starts over.
 */

/** How well a card was known. */
export type Grade = "again" | "good" | "easy";

/** Where a card is, and when it is due, in milliseconds since 1970. */
export interface Place {
  box: number;
  due: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a card rests in each box. */
export const RESTS: readonly number[] = [
  10 * MINUTE,
  DAY,
  3 * DAY,
  7 * DAY,
  16 * DAY,
  35 * DAY,
];

/** Where a card goes; a card that was never seen is in no box. */
export function grade(
  place: Place | undefined,
  grade: Grade,
  now: number,
): Place {
  const last = RESTS.length - 1;
  const box = grade === "again"
    ? 0
    : Math.min(last, (place?.box ?? 0) + (grade === "good" ? 1 : 2));
  return { box, due: now + RESTS[box] };
}

/** The cards that are due, those that wait longest first, new ones last. */
export function dueCards(
  ids: readonly string[],
  places: Readonly<Record<string, Place>>,
  now: number,
): string[] {
  return ids.filter((id) => (places[id]?.due ?? 0) <= now)
    .toSorted((a, b) =>
      (places[a]?.due ?? Infinity) - (places[b]?.due ?? Infinity) || 0
    );
}
