// @run --allow-net=127.0.0.1 --allow-read --allow-write=$TMPDIR --allow-run=deno --allow-env=ASYNCIO_SERVERS
import { contract } from "./_contract.ts";
import { network } from "./_network.ts";
import { makeServer, serversWanted } from "./_servers.ts";

if (!serversWanted()) {
  Deno.test({
    name: "chroma: left out, it needs a server: deno task test:servers",
    ignore: true,
    fn() {},
  });
} else {
  const server = await makeServer("./_chroma_server.ts", "http://", answers);
  Deno.test.afterAll(() => server.stop());
  const subject = {
    name: "chroma",
    recall: 0.97, // it looks at a part of the vectors only
    shared: true,
    leak: "chromadb does not read the body of a 404",
    async start() {
      await empty(server.url);
      return { url: server.url, stop: async () => {} };
    },
  };
  contract(subject);
  network(subject, server);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v2/heartbeat`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

const COLLECTIONS =
  "/api/v2/tenants/default_tenant/databases/default_database/collections";

async function empty(url: string): Promise<void> {
  const response = await fetch(`${url}${COLLECTIONS}`);
  for (const { name } of await response.json()) {
    const gone = await fetch(`${url}${COLLECTIONS}/${name}`, {
      method: "DELETE",
    });
    await gone.body?.cancel();
  }
}
