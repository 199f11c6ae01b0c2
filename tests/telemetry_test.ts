// @run --allow-net=127.0.0.1 --allow-run=deno
// Tasks as spans, exported by a Deno of its own to a collector of ours.
import { assertEquals, assertStrictEquals } from "@std/assert";
import { newEventLoop, run, sleep, withTelemetry } from "../mod.ts";

interface Span {
  name: string;
  spanId: string;
  parentSpanId: string;
  status: { code: number };
  attributes: { key: string }[];
}

Deno.test("each task is a span, under the span of the task that created it", async () => {
  const spans: Span[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const { resourceSpans = [] } = await request.json();
      for (const { scopeSpans } of resourceSpans) {
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      return Response.json({});
    },
  );
  const module = JSON.stringify(new URL("../mod.ts", import.meta.url).href);
  const code = `
    import { createTask, newEventLoop, run, sleep, withTelemetry } from ${module};
    await run(async () => {
      const outer = createTask(async () => {
        await createTask(() => sleep(5), { name: "inner" });
      }, { name: "outer" });
      const failing = createTask(() => Promise.reject(new Error()), {
        name: "failing",
      });
      const cancelled = createTask(() => sleep(1000), { name: "cancelled" });
      await sleep(1);
      cancelled.cancel();
      await Promise.allSettled([outer, failing, cancelled]);
    }, { loopFactory: () => withTelemetry(newEventLoop()) });`;
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--no-lock",
      "data:application/typescript," + encodeURIComponent(code),
    ],
    env: {
      OTEL_DENO: "true",
      OTEL_DENO_CONSOLE: "ignore",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
      NO_COLOR: "1",
    },
  }).output();
  await server.shutdown();
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  assertEquals(new TextDecoder().decode(stderr), "");
  assertEquals(
    spans.map(({ name, parentSpanId, status, attributes }) =>
      [
        `${names.get(parentSpanId) ?? "-"} > ${name}`,
        status.code === 2 ? "failed" : "",
        ...attributes.map(({ key }) => key),
      ].join(" ").trim()
    ).sort(),
    [
      "- > Task-1",
      "Task-1 > cancelled  asyncio.cancelled",
      "Task-1 > failing failed",
      "Task-1 > outer",
      "outer > inner",
    ],
  );
});

Deno.test("a loop whose program is not observed runs as before", async () => {
  const loop = newEventLoop();
  assertStrictEquals(withTelemetry(loop), loop);
  assertEquals(
    await run(() => sleep(0, "value"), { loopFactory: () => loop }),
    "value",
  );
});
