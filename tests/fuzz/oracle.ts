/** CPython, which is asked what a program logs. */
import type { CPython } from "../conformance/_cpython.ts";
import type { Program } from "./program.ts";

/** One Python process that runs one program after the other. */
export class Oracle implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #encoder = new TextEncoder();
  #text = "";

  constructor(python: CPython) {
    this.#child = new Deno.Command(python.command, {
      args: ["-X", "utf8", "interpreter.py"],
      cwd: new URL(".", import.meta.url),
      env: { ...python.env, PYTHONASYNCIODEBUG: "", PYTHONDEVMODE: "" },
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#reader = this.#child.stdout
      .pipeThrough(new TextDecoderStream()).getReader();
  }

  /** What the program logs in CPython. */
  async run(program: Program): Promise<string[]> {
    const line = JSON.stringify(program) + "\n";
    await this.#writer.write(this.#encoder.encode(line));
    for (;;) {
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const answer = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return JSON.parse(answer);
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`Python ended at the program ${line}`);
      this.#text += value;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close().catch(() => {});
    await this.#reader.cancel();
    await this.#child.status;
  }
}
