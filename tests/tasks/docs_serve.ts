/**
 * `deno task docs:serve`: builds the site, serves it on loopback, and builds it
 * again when a source changes; open pages reload.
 */
import { runQuietly } from "./_step.ts";
import { fileResponse } from "./_files.ts";

const OUT = "docs/_site";
const SOURCES = ["docs", "examples", "loop", "mod.ts", "tests/conformance"];
const SCRIPT =
  'new EventSource("/_reload").onmessage = () => location.reload();\n';

const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();

async function build(): Promise<void> {
  // A child, so that changed modules are imported anew.
  const { code, output } = await runQuietly(["task", "--quiet", "docs"]);
  console.log(output);
  if (code !== 0) return;
  const message = new TextEncoder().encode("data: built\n\n");
  for (const listener of listeners) listener.enqueue(message);
}

function reloads(): Response {
  let own: ReadableStreamDefaultController<Uint8Array>;
  return new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        own = controller;
        listeners.add(own);
      },
      cancel() {
        listeners.delete(own);
      },
    }),
    { headers: { "content-type": "text/event-stream" } },
  );
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/_reload") return reloads();
  if (pathname === "/_reload.js") {
    return new Response(SCRIPT, {
      headers: { "content-type": "text/javascript" },
    });
  }
  const response = await fileResponse(OUT, pathname);
  if (!response.headers.get("content-type")?.startsWith("text/html")) {
    return response;
  }
  const page = (await response.text()).replace(
    "</body>",
    '<script src="/_reload.js"></script></body>',
  );
  return new Response(page, response);
}

await build();
const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/`),
}, answer);

let timer: ReturnType<typeof setTimeout> | undefined;
for await (const { paths } of Deno.watchFs(SOURCES)) {
  if (paths.every((path) => path.includes("_site"))) continue;
  clearTimeout(timer);
  timer = setTimeout(build, 200);
}
await server.finished;
