// "Connect on first use": two first uses, two connections.
import { gather, sleep } from "../../mod.ts";
import { assertEquals } from "@std/assert";

async function program(cachesPromise: boolean) {
  let connections = 0;
  let connection: number | null = null;
  let connecting: Promise<number> | null = null;
  async function connect() {
    await sleep(0);
    return ++connections;
  }
  async function use(late: boolean) {
    if (late) {
      await sleep(0);
      await sleep(0);
    }
    if (cachesPromise) return await (connecting ??= connect());
    if (connection === null) connection = await connect();
    return connection;
  }
  await gather([() => use(false), () => use(true)]);
  assertEquals(connections, 1);
}

export const main = () => program(false);
export const fixed = () => program(true);
