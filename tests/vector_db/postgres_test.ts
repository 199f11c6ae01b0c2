// @run --allow-net=127.0.0.1 --allow-read --allow-write=$TMPDIR --allow-run=deno --allow-env
import postgres from "postgres";
import { contract } from "./_contract.ts";
import { network } from "./_network.ts";
import { makeServer, serversWanted } from "./_servers.ts";

if (!serversWanted()) {
  Deno.test({
    name: "postgres: left out, it needs a server: deno task test:servers",
    ignore: true,
    fn() {},
  });
} else {
  const server = await makeServer(
    "./_postgres_server.ts",
    "postgres://postgres@",
    answers,
  );
  const url = `${server.url}/postgres`;
  Deno.test.afterAll(() => server.stop());
  const subject = {
    name: "postgres",
    recall: 1,
    shared: true,
    async start() {
      await ask(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      return { url, stop: async () => {} };
    },
  };
  contract(subject);
  network(subject, server);
}

async function answers(url: string): Promise<boolean> {
  try {
    await ask(`${url}/postgres`, "SELECT 1");
    return true;
  } catch {
    return false;
  }
}

async function ask(url: string, statement: string): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 2,
    fetch_types: false,
    onnotice() {},
  });
  try {
    await sql.unsafe(statement).simple();
  } finally {
    await sql.end({ timeout: 1 });
  }
}
