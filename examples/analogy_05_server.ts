/**
 * @title.zh asyncio 一侧：在 Event 上一直等的服务器
 * @title.en The asyncio side: a server that waits on an Event
 * @section analogies
 * @card analogy-05-express
 * @run --allow-net=127.0.0.1
 * @difficulty intermediate
 */

//: zh: `main` 一返回，`run()` 就收场。所以服务器的 `main` 要一直等着，直到有人
//: zh: `set()` 那个事件。
//: en: When `main` returns, `run()` packs up. So a server's `main` waits on
//: en: and on, until someone sets the event.
import { createTask, Event, run } from "@asyncio/asyncio";

async function main() {
  const stop = new Event();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => console.log("listening"),
  }, ({ url }) => {
    if (new URL(url).pathname === "/stop") stop.set();
    return new Response("hello");
  });

  const client = createTask(() => visit(server.addr.port));
  await stop.wait(); // for ever, but for the visitor
  await client;
  await server.shutdown();
  console.log("closed");
}

async function visit(port: number) {
  for (const path of ["/", "/stop"]) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    console.log(path, response.status, await response.text());
  }
}

await run(main);
