// @run --allow-net=127.0.0.1
// A server that fails in every way, and an embedder that lives with it.
import { assert, assertEquals } from "@std/assert";
import { createTask, getRunningLoop, run, sleep } from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import {
  HttpEmbedder,
  type HttpEmbedderOptions,
} from "../../examples/vector_db/http_embedder.ts";

/** Answers one request; gets its texts. */
type Reply = (
  texts: string[],
  request: Request,
) => Response | Promise<Response>;

/** Vectors that tell which text they are of: its length, and 1. */
const good: Reply = (texts) =>
  Response.json({
    data: texts.map((text, index) => ({ index, embedding: [text.length, 1] })),
  });

const status = (code: number, headers = {}): Reply => () =>
  new Response("sorry", { status: code, headers });

/** A server that gives these replies one after the other, then good ones. */
function serve(replies: Reply[]): {
  url: string;
  asked: string[][];
  stop(): Promise<void>;
} {
  const asked: string[][] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { input } = await request.json();
      asked.push(input);
      return await (replies.shift() ?? good)(input, request);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    asked,
    async stop() {
      for (const end of release) end();
      release.clear();
      await server.shutdown();
    },
  };
}

interface Scene {
  embedder: HttpEmbedder;
  asked: string[][];
  /** Milliseconds of the loop's clock since the connection. */
  elapsed(): number;
}

/** Runs a test against a server, on the virtual clock unless it says not. */
function test(
  what: string,
  replies: Reply[],
  options: HttpEmbedderOptions & { realClock?: boolean },
  body: (scene: Scene) => Promise<void>,
): void {
  Deno.test(`HttpEmbedder ${what}`, async () => {
    const { url, asked, stop } = serve([good, ...replies]);
    const { realClock, ...rest } = options;
    try {
      await run(async () => {
        const embedder = await HttpEmbedder.connect(url, {
          random: () => 0,
          ...rest,
        });
        asked.length = 0; // what connect() asked is not of interest
        const start = getRunningLoop().time();
        const elapsed = () => Math.round(getRunningLoop().time() - start);
        await body({ embedder, asked, elapsed });
      }, realClock ? {} : { loopFactory: newVirtualLoop });
    } finally {
      await stop();
    }
  });
}

/** What came of a call: the vectors' first numbers, or the error. */
async function ended(call: Promise<Float32Array[]>): Promise<string> {
  try {
    return (await call).map(([first]) => first).join(" ");
  } catch (error) {
    const text = String(error);
    return text.replace(/127\.0\.0\.1:\d+/g, "HOST");
  }
}

test(
  "sends batches, and keeps the order",
  [
    (texts) =>
      Response.json({
        data: texts
          .map((text, index) => ({ index, embedding: [text.length, 1] }))
          .reverse(),
      }),
  ],
  { batchSize: 2 },
  async ({ embedder, asked }) => {
    const vectors = await ended(
      embedder.embed(["a", "bb", "ccc", "dddd", "e"]),
    );
    assertEquals(
      [embedder.dim, vectors, asked.map((batch) => batch.length).sort()],
      [2, "1 2 3 4 1", [1, 2, 2]],
    );
  },
);

let inFlight = 0;
let most = 0;
const counted: Reply = async (texts, request) => {
  most = Math.max(most, ++inFlight);
  await new Promise((resolve) => setTimeout(resolve, 5));
  inFlight--;
  return good(texts, request);
};

test(
  "has no more requests under way than it may",
  Array(9).fill(counted),
  { batchSize: 1, concurrency: 3 },
  async ({ embedder }) => {
    await embedder.embed([..."abcdefghi"]);
    assertEquals(most, 3);
  },
);

test("asks nothing where there is nothing to ask", [], {}, async (scene) => {
  assertEquals([await scene.embedder.embed([]), scene.asked], [[], []]);
});

test(
  "tries again after 500 and 503, twice as long each time",
  [status(500), status(503)],
  { backoff: 250 },
  async ({ embedder, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), elapsed()],
      ["3", 750],
    );
  },
);

test(
  "takes up to half of a wait off by chance",
  [status(500), status(500)],
  { backoff: 250, random: () => 1 },
  async ({ embedder, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), elapsed()],
      ["3", 375],
    );
  },
);

test(
  "waits as long as Retry-After says, in seconds",
  [status(429, { "retry-after": "7" })],
  {},
  async ({ embedder, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), elapsed()],
      ["3", 7000],
    );
  },
);

test(
  "waits as long as Retry-After says, until a date",
  [() => {
    const date = new Date(Date.now() + 20_000).toUTCString();
    return new Response(null, {
      status: 429,
      headers: { "retry-after": date },
    });
  }],
  {},
  async ({ embedder, elapsed }) => {
    assertEquals(await ended(embedder.embed(["abc"])), "3");
    assert(elapsed() > 10_000 && elapsed() <= 20_000, `${elapsed()} ms`);
  },
);

test(
  "does not wait longer than it may",
  [status(503, { "retry-after": "3600" })],
  {},
  async ({ embedder, elapsed }) => {
    assertEquals([await ended(embedder.embed(["abc"])), elapsed()], [
      "EmbedderError: Cannot embed: http://HOST/v1/embeddings answers 503, " +
      "after 1 tries",
      0,
    ]);
  },
);

