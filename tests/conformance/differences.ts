/** A program that does not do here what it does in CPython, and why. */
export type Difference =
  & {
    /** The file's name without its ending. */
    program: string;
    /** Which decision about JavaScript makes the difference. */
    decision: string;
    /** What differs, in a sentence. */
    differs: string;
  }
  & (
    /** There is no translation; this test shows what happens instead. */
    | { test: { file: string; name: string } }
    /** The translation runs and prints these lines instead. */
    | { prints: string[] }
  );

/** Every deliberate difference, in the order of the programs. */
export const differences: readonly Difference[] = [];
