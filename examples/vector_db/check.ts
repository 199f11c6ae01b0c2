import { sleep } from "../../mod.ts";
import type { Entry, UnitEntry } from "./backend.ts";
import { VectorDBError } from "./errors.ts";

// The rules are the narrowest of all backends (the names are Chroma's rule,
// the dimension pgvector's), so that what one accepts, all accept.
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{1,58}[a-zA-Z0-9]$/;
const MAX_ID_LENGTH = 512;
const MAX_DIM = 4096;

/** Throws unless a collection may have this name. */
export function checkName(name: string): void {
  if (typeof name === "string" && NAME.test(name)) return;
  throw new VectorDBError(
    "name",
    `Cannot name a collection ${JSON.stringify(name)}: use 3 to 60 ` +
      "letters, digits, _ and -, with a letter or digit at both ends",
  );
}

/** Throws unless a collection may have this dimension. */
export function checkDim(dim: number): void {
  if (Number.isInteger(dim) && dim >= 1 && dim <= MAX_DIM) return;
  throw new RangeError(`dim must be an integer from 1 to ${MAX_DIM}: ${dim}`);
}

/** Throws unless this many hits can be asked for. */
export function checkTopK(topK: number): void {
  if (Number.isInteger(topK) && topK >= 1) return;
  throw new RangeError(`topK must be a positive integer: ${topK}`);
}

/** Throws unless an entry may have this id: any text that UTF-8 can carry. */
export function checkId(id: string): void {
  const good = typeof id === "string" && id !== "" &&
    id.length <= MAX_ID_LENGTH && id.isWellFormed() && !id.includes("\0");
  if (good) return;
  throw new VectorDBError(
    "id",
    `Cannot use ${JSON.stringify(id)} as an id: it takes 1 to ` +
      `${MAX_ID_LENGTH} characters of well-formed text without NUL`,
  );
}

/**
 * The vector, one unit long: the cosine of two such vectors is simply their
 * product. `what` names it in an error message.
 */
export function toUnit(
  vector: ArrayLike<number>,
  dim: number,
  what: string,
  unit = new Float32Array(dim),
): Float32Array<ArrayBuffer> {
  if (vector.length !== dim) {
    throw new VectorDBError(
      "dimension",
      `Cannot use ${what}: it has ${vector.length} numbers, ` +
        `the collection's vectors have ${dim}`,
    );
  }
  // Divided by the largest first, so that squaring cannot overflow.
  let largest = 0;
  for (let i = 0; i < dim; i++) {
    if (!Number.isFinite(vector[i])) {
      throw new VectorDBError(
        "vector",
        `Cannot use ${what}: its number ${i} is ${vector[i]}`,
      );
    }
    largest = Math.max(largest, Math.abs(vector[i]));
  }
  if (largest === 0) {
    throw new VectorDBError(
      "vector",
      `Cannot use ${what}: all its numbers are 0, so it has no direction`,
    );
  }
  let sum = 0;
  for (let i = 0; i < dim; i++) sum += (vector[i] / largest) ** 2;
  const length = Math.sqrt(sum);
  for (let i = 0; i < dim; i++) unit[i] = vector[i] / largest / length;
  return unit;
}

/** So many numbers are looked at before other tasks get a turn: about 1 ms. */
const NUMBERS_PER_TURN = 2 ** 16;

/**
 * Checks a batch as a whole, before anything of it is written. Its vectors
 * share one block of memory, so that a Worker gets them all by one copy.
 */
export async function toUnitEntries(
  entries: Entry[],
  dim: number,
): Promise<UnitEntry[]> {
  const block = new Float32Array(entries.length * dim);
  const perTurn = Math.ceil(NUMBERS_PER_TURN / dim);
  const seen = new Set<string>();
  const units: UnitEntry[] = [];
  for (const { id, vector } of entries) {
    checkId(id);
    if (seen.has(id)) {
      throw new VectorDBError(
        "duplicate id",
        `Cannot insert: id "${id}" comes twice in one batch`,
      );
    }
    seen.add(id);
    const place = block.subarray(units.length * dim, (units.length + 1) * dim);
    const what = `the vector of "${id}"`;
    units.push({ id, vector: toUnit(vector, dim, what, place) });
    if (units.length % perTurn === 0) await sleep(0);
  }
  return units;
}
