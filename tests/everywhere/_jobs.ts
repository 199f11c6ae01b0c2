/** Jobs in processes and in pages. */
import { fileResponse } from "../tasks/_files.ts";
import { startBrowser } from "./_browser.ts";
import type { Job, Result } from "./_host.ts";
import type { Runtime } from "./_runtimes.ts";

/** What a job gave, and what went wrong outside of its programs and tests. */
export interface Outcome {
  results: Result[];
  /** Empty when it has ended as it should. */
  wrong: string;
}

/** The longest a job takes, on a busy machine, too. */
const LIMIT = 400_000;

/** Does a job in a process. */
export async function inProcess(
  { command, args }: Runtime,
  folder: string,
  job: Job,
): Promise<Outcome> {
  const { code, signal, stdout, stderr } = await new Deno.Command(command, {
    args: [
      ...args,
      `${folder}/tests/everywhere/_process.js`,
      JSON.stringify(job),
    ],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(LIMIT),
  }).output();
  const text = new TextDecoder();
  const lines = text.decode(stdout).split("\n");
  const results = lines.filter((line) => line.startsWith("@result "))
    .map((line) => JSON.parse(line.slice("@result ".length)) as Result);
  const ended = lines.includes("@end") && code === 0;
  return {
    results,
    wrong: ended
      ? ""
      : `the process ended with ${signal ?? code}\n${text.decode(stderr)}`,
  };
}

/** Does a job in a page, or in a Worker of one. */
export async function inBrowser(
  { command, place }: Runtime,
  folder: string,
  job: Job,
): Promise<Outcome> {
  const results: Result[] = [];
  const done = Promise.withResolvers<string>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const answer = await respond(request, pathname);
      // SharedArrayBuffer is there only for pages that are isolated.
      answer.headers.set("cross-origin-opener-policy", "same-origin");
      answer.headers.set("cross-origin-embedder-policy", "require-corp");
      return answer;
    },
  );
  async function respond(request: Request, path: string): Promise<Response> {
    if (path === "/") {
      return new Response(
        `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/tests/everywhere/_page.js"></script>`,
        { headers: { "content-type": "text/html" } },
      );
    }
    if (path === "/job") return Response.json({ where: place, job });
    if (path === "/result") results.push(await request.json());
    else if (path === "/done") {
      const { error, unseen } = await request.json();
      done.resolve([error, ...unseen].filter(Boolean).join("\n"));
    } else return await fileResponse(folder, path);
    return new Response();
  }
  const url = `http://127.0.0.1:${server.addr.port}/`;
  await using _browser = await startBrowser(command, url);
  const timer = setTimeout(
    () => done.resolve(`has not ended after ${LIMIT} ms`),
    LIMIT,
  );
  try {
    return { results, wrong: await done.promise };
  } finally {
    clearTimeout(timer);
    await server.shutdown();
  }
}