test(
  "gives up after the last try",
  Array(9).fill(status(500)),
  { retries: 3, backoff: 100 },
  async ({ embedder, asked, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), asked.length, elapsed()],
      [
        "EmbedderError: Cannot embed: http://HOST/v1/embeddings answers 500, " +
        "after 4 tries",
        4,
        700,
      ],
    );
  },
);

test(
  "does not try again what cannot get better",
  [status(401)],
  {},
  async ({ embedder, asked, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), asked.length, elapsed()],
      [
        "EmbedderError: Cannot embed: http://HOST/v1/embeddings answers 401: " +
        "sorry",
        1,
        0,
      ],
    );
  },
);

test(
  "tries again after half of a JSON",
  [
    () => new Response('{"data": [{"emb'),
  ],
  { backoff: 100 },
  async ({ embedder, asked, elapsed }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), asked.length, elapsed()],
      ["3", 2, 100],
    );
  },
);

const vectors = (...embeddings: (number[] | null)[]): Reply => () =>
  Response.json({ data: embeddings.map((embedding) => ({ embedding })) });

for (
  const [what, reply, message] of [
    [
      "another dimension",
      vectors([1, 2, 3]),
      "a vector of 3 numbers came, not 2",
    ],
    ["no numbers", vectors([]), "a vector of 0 numbers came, not 2"],
    ["null", vectors(null), "a vector of 0 numbers came, not 2"],
    ["too few", vectors(), "1 texts sent, 0 vectors came"],
    ["too many", vectors([1, 2], [1, 2]), "1 texts sent, 2 vectors came"],
    ["no data", () => Response.json({}), "1 texts sent, 0 vectors came"],
  ] as const
) {
  test(`refuses ${what}`, [reply], {}, async ({ embedder, asked }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), asked.length],
      [`EmbedderError: Cannot embed: ${message}`, 1],
    );
  });
}

/** Ends the requests that `never` keeps. */
const release = new Set<() => void>();
const never: Reply = () =>
  new Promise((resolve) => release.add(() => resolve(new Response())));

test(
  "leaves a server that does not answer, and asks again",
  [never],
  { timeout: 100, backoff: 1, realClock: true },
  async ({ embedder, asked }) => {
    assertEquals(
      [await ended(embedder.embed(["abc"])), asked.length],
      ["3", 2],
    );
  },
);

test(
  "takes back its request when the task is cancelled",
  [never],
  { realClock: true },
  async ({ embedder, asked }) => {
    const task = createTask(() => embedder.embed(["abc"]));
    while (asked.length === 0) await sleep(0);
    task.cancel();
    assertEquals(
      await ended(task),
      "CancelledError",
    );
  },
);

test(
  "gives the other batches up where one fails for good",
  [status(400), never, never],
  { batchSize: 1, concurrency: 3 },
  async ({ embedder, asked }) => {
    assertEquals(
      [await ended(embedder.embed(["a", "b", "c"])), asked.length <= 3],
      [
        "EmbedderError: Cannot embed: http://HOST/v1/embeddings answers 400: " +
        "sorry",
        true,
      ],
    );
  },
);

Deno.test("HttpEmbedder tries again after half a body", async () => {
  const answer = '{"data": [{"embedding": [3, 1]}]}';
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let left = 2; // the second answer breaks off
  const serving = (async () => {
    for await (const conn of listener) {
      await conn.read(new Uint8Array(4096));
      const half = --left === 0;
      const body = half ? answer.slice(0, 20) : answer;
      await conn.write(new TextEncoder().encode(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n" +
          `Content-Length: ${answer.length}\r\n\r\n${body}`,
      ));
      conn.close();
    }
  })();
  await run(async () => {
    const embedder = await HttpEmbedder.connect(
      `http://127.0.0.1:${listener.addr.port}`,
      { random: () => 0 },
    );
    const start = getRunningLoop().time();
    assertEquals(await ended(embedder.embed(["abc"])), "3");
    assertEquals(getRunningLoop().time() - start, 250);
  }, { loopFactory: newVirtualLoop });
  listener.close();
  await serving;
});

Deno.test("HttpEmbedder says where no server is", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${listener.addr.port}`;
  listener.close();
  const errors: string[] = [];
  await run(async () => {
    for (const wrong of [url, "ftp://host", "11434"]) {
      try {
        await HttpEmbedder.connect(wrong);
      } catch (error) {
        errors.push((error as Error).message.replace(/127[^)]*:\d+/g, "HOST"));
      }
    }
  }, { loopFactory: newVirtualLoop });
  assert(errors[0].startsWith("Cannot embed: "), errors[0]);
  assert(errors[0].endsWith("after 3 tries"), errors[0]);
  assertEquals(errors.slice(1), [
    'Cannot use "ftp://host" as an embedder: it is no http(s) URL',
    'Cannot use "11434" as an embedder: it is no http(s) URL',
  ]);
});

Deno.test("HttpEmbedder finds the endpoint of a URL", async () => {
  const paths: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      paths.push(new URL(request.url).pathname);
      assertEquals(request.headers.get("authorization"), "Bearer key");
      return Response.json({ data: [{ embedding: [1, 2] }] });
    },
  );
  const base = `http://127.0.0.1:${server.addr.port}`;
  await run(async () => {
    for (const path of ["", "/", "/v1", "/v1/", "/api/v1/embeddings"]) {
      await HttpEmbedder.connect(base + path, { apiKey: "key" });
    }
  });
  await server.shutdown();
  assertEquals(paths, [
    ...Array(4).fill("/v1/embeddings"),
    "/api/v1/embeddings",
  ]);
});
