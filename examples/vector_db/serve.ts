import { Event, getRunningLoop, TimeoutError, waitFor } from "../../mod.ts";
import type { Answer } from "./answer.ts";
import { UserError } from "./user_error.ts";

/** What the service answers with. */
export type Search = (query: string, top: number) => Promise<Answer>;

/** The longest query it takes, in characters. */
const LONGEST = 2000;
/** Milliseconds that requests under way get when the service ends. */
const GRACE = 3000;

/**
 * An HTTP service: GET /search?q=…&top=…
 *
 * It waits for an Event that nobody sets: only the cancellation by Ctrl-C or
 * SIGTERM ends it. Then requests under way get their answers, new ones are
 * refused, and only after that does the caller's `finally` close the database.
 * Who has begun a request and does not finish it is not waited for.
 */
export async function serve(
  search: Search,
  { host, port }: { host: string; port: number },
): Promise<never> {
  const loop = getRunningLoop();

  /** Requests come from outside the loop: each becomes a task of it. */
  function handle(request: Request): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<Response>();
    loop.callSoonThreadsafe(() => {
      loop.createTask(async () =>
        resolve(await respond(request, search, host))
      );
    });
    return promise;
  }

  const server = listen(host, port, handle);
  try {
    const { hostname, port } = server.addr as Deno.NetAddr;
    const name = hostname.includes(":") ? `[${hostname}]` : hostname;
    console.error(`Ask at http://${name}:${port}/search?q=queue&top=3`);
    await new Event().wait();
    throw new Error("nobody sets this event");
  } finally {
    await end(server);
  }
}

async function end(server: Deno.HttpServer): Promise<void> {
  try {
    await waitFor(server.shutdown(), GRACE);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    // Deno waits for the rest of a body, even of one that was refused.
    server.unref();
  }
}

function listen(
  hostname: string,
  port: number,
  handle: (request: Request) => Promise<Response>,
): Deno.HttpServer {
  try {
    return Deno.serve({ hostname, port, onListen() {} }, handle);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new UserError(`Cannot serve on port ${port}: it is in use`);
    }
    throw new UserError(
      `Cannot serve on ${hostname}: ${(error as Error).message}`,
    );
  }
}

async function respond(
  request: Request,
  search: Search,
  host: string,
): Promise<Response> {
  const refuse = (status: number, error: string) =>
    Response.json({ error }, { status });
  // The client chooses what stands before the path, and it need be no URL.
  if (!URL.canParse(request.url)) return refuse(400, "the Host is malformed");
  const url = new URL(request.url);
  if (isLoopback(host) && !isLoopback(url.hostname)) {
    // A page whose name was made to point to this machine.
    return refuse(421, "this is a service of this machine alone");
  }
  if (url.pathname !== "/search") {
    return refuse(404, "there is only /search?q=…&top=…");
  }
  if (request.method !== "GET") return refuse(405, "only GET");
  const query = url.searchParams.get("q") ?? "";
  if (query.length > LONGEST) {
    return refuse(414, `the query is longer than ${LONGEST} characters`);
  }
  const top = Number(url.searchParams.get("top") ?? 3);
  try {
    return Response.json(await search(query, top));
  } catch (error) {
    if (error instanceof UserError) return refuse(400, error.message);
    console.error(error);
    return refuse(500, "the search failed");
  }
}

function isLoopback(hostname: string): boolean {
  return /^(127(\.\d+){3}|localhost|\[?::1\]?)$/.test(hostname);
}
