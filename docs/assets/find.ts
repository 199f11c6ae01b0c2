/** Finding words in the index, Chinese or English. */
import type { Found } from "../lib/search.ts";

/** A hit, and the piece of its text that shows why. */
export interface Hit extends Found {
  score: number;
  excerpt: string;
}

/** The words of a query: Latin words, and runs of Chinese with their pairs. */
export function termsOf(query: string): { whole: string[]; pairs: string[] } {
  const whole = query.toLowerCase()
    .match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? [];
  const pairs = whole.filter((word) => /^\p{Script=Han}{3,}$/u.test(word))
    .flatMap((word) =>
      Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
    );
  return { whole, pairs };
}

function times(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < 5; count++) {
    at = text.indexOf(word, at + word.length);
  }
  return count;
}

/**
 * The places that hold every word, best first. A run of Chinese that is nowhere
 * as a whole may be there in pairs: 超时控制 finds 控制超时.
 */
export function find(index: readonly Found[], query: string): Hit[] {
  const { whole, pairs } = termsOf(query);
  if (whole.length === 0) return [];
  const score = (place: Found, words: readonly string[]) => {
    const heading = `${place.card} ${place.page}`.toLowerCase();
    const text = place.text.toLowerCase();
    let sum = 0;
    for (const word of words) {
      const found = 8 * times(heading, word) + times(text, word);
      if (found === 0) return 0;
      sum += found;
    }
    return sum;
  };
  const search = (words: readonly string[]) =>
    index.map((place) => ({
      ...place,
      score: score(place, words),
      excerpt: excerptOf(place.text, words),
    })).filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score);
  const hits = search(whole);
  if (hits.length > 0 || pairs.length === 0) return hits;
  const rest = whole.filter((word) =>
    !pairs.some((pair) => word.includes(pair))
  );
  return search([...rest, ...pairs]);
}

function excerptOf(text: string, words: readonly string[]): string {
  const low = text.toLowerCase();
  const places = words.map((word) => low.indexOf(word)).filter((at) => at >= 0);
  const start = places.length > 0 ? Math.max(0, Math.min(...places) - 40) : 0;
  return (start > 0 ? "…" : "") + text.slice(start, start + 160).trim() +
    (text.length > start + 160 ? "…" : "");
}
