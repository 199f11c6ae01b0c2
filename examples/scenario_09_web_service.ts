/**
 * @title.zh 启动网络服务：同时处理五个请求
 * @title.en Starting a web service: five requests at a time
 * @section scenarios
 * @card scenario-09-web-service
 * @run --allow-net=127.0.0.1
 * @difficulty intermediate
 */

//: zh: 真正的 HTTP 服务器，真正的请求，都在本机回环地址上；端口写 0，由系统挑一
//: zh: 个空闲的。
//: en: A real HTTP server and real requests, on the loopback address; port 0
//: en: lets the system pick a free one.
import * as asyncio from "@asyncio/asyncio";

//: zh: 每个请求都在栅栏前等齐五个人才放行：只有五个请求**同时**在处理，才会有回
//: zh: 答。
//: en: Each request waits at a barrier until five have come: there is an
//: en: answer only if all five are handled **at the same time**.
const five = new asyncio.Barrier(5);

async function handle(request: Request) {
  await five.wait();
  const name = new URL(request.url).searchParams.get("name");
  return new Response(`hello ${name}`);
}

//: zh: 请求来自宿主的循环，不在任何任务里。`loop.createTask()` 把它交给我们的循
//: zh: 环，从此能等待、能取消、能看见。
//: en: Requests come from the host's loop and belong to no task.
//: en: `loop.createTask()` hands each to ours: now it can wait, be cancelled
//: en: and be seen.
async function main() {
  const loop = asyncio.getRunningLoop();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => loop.createTask(() => handle(request)),
  );
  console.log("the service is up");
  try {
    const names = ["Ada", "Alan", "Grace", "Edsger", "Barbara"];
    const replies = await asyncio.gather(
      names.map((name) => () => visit(server.addr.port, name)),
    );
    for (const reply of replies) console.log(reply);
  } finally {
    await server.shutdown();
    console.log("the service is down");
  }
}

async function visit(port: number, name: string) {
  const url = `http://127.0.0.1:${port}/?name=${name}`;
  const response = await fetch(url);
  return `${response.status} ${await response.text()}`;
}

await asyncio.run(main);
