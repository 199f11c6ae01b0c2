import type { Progress } from "./folder_index.ts";

/**
 * Tells on stderr how far the indexing is: on a terminal in one line that is
 * written over and over, elsewhere only how it ended.
 */
export function progressLine(): {
  show(progress: Progress): void;
  end(): void;
} {
  const terminal = Deno.stderr.isTerminal();
  const start = performance.now();
  let last: Progress | null = null;
  let shownAt = -Infinity;
  const write = (text: string) =>
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  return {
    show(progress) {
      last = { ...progress };
      if (!terminal || performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      write(
        `\r\x1b[K${last.files} files, ${last.chunks} pieces, ` +
          `${last.added} new`,
      );
    },
    end() {
      if (terminal) write("\r\x1b[K");
      if (last === null) return;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      write(
        `${last.files} files in ${last.chunks} pieces: ` +
          `${last.added} new, ${last.removed} gone (${seconds} s)\n`,
      );
    },
  };
}
