/**
 * @title.zh JavaScript 一侧：启动一个服务器
 * @title.en The JavaScript side: start a server
 * @section analogies
 * @card analogy-05-express
 * @run --allow-net=127.0.0.1
 * @difficulty intermediate
 * @twin none
 */

//: zh: Express 里写 `app.listen(3000)`，Deno 里写 `Deno.serve()`。写完就不用管
//: zh: 了：宿主的循环因为这个监听而不退出。
//: en: In Express it is `app.listen(3000)`, in Deno `Deno.serve()`. Nothing
//: en: more to do: the host's loop stays on because of the listener.
const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0, // any free port
  onListen: () => console.log("listening"),
}, () => new Response("hello"));

//: zh: 自己当一次客户，然后关掉，否则这个例子永远不结束。
//: en: Be the client once, then shut down, or this example never ends.
const { port } = server.addr;
const response = await fetch(`http://127.0.0.1:${port}/`);
console.log(response.status, await response.text());
await server.shutdown();
console.log("closed");
