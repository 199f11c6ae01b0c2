/** The two sides of an echo over a connection that is read and written by hand. */
import { listenOptions, message } from "./_worker.ts";

export async function readAll(
  conn: Deno.Conn,
  buffer: Uint8Array,
): Promise<boolean> {
  let have = 0;
  while (have < buffer.length) {
    const count = await conn.read(buffer.subarray(have));
    if (count === null) return false;
    have += count;
  }
  return true;
}

export async function serve(conn: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(message.length);
  while (await readAll(conn, buffer)) await conn.write(buffer);
  conn.close();
}

export async function talk(port: number, rounds: number): Promise<void> {
  const conn = await Deno.connect({ ...listenOptions, port });
  const buffer = new Uint8Array(message.length);
  for (let i = 0; i < rounds; i++) {
    await conn.write(message);
    await readAll(conn, buffer);
  }
  conn.close();
}
