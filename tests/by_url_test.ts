// @run --allow-read=mod.ts,loop,$TMPDIR --allow-write=$TMPDIR --allow-net=127.0.0.1 --allow-run=deno
// The module stands alone: imported by URL from an empty folder it needs no
// flag, no permission, no import map and no other package.
import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/** Serves mod.ts and loop/ as a web site would. */
async function serve(request: Request): Promise<Response> {
  const pathname = new URL(request.url).pathname.replace(/^\/copy/, "");
  if (!/^\/(mod|loop\/\w+)\.ts$/.test(pathname)) {
    return new Response(null, { status: 404 });
  }
  return new Response(await Deno.readTextFile(new URL(`.${pathname}`, ROOT)), {
    headers: { "content-type": "application/typescript" },
  });
}

const program = (origin: string) => `
import { currentTask, gather, Queue, run, sleep, taskGroup, timeout } from "${origin}/mod.ts";
import * as copy from "${origin}/copy/mod.ts";
import { newVirtualLoop } from "${origin}/loop/testing.ts";

async function main() {
  const queue = new Queue<string>();
  const both = await taskGroup(async (group) => {
    group.createTask(async () => {
      for await (const item of queue) console.log("got", item);
    });
    await queue.put("a");
    await queue.put("b");
    queue.shutdown();
    return await gather([() => sleep(2, "c"), () => sleep(1, "d")]);
  });
  console.log(both.join(" "));
  await timeout(10, () => sleep(60_000)).catch((error) => console.log(error.name));
}
await run(main);
await run(main, { loopFactory: newVirtualLoop });

// Each copy of the module knows its own tasks, and none of the other's.
await run(async () => {
  currentTask()?.setName("outer");
  await copy.run(async () => {
    copy.currentTask()?.setName("inner");
    const names = async () => {
      await copy.sleep(1);
      console.log(currentTask()?.getName(), copy.currentTask()?.getName());
    };
    await names();
    await copy.createTask(names, { name: "child" });
  });
  await sleep(1);
  console.log(currentTask()?.getName());
});
`;

Deno.test("by URL, from an empty folder, without a flag", async () => {
  const folder = await Deno.makeTempDir();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    serve,
  );
  try {
    const host = `127.0.0.1:${server.addr.port}`;
    const origin = `http://${host}`;
    await Deno.writeTextFile(`${folder}/main.ts`, program(origin));
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      // Deno asks for this flag for a host that is none of the usual sources.
      args: ["run", "--quiet", `--allow-import=${host}`, "main.ts"],
      cwd: folder,
      stdin: "null",
      // A cache of its own: nothing that was fetched before can help.
      env: { DENO_DIR: `${folder}/cache`, NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    const once = ["got a", "got b", "c d", "TimeoutError"];
    assertEquals(
      [text.decode(stderr), ...text.decode(stdout).trim().split("\n"), code],
      ["", ...once, ...once, "outer inner", "outer child", "outer", 0],
    );
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});
