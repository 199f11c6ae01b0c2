import type { Progress } from "./folder_index.ts";

/** A line of stderr that is written over and over; without a terminal, none. */
export function statusLine(): { show(text: string): void; clear(): void } {
  const terminal = Deno.stderr.isTerminal();
  let shownAt = -Infinity;
  return {
    show(text) {
      if (!terminal || performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      write(`\r\x1b[K${text}`);
    },
    clear() {
      if (terminal) write("\r\x1b[K");
    },
  };
}

/** Tells on stderr how far the indexing is, and how it ended. */
export function progressLine(): {
  show(progress: Progress): void;
  /** Takes the line away. */
  clear(): void;
  /** Tells how it ended. */
  sum(): void;
} {
  const line = statusLine();
  const start = performance.now();
  let last: Progress = { files: 0, chunks: 0, added: 0, removed: 0 };
  return {
    show(progress) {
      last = { ...progress };
      const { files, chunks, added } = last;
      line.show(`${files} files, ${chunks} pieces, ${added} new`);
    },
    clear: line.clear,
    sum() {
      const { files, chunks, added, removed } = last;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      write(
        `${files} ${files === 1 ? "file" : "files"} in ` +
          `${chunks} ${chunks === 1 ? "piece" : "pieces"}: ` +
          `${added} new, ${removed} gone (${seconds} s)\n`,
      );
    },
  };
}

function write(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
