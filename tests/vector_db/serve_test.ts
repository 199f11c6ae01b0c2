// @run --allow-net=127.0.0.1 --allow-read --allow-write=$TMPDIR --allow-run=deno
// The tool as a service, and with an embedder that is one.
import { assert, assertEquals, assertMatch } from "@std/assert";
import { command, type Result, search } from "./_cli.ts";

function test(what: string, body: (folder: string) => Promise<void>): void {
  Deno.test(`vector_search: ${what}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.mkdir(`${folder}/notes`);
      await Deno.writeTextFile(
        `${folder}/notes/tea.md`,
        "# Green tea\n\nBrew it at 70 °C.\n\n# Black tea\n\nBoiling water.\n" +
          "\n# 绿茶\n\n用七十度的水。\n",
      );
      await body(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

interface Service {
  url: string;
  /** Sends a signal and waits for the end. */
  end(signal: Deno.Signal): Promise<Result>;
}

/** Starts the service on a free port. */
async function startService(folder: string): Promise<Service> {
  const child = command(folder, [
    ...["serve", "--dir", `${folder}/notes`, "--port", "0"],
  ]).spawn();
  const lines = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let stderr = "";
  let url: string | undefined;
  while (url === undefined) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`the service ended: ${stderr}`);
    stderr += value;
    url = /Ask at (http:\/\/127\.0\.0\.1:\d+)\/search/.exec(stderr)?.[1];
  }
  return {
    url,
    async end(signal) {
      child.kill(signal);
      const stdout = await new Response(child.stdout).text();
      while (true) {
        const { value, done } = await lines.read();
        if (done) break;
        stderr += value;
      }
      return { code: (await child.status).code, stdout, stderr };
    },
  };
}

/** The names of the files that the database left. */
function left(folder: string): string[] {
  const cache = `${folder}/cache/asyncio-vector-search`;
  return [...Deno.readDirSync(cache)].map(({ name }) => name);
}

async function get(url: string): Promise<string> {
  const response = await fetch(url);
  const { hits, error } = await response.json();
  const first = hits?.[0] && `${hits[0].file}:${hits[0].line}`;
  return `${response.status} ${error ?? `${hits.length} ${first}`}`;
}

test("serve answers, refuses nonsense, ends on SIGTERM", async (folder) => {
  const { url, end } = await startService(folder);
  const log: string[] = [];
  for (
    const path of [
      "/search?q=black+tea&top=1",
      "/search?q=green%20tea",
      "/search?q=%E7%BB%BF%E8%8C%B6&top=2",
      "/search",
      "/search?q=%20",
      "/search?q=tea&top=0",
      "/search?q=tea&top=x",
      "/",
    ]
  ) log.push(await get(url + path));
  const post = await fetch(`${url}/search?q=tea`, { method: "POST" });
  log.push(`${post.status} ${(await post.json()).error}`);
  const { code, stdout, stderr } = await end("SIGTERM");
  assertEquals(log, [
    "200 1 tea.md:5",
    "200 3 tea.md:1",
    "200 2 tea.md:9",
    "400 Cannot search: the query has no word in it",
    "400 Cannot search: the query has no word in it",
    "400 Cannot search: top is a number from 1 to 1000",
    "400 Cannot search: top is a number from 1 to 1000",
    "404 there is only /search?q=…&top=…",
    "405 only GET",
  ]);
  assertEquals([code, stdout, left(folder)], [143, "", ["index.db"]], stderr);
});

for (const count of [5, 1000]) {
  test(`serve answers ${count} requests at once`, async (folder) => {
    const { url, end } = await startService(folder);
    const answers = await Promise.all(
      Array.from({ length: count }, () => get(`${url}/search?q=black+tea`)),
    );
    const { code } = await end("SIGINT");
    assertEquals(
      [answers.length, [...new Set(answers)], code],
      [count, ["200 3 tea.md:5"], 130],
    );
  });
}

test("serve ends in order: who was let in gets an answer", async (folder) => {
  const { url, end } = await startService(folder);
  const outcomes: string[] = [];
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const requests = Array.from({ length: 200 }, async () => {
    try {
      outcomes.push(await get(`${url}/search?q=black+tea`));
    } catch (error) {
      // The connection was refused, or closed before it was heard.
      if (!(error instanceof TypeError)) throw error;
      outcomes.push("refused");
    }
    resolve();
  });
  await answered;
  const { code, stderr } = await end("SIGTERM");
  await Promise.all(requests);
  const kinds = new Set(outcomes);
  kinds.delete("refused");
  assertEquals(
    [[...kinds], code, left(folder)],
    [["200 3 tea.md:5"], 143, ["index.db"]],
    stderr,
  );
  let late = "answered";
  try {
    await get(`${url}/search?q=tea`);
  } catch {
    late = "refused";
  }
  assertEquals(late, "refused");
});

/** What a connection answers to these bytes: its first line and its last. */
async function send(port: number, text: string): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const writer = connection.writable.getWriter();
  try {
    await writer.write(new TextEncoder().encode(text));
    const buffer = new Uint8Array(2000);
    const count = await connection.read(buffer) ?? 0;
    const answer = new TextDecoder().decode(buffer.subarray(0, count));
    const lines = answer.split("\r\n");
    return [lines[0]?.slice("HTTP/1.1 ".length), lines.at(-1)].join(" ").trim();
  } finally {
    writer.releaseLock();
  }
}

test("serve refuses what is malformed, too long or meant for elsewhere", async (folder) => {
  const { url, end } = await startService(folder);
  const port = Number(new URL(url).port);
  const host = `Host: 127.0.0.1:${port}`;
  const get = (target: string, ...headers: string[]) =>
    send(
      port,
      [`GET ${target} HTTP/1.1`, ...headers, "Connection: close", "", ""].join(
        "\r\n",
      ),
    );
  const seen: Record<string, string> = {
    "no HTTP": await send(port, "\0\x01 no HTTP\r\n\r\n"),
    "a path upwards": await get("/../../etc/passwd", host),
    "a path upwards, encoded": await get("/search/%2e%2e/%2e%2e/etc", host),
    "a path with a NUL": await get("/search%00", host),
    "another case": await get("/SEARCH?q=tea", host),
    "two slashes": await get("//search?q=tea", host),
    "all there is": await send(port, `OPTIONS * HTTP/1.1\r\n${host}\r\n\r\n`),
    "a broken Host": await get("/search?q=tea", "Host: a b"),
    "a foreign Host": await get("/search?q=tea", "Host: evil.example"),
    "a foreign address": await get("http://evil.example/search?q=tea", host),
    "a long query": await get(`/search?q=${"x".repeat(20_000)}`, host),
    "a longer one": await get(`/search?q=${"x".repeat(500_000)}`, host),
    "too many headers": await get("/", host, ...Array(5000).fill("a: b")),
    "a length below 0": await get("/", host, "Content-Length: -1"),
    "broken escapes": await get("/search?q=%ff%zz%e4&top=%", host),
    "top and top": await get("/search?q=tea&top=1e9&top=2", host),
    "a huge body": await send(
      port,
      `POST /search?q=tea HTTP/1.1\r\n${host}\r\nContent-Length: 1000000000000\r\n\r\nx`,
    ),
  };
  // Whatever came, the next one is answered.
  const last = await send(
    port,
    `GET /search?q=black+tea HTTP/1.1\r\n${host}\r\n\r\n`,
  );
  const { code, stderr } = await end("SIGTERM");
  const nothing = '404 Not Found {"error":"there is only /search?q=…&top=…"}';
  const foreign =
    '421 Misdirected Request {"error":"this is a service of this machine alone"}';
  assertEquals(seen, {
    "no HTTP": "400 Bad Request",
    "a path upwards": nothing,
    "a path upwards, encoded": nothing,
    "a path with a NUL": nothing,
    "another case": nothing,
    "two slashes": nothing,
    "all there is": nothing,
    "a broken Host": '400 Bad Request {"error":"the Host is malformed"}',
    "a foreign Host": foreign,
    "a foreign address": foreign,
    "a long query":
      '414 URI Too Long {"error":"the query is longer than 2000 characters"}',
    "a longer one": "400 Bad Request",
    "too many headers": "400 Bad Request",
    "a length below 0": "400 Bad Request",
    "broken escapes":
      '400 Bad Request {"error":"Cannot search: top is a number from 1 to 1000"}',
    "top and top":
      '400 Bad Request {"error":"Cannot search: top is a number from 1 to 1000"}',
    "a huge body": '405 Method Not Allowed {"error":"only GET"}',
  });
  assertMatch(last, /^200 OK \{.*"tea\.md"/);
  assertEquals([code, stderr.split("\n").filter((line) => /rror/.test(line))], [
    143,
    [],
  ]);
});

test("serve answers beside slow clients, and ends in spite of them", async (folder) => {
  const { url, end } = await startService(folder);
  const port = Number(new URL(url).port);
  const begun = [
    "",
    "GET /sea",
    "POST / HTTP/1.1\r\nHost: localhost\r\n",
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx",
  ];
  const slow = await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      await connection.write(new TextEncoder().encode(begun[i % 4]));
      return connection;
    }),
  );
  const answer = await get(`${url}/search?q=black+tea`);
  const began = performance.now();
  const { code, stderr } = await end("SIGTERM");
  const took = performance.now() - began;
  for (const connection of slow) connection.close();
  assertEquals([answer, code, left(folder)], [
    "200 3 tea.md:5",
    143,
    ["index.db"],
  ], stderr);
  assert(took < 20_000, `ended after ${took} ms`);
});

test("serve listens on this machine alone, unless told otherwise", async (folder) => {
  const addresses: string[] = [];
  for (const host of [[], ["--host", "0.0.0.0"], ["--host", "no such host"]]) {
    const child = command(folder, [
      ...["serve", "--dir", `${folder}/notes`, "--port", "0", ...host],
    ]).spawn();
    let stderr = "";
    for await (
      const text of child.stderr.pipeThrough(new TextDecoderStream())
    ) {
      stderr += text;
      if (/Ask at/.test(stderr)) break;
    }
    try {
      child.kill();
    } catch {
      // It has ended of its own.
    }
    await child.stdout.cancel();
    const { code } = await child.status;
    const line = /^(Ask at http:\/\/[^:]+|Cannot serve on [^:]+)/m.exec(stderr);
    addresses.push(`${line?.[0]} ${code}`);
  }
  assertEquals(addresses, [
    "Ask at http://127.0.0.1 143",
    "Ask at http://0.0.0.0 143",
    "Cannot serve on no such host 2",
  ]);
});

test("serve on a port in use: one line, exit code 2", async (folder) => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const { code, stderr } = await search(
    folder,
    ...["serve", "--dir", `${folder}/notes`, "--port", `${port}`],
  );
  assertEquals(code, 2);
  assertMatch(stderr, /\nCannot serve on port \d+: it is in use\n$/);
});

test("--embedder asks a server, and keeps its vectors apart", async (folder) => {
  // Its vectors say only how often "tea" and "water" come.
  let requests = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      requests++;
      const { input, model } = await request.json();
      assertEquals(model, "tiny");
      return Response.json({
        data: input.map((text: string) => ({
          embedding: [/tea/g, /water/g].map((word) =>
            (text.match(word) ?? []).length + 0.01
          ),
        })),
      });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const notes = ["--dir", `${folder}/notes`];
  const own = ["--db", `sqlite:${folder}/own.db`];
  const embedder = ["--embedder", url, "--model", "tiny"];
  const log: string[] = [];
  const result = await search(
    folder,
    ...["water", "--json", "--top", "1"],
    ...notes,
    ...own,
    ...embedder,
  );
  assertEquals(result.code, 0, result.stderr);
  const [hit] = JSON.parse(result.stdout).hits;
  log.push(`${hit.file}:${hit.line}`);
  log.push(requests > 0 ? "asked" : "not asked");
  // The same database without the embedder: other vectors.
  const mixed = await search(folder, "water", ...notes, ...own);
  log.push(`${mixed.code} ${mixed.stderr.replaceAll(folder, "F").trim()}`);
  await server.shutdown();
  const gone = await search(folder, "water", ...notes, ...own, ...embedder);
  log.push(`${gone.code} ${gone.stderr.split("\n").length} lines`);
  assert(gone.stderr.startsWith("Cannot embed: "), gone.stderr);
  assertEquals(log, [
    "tea.md:5",
    "asked",
    "2 Cannot search F/notes in this database: its vectors there are of " +
    "another dimension than this embedder's 256; use another --db",
    "2 2 lines",
  ]);
});

test("bench measures, and leaves nothing behind", async (folder) => {
  const { code, stdout, stderr } = await search(
    folder,
    ...["bench", "--count", "1200", "--db", `sqlite:${folder}/a.db`],
  );
  assertEquals([code, stderr], [0, ""]);
  assertMatch(
    stdout,
    /^vectors +1,200 × 128-d.*\ninsert +[\d,]+ a second\n( {2}.* by .*\n){2}(search, .*\n){3}( {2}.* by .*\n){2}memory/,
  );
  assertEquals([...Deno.readDirSync(folder)].map((e) => e.name).sort(), [
    "a.db",
    "notes",
  ]);
});
