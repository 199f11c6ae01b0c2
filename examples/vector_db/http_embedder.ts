import {
  abortable,
  ExceptionGroup,
  Semaphore,
  sleep,
  taskGroup,
  timeout,
  TimeoutError,
} from "../../mod.ts";
import type { Embedder } from "./embedder.ts";

/** How an HttpEmbedder deals with its server. */
export interface HttpEmbedderOptions {
  /** @default "default" */
  model?: string;
  /** Sent as a bearer token. */
  apiKey?: string;
  /** Texts in one request. @default 64 */
  batchSize?: number;
  /** Requests at the same time. @default 4 */
  concurrency?: number;
  /** Milliseconds that one request may take. @default 30000 */
  timeout?: number;
  /** How often a request is tried again. @default 5 */
  retries?: number;
  /** Milliseconds before the second try; then twice as many. @default 250 */
  backoff?: number;
  /** Milliseconds that the server may ask for by Retry-After. @default 60000 */
  longestWait?: number;
  /** Where the jitter comes from. @default Math.random */
  random?: () => number;
}

/** The server gave no vectors, and trying again is of no use (any more). */
export class EmbedderError extends Error {
  override name = "EmbedderError";
}

/** It may work the next time. */
class TemporaryError extends EmbedderError {
  /** Milliseconds that the server asks to wait. */
  readonly wait: number | null;
  constructor(message: string, wait: number | null = null) {
    super(message);
    this.wait = wait;
  }
}

/**
 * Asks a server that speaks OpenAI's `/v1/embeddings`: Ollama, vLLM,
 * llama.cpp, hosted ones. Texts that mean the same get vectors that are alike.
 *
 * Each tool of the module has one job here: `taskGroup` sends the batches
 * together, and gives all up where one fails for good; a Semaphore limits how
 * many go at once; `timeout` ends a request that hangs; `sleep` waits between
 * the tries; `abortable` stops the request when the task is cancelled.
 */
export class HttpEmbedder implements Embedder {
  readonly name: string;
  readonly dim: number;
  #url: URL;
  #options: Required<HttpEmbedderOptions>;
  #slots: Semaphore;

  private constructor(
    url: URL,
    options: Required<HttpEmbedderOptions>,
    dim: number,
  ) {
    this.name = `${url.href} ${options.model}`;
    this.dim = dim;
    this.#url = url;
    this.#options = options;
    this.#slots = new Semaphore(options.concurrency);
  }

  /** Asks the server once, to learn how many numbers its vectors have. */
  static async connect(
    url: string,
    options: HttpEmbedderOptions = {},
  ): Promise<HttpEmbedder> {
    const all = {
      model: "default",
      apiKey: "",
      batchSize: 64,
      concurrency: 4,
      timeout: 30_000,
      retries: 5,
      backoff: 250,
      longestWait: 60_000,
      random: Math.random,
      ...options,
    };
    const endpoint = embeddingsUrl(url);
    // Where nobody listens, a few tries are enough to know.
    const retries = Math.min(all.retries, 2);
    const probe = new HttpEmbedder(endpoint, { ...all, retries }, 0);
    const [vector] = await probe.embed(["dimension"]);
    return new HttpEmbedder(endpoint, all, vector.length);
  }

  async embed(texts: string[]): Promise<Float32Array[]> {
    const size = this.#options.batchSize;
    const batches: string[][] = [];
    for (let i = 0; i < texts.length; i += size) {
      batches.push(texts.slice(i, i + size));
    }
    try {
      const tasks = await taskGroup((group) =>
        Promise.resolve(
          batches.map((batch) => group.createTask(() => this.#persist(batch))),
        )
      );
      return tasks.flatMap((task) => task.result());
    } catch (error) {
      throw error instanceof ExceptionGroup ? error.errors[0] : error;
    }
  }

  /** Tries until it works, waiting longer each time. */
  async #persist(batch: string[]): Promise<Float32Array[]> {
    const { retries, longestWait } = this.#options;
    for (let attempt = 0;; attempt++) {
      try {
        // The slot is free again during the wait.
        using _slot = await this.#slots.acquire();
        return await this.#ask(batch);
      } catch (error) {
        if (!(error instanceof TemporaryError)) throw error;
        if (attempt === retries || (error.wait ?? 0) > longestWait) {
          throw new EmbedderError(
            `Cannot embed: ${error.message}, after ${attempt + 1} tries`,
          );
        }
        await sleep(error.wait ?? this.#backoff(attempt));
      }
    }
  }

  /**
   * 250, 500, 1000 … milliseconds, less up to half of it by chance: clients
   * that failed together do not all come back together.
   */
  #backoff(attempt: number): number {
    const { backoff, random } = this.#options;
    return backoff * 2 ** attempt * (1 - random() / 2);
  }

  async #ask(batch: string[]): Promise<Float32Array[]> {
    const { model, timeout: limit } = this.#options;
    let answer: { response: Response; body: string };
    try {
      answer = await timeout(limit, () => this.#post({ model, input: batch }));
    } catch (error) {
      if (error instanceof TimeoutError) {
        throw new TemporaryError(`no answer within ${limit} ms`);
      }
      // fetch fails so where there is no server, or half an answer.
      if (error instanceof TypeError) throw new TemporaryError(error.message);
      throw error;
    }
    const { response, body } = answer;
    if (response.ok) return this.#vectors(body, batch.length);
    const status = `${this.#url} answers ${response.status}`;
    if (response.status === 429 || response.status >= 500) {
      throw new TemporaryError(status, retryAfter(response));
    }
    throw new EmbedderError(`Cannot embed: ${status}: ${body.slice(0, 200)}`);
  }

  #post(body: unknown): Promise<{ response: Response; body: string }> {
    const headers: Record<string, string> = {
      "content-type": "application/json",
    };
    const { apiKey } = this.#options;
    if (apiKey !== "") headers.authorization = `Bearer ${apiKey}`;
    return abortable(async (signal) => {
      const response = await fetch(this.#url, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
        signal,
      });
      return { response, body: await response.text() };
    });
  }

  /** Takes nothing on trust: a vector too short would be found nowhere. */
  #vectors(body: string, count: number): Float32Array[] {
    let data: { index?: number; embedding: number[] }[];
    try {
      data = JSON.parse(body).data;
    } catch {
      throw new TemporaryError("the answer is no JSON");
    }
    if (!Array.isArray(data) || data.length !== count) {
      throw new EmbedderError(
        `Cannot embed: ${count} texts sent, ${data?.length ?? 0} vectors came`,
      );
    }
    const vectors = data
      .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
      .map(({ embedding }) => Float32Array.from(embedding ?? []));
    const dim = this.dim || vectors[0].length;
    const wrong = vectors.find((vector) =>
      vector.length !== dim || vector.length === 0
    );
    if (wrong !== undefined) {
      throw new EmbedderError(
        `Cannot embed: a vector of ${wrong.length} numbers came, not ${dim}`,
      );
    }
    return vectors;
  }
}

/** The endpoint: `http://localhost:11434` is enough. */
function embeddingsUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new EmbedderError(
      `Cannot use ${JSON.stringify(url)} as an embedder: it is no http(s) URL`,
    );
  }
  if (!parsed.pathname.endsWith("/embeddings")) {
    const base = parsed.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
    parsed.pathname = `${base}/v1/embeddings`;
  }
  return parsed;
}

/** The header is a number of seconds or a date. */
function retryAfter({ headers }: Response): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
