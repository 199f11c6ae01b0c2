import { Event, getRunningLoop } from "../../mod.ts";
import type { Answer } from "./answer.ts";
import { UserError } from "./user_error.ts";

/** What the service answers with. */
export type Search = (query: string, top: number) => Promise<Answer>;

/**
 * An HTTP service on this machine: GET /search?q=…&top=…
 *
 * It waits for an Event that nobody sets: only the cancellation by Ctrl-C or
 * SIGTERM ends it. Then requests under way get their answers, new ones are
 * refused, and only after that does the caller's `finally` close the database.
 */
export async function serve(search: Search, port: number): Promise<never> {
  const loop = getRunningLoop();

  /** Requests come from outside the loop: each becomes a task of it. */
  function handle(request: Request): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<Response>();
    loop.callSoonThreadsafe(() => {
      loop.createTask(async () => resolve(await respond(request, search)));
    });
    return promise;
  }

  const server = listen(port, handle);
  try {
    const { hostname, port } = server.addr as Deno.NetAddr;
    console.error(`Ask at http://${hostname}:${port}/search?q=queue&top=3`);
    await new Event().wait();
    throw new Error("nobody sets this event");
  } finally {
    await server.shutdown();
  }
}

function listen(
  port: number,
  handle: (request: Request) => Promise<Response>,
): Deno.HttpServer {
  try {
    return Deno.serve(
      { hostname: "127.0.0.1", port, onListen() {} },
      handle,
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new UserError(`Cannot serve on port ${port}: it is in use`);
  }
}

async function respond(request: Request, search: Search): Promise<Response> {
  const url = new URL(request.url);
  const refuse = (status: number, error: string) =>
    Response.json({ error }, { status });
  if (url.pathname !== "/search") {
    return refuse(404, "there is only /search?q=…&top=…");
  }
  if (request.method !== "GET") return refuse(405, "only GET");
  const query = url.searchParams.get("q") ?? "";
  const top = Number(url.searchParams.get("top") ?? 3);
  try {
    return Response.json(await search(query, top));
  } catch (error) {
    if (error instanceof UserError) return refuse(400, error.message);
    console.error(error);
    return refuse(500, "the search failed");
  }
}
