import { sleep } from "../../mod.ts";
import type { Embedder } from "./embedder.ts";

const DIM = 256;
/** So many texts are embedded before other tasks get a turn. */
const TEXTS_PER_TURN = 16;

/**
 * An embedder without a model: it counts characters and pairs of characters,
 * so it works for Chinese and English alike and needs no download.
 *
 * It is lexical, not semantic: it finds texts that are written alike.
 * "cancel a task" finds "cancelled tasks", but not "stop a job", and no
 * English text for a Chinese question.
 */
export class LexicalEmbedder implements Embedder {
  readonly name = "lexical-2";
  readonly dim = DIM;

  async embed(texts: string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      vectors.push(embedText(text));
      if (vectors.length % TEXTS_PER_TURN === 0) await sleep(0);
    }
    return vectors;
  }
}

// A run of Chinese, Japanese or Korean, or else a word or number.
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}\p{M}]+|\p{So}/gu;
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

// Words that every question has, whatever it is about.
const FILLER =
  /\b(a|an|and|are|at|be|can|do|does|for|how|i|in|is|it|of|on|or|that|the|this|to|what|when|where|which|with|you)\b|怎么样?|怎样|如何|什么|一个|[的了是吗呢]/g;

/** The vector of one text, one unit long. */
export function embedText(text: string): Float32Array {
  return hashed(grams(meat(text)));
}

/**
 * The beginnings of a text's words, and its pairs of Chinese signs: a text that
 * has none of a question's is about something else.
 */
export function stems(text: string): string[] {
  const all = [...meat(text).matchAll(WORDS)].flatMap(([word]) =>
    CJK.test(word) && word.length > 1
      ? Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
      : word.slice(0, 5)
  );
  return [...new Set(all)];
}

/** A text in small letters, without the words that say nothing. */
function meat(text: string): string {
  // createTask is two words, and NFKC makes full-width letters ordinary.
  const plain = text.normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  const rest = plain.replace(FILLER, " ");
  return rest.search(WORDS) >= 0 ? rest : plain;
}

/** How often each character and pair of characters comes. */
function grams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (gram: string, n = 1) =>
    counts.set(gram, n + (counts.get(gram) ?? 0));
  for (const [word] of text.matchAll(WORDS)) {
    const cjk = CJK.test(word);
    // A single sign means something in Chinese, though less than a pair; a
    // single letter does not. The spaces make a pair of a word's first letter,
    // and of its last.
    const signs = [...cjk ? word : ` ${word} `];
    if (cjk) signs.forEach((sign) => count(sign, 0.5));
    for (let i = 1; i < signs.length; i++) count(signs[i - 1] + signs[i]);
  }
  return counts;
}

/**
 * Each gram adds to one of the vector's numbers, half of them negatively, so
 * that two different grams that meet in one number do not look alike. Its
 * square root makes a word that comes nine times count three times.
 */
function hashed(counts: Map<string, number>): Float32Array {
  const vector = new Float32Array(DIM);
  for (const [gram, n] of counts) {
    const h = hash(gram);
    vector[h % DIM] += (h & 0x80000000 ? -1 : 1) * Math.sqrt(n);
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((x) => x / length);
}

/** FNV-1a with a last stir, since it leaves the high bits of short texts. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
