/**
 * The names that somebody may have meant: those that have every word of what
 * was asked (`scenario-5`, `timeout`), or else those few letters away from it.
 */
export function closeTo(asked: string, names: string[]): string[] {
  const wanted = wordsOf(asked);
  const withAll = names.filter((name) => {
    const words = wordsOf(name);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
  if (wanted.length > 0 && withAll.length > 0) return withAll;
  const flat = (name: string) => wordsOf(name).join(" ");
  return names
    .map((name) => ({ name, away: distance(flat(asked), flat(name)) }))
    .filter(({ away }) => away <= Math.max(2, asked.length / 4))
    .sort((a, b) => a.away - b.away)
    .map(({ name }) => name);
}

/** A word or a number each; `05` is `5`. */
function wordsOf(name: string): string[] {
  return (name.toLowerCase().match(/\d+|\p{L}+/gu) ?? [])
    .map((word) => word.replace(/^0+(?=\d)/, ""));
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
