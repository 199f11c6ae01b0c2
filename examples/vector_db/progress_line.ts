import type { Progress } from "./folder_index.ts";

/**
 * Tells on stderr how far the indexing is: on a terminal in one line that is
 * written over and over, elsewhere only how it ended.
 */
export function progressLine(): {
  show(progress: Progress): void;
  /** Takes the line away. */
  clear(): void;
  /** Tells how it ended. */
  sum(): void;
} {
  const terminal = Deno.stderr.isTerminal();
  const start = performance.now();
  let last: Progress = { files: 0, chunks: 0, added: 0, removed: 0 };
  let shownAt = -Infinity;
  const write = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  return {
    show(progress) {
      last = { ...progress };
      if (!terminal || performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      const { files, chunks, added } = last;
      write(`\r\x1b[K${files} files, ${chunks} pieces, ${added} new`);
    },
    clear() {
      if (terminal) write("\r\x1b[K");
    },
    sum() {
      const { files, chunks, added, removed } = last;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      write(
        `${files} files in ${chunks} pieces: ` +
          `${added} new, ${removed} gone (${seconds} s)\n`,
      );
    },
  };
}
