const EMPTY: Uint8Array = new Uint8Array(0);
const LEAST = 1024;

/**
 * A growing byte buffer: bytes go in at the end and come out at the front. A
 * chunk that finds the buffer empty is adopted, and comes out as views of it:
 * bytes that are read as they come are never copied. `position` counts what was
 * taken out since the beginning, so a place in the stream has a name that
 * outlives a `take()`.
 */
export class ByteBuffer {
  #bytes = EMPTY;
  #start = 0;
  #end = 0;
  /** Only memory of one's own is written to; what comes out of it is a copy. */
  #memory: "own" | "adopted" = "own";
  /** How many bytes were taken out so far, counting again those put back. */
  position = 0;

  get size(): number {
    return this.#end - this.#start;
  }

  /** Appends bytes that nobody writes to any more. */
  push(chunk: Uint8Array): void {
    if (this.#start === this.#end) {
      this.#bytes = chunk;
      this.#memory = "adopted";
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    const end = this.#end + chunk.length;
    if (this.#memory === "adopted" || end > this.#bytes.length) {
      this.#makeRoom(chunk.length);
    }
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Takes up to `count` bytes. */
  take(count: number): Uint8Array {
    const { size } = this;
    if (size === 0) return new Uint8Array(0);
    const bytes = this.#bytes;
    const whole = count >= size;
    const data = whole && bytes.length === size
      ? bytes
      : view(bytes, this.#start, whole ? size : count);
    // What is taken out to the last byte is nobody else's any more.
    const own = whole || this.#memory === "adopted" ? data : copy(data);
    this.drop(own.length);
    return own;
  }

  /** Drops the next `count` bytes; there are as many. */
  drop(count: number): void {
    this.#start += count;
    this.position += count;
    if (this.#start < this.#end) return;
    this.#start = this.#end = 0;
    this.#bytes = EMPTY;
    this.#memory = "own";
  }

  /** Drops everything. */
  clear(): void {
    this.drop(this.size);
  }

  /** Puts what was taken last back to the front. */
  putBack(data: Uint8Array): void {
    const rest = this.take(this.size);
    this.push(data);
    if (rest.length > 0) this.push(rest);
  }

  /** Where a separator begins, at or after `from`; -1 if there is none. */
  find(separator: Uint8Array, from: number): number {
    const live = view(this.#bytes, this.#start, this.size);
    const last = live.length - separator.length;
    const first = separator[0] as number;
    let at = live.indexOf(first, from);
    while (at !== -1 && at <= last) {
      if (matches(live, separator, at)) return at;
      at = live.indexOf(first, at + 1);
    }
    return -1;
  }

  // Moving to the front pays only when it frees half of the memory: so each byte
  // is moved a constant number of times.
  #makeRoom(count: number): void {
    const { size } = this;
    const needed = size + count;
    if (this.#memory === "own" && needed * 2 <= this.#bytes.length) {
      this.#bytes.copyWithin(0, this.#start, this.#end);
    } else {
      const bytes = new Uint8Array(Math.max(needed, size * 2, LEAST));
      bytes.set(view(this.#bytes, this.#start, size));
      this.#bytes = bytes;
      this.#memory = "own";
    }
    this.#start = 0;
    this.#end = size;
  }
}

/** A copy; three times as fast as slice(). */
export function copy(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const own = new Uint8Array(data.length);
  own.set(data);
  return own;
}

/** Some of the bytes themselves; twice as fast as subarray(). */
export function view(
  { buffer, byteOffset }: Uint8Array,
  start: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset + start, length);
}

function matches(live: Uint8Array, separator: Uint8Array, at: number): boolean {
  for (let i = 1; i < separator.length; i++) {
    if (live[at + i] !== separator[i]) return false;
  }
  return true;
}

/** One array of many. */
export function concat(blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(
    blocks.reduce((size, block) => size + block.length, 0),
  );
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
