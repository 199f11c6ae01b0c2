/** The same workloads on Node, Bun and in a page: one bundle for all of them. */
import { startBrowser } from "../everywhere/_browser.ts";
import { findRuntimes, type Runtime } from "../everywhere/_runtimes.ts";
import type { Job, Timed } from "./_entry.ts";
import { median } from "./_sample.ts";

/** This module on a runtime. */
export interface Elsewhere {
  /** With its version. */
  runtime: string;
  /** Nanoseconds of wall time per operation, the median: a page knows no CPU time. */
  results: { workload: string; wall: number }[];
}

const LIMIT = 120_000;

async function bundle(folder: string): Promise<string> {
  const path = `${folder}/bench.js`;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      `--output=${path}`,
      `${import.meta.dirname}/_entry.ts`,
    ],
    stdin: "null",
    stdout: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return path;
}

async function inProcess(
  { command, args }: Runtime,
  script: string,
  job: Job,
): Promise<Timed> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, script, JSON.stringify(job)],
    stdin: "null",
    signal: AbortSignal.timeout(LIMIT),
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(text.decode(stderr).trim());
  return JSON.parse(text.decode(stdout));
}

async function inPage(
  { command }: Runtime,
  script: string,
  jobs: Job[],
): Promise<Timed[]> {
  const done = Promise.withResolvers<Timed[]>();
  const code = await Deno.readTextFile(script);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/jobs") return Response.json(jobs);
      if (pathname === "/done") {
        const { timed, error } = await request.json();
        if (error) done.reject(new Error(error));
        else done.resolve(timed);
        return new Response();
      }
      const isScript = pathname === "/bench.js";
      return new Response(
        isScript
          ? code
          : '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/bench.js"></script>',
        {
          headers: {
            "content-type": isScript ? "text/javascript" : "text/html",
            // The clock is finer in pages that are isolated.
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-embedder-policy": "require-corp",
          },
        },
      );
    },
  );
  const timer = setTimeout(
    () => done.reject(new Error(`has not ended after ${LIMIT} ms`)),
    LIMIT,
  );
  const url = `http://127.0.0.1:${server.addr.port}/`;
  await using _browser = await startBrowser(command, url);
  try {
    return await done.promise;
  } finally {
    clearTimeout(timer);
    await server.shutdown();
  }
}

/** Measures on every runtime that is here; tells of the others. */
export async function measureElsewhere(
  jobs: Job[],
  progress: (text: string) => void,
  tell: (note: string) => void,
): Promise<Elsewhere[]> {
  const found: Elsewhere[] = [];
  const folder = await Deno.makeTempDir();
  try {
    const script = await bundle(folder);
    const runtimes = await findRuntimes((place) => place !== "worker");
    for (const runtime of runtimes) {
      if ("why" in runtime) {
        tell(`${runtime.name} is not here: ${runtime.why}`);
        continue;
      }
      progress(`elsewhere: ${runtime.name}`);
      try {
        const timed = runtime.place === "page"
          ? await inPage(runtime, script, jobs)
          : await oneByOne(jobs, (job) => inProcess(runtime, script, job));
        found.push({
          runtime: runtime.name,
          results: timed.map(({ workload, wall }) => ({
            workload,
            wall: median(wall),
          })),
        });
      } catch (error) {
        tell(`${runtime.name}: ${(error as Error).message}`);
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return found;
}

async function oneByOne<T, R>(
  all: T[],
  fn: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await fn(one));
  return results;
}
