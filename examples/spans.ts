// @run --allow-net=127.0.0.1 --allow-run=deno
/**
 * A collector for OpenTelemetry in one page of code: runs a program with Deno's
 * tracing on, receives its spans on 127.0.0.1, and draws them. In production
 * Jaeger, Tempo or a vendor's service takes its place; the program stays as it is.
 *
 *     deno run --allow-net=127.0.0.1 --allow-run=deno examples/spans.ts [FLAGS] FILE
 */

interface Span {
  name: string;
  spanId: string;
  parentSpanId: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code: number };
}

interface Traces {
  resourceSpans?: { scopeSpans: { spans: Span[] }[] }[];
}

/** Runs a program, flags and file, and gives its spans. */
async function spansOf(program: string[]): Promise<Span[]> {
  const spans: Span[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => {
      const { resourceSpans = [] } = await request.json() as Traces;
      for (const { scopeSpans } of resourceSpans) {
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      return Response.json({});
    },
  );
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...program],
    env: {
      OTEL_DENO: "true",
      OTEL_DENO_CONSOLE: "ignore",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${server.addr.port}`,
    },
  });
  // Deno sends what is left when the program ends.
  await command.spawn().status;
  return spans;
}

/** The spans, each below its parent: a column for each moment at which one begins or ends. */
function draw(spans: Span[]): string {
  const moments = spans.flatMap((span) => [
    BigInt(span.startTimeUnixNano),
    BigInt(span.endTimeUnixNano),
  ]).sort((one, other) => one < other ? -1 : one > other ? 1 : 0);
  const column = (time: string) => 3 * moments.indexOf(BigInt(time));
  const known = new Set(spans.map(({ spanId }) => spanId));
  const rows: { label: string; bar: string }[] = [];
  const visit = (siblings: Span[], depth: number) => {
    siblings.sort((one, other) =>
      column(one.startTimeUnixNano) - column(other.startTimeUnixNano)
    );
    for (const span of siblings) {
      const from = column(span.startTimeUnixNano);
      const length = column(span.endTimeUnixNano) - from;
      rows.push({
        label: "  ".repeat(depth) + span.name +
          (span.status.code === 2 ? " (failed)" : ""),
        bar: " ".repeat(from) + "├" + "─".repeat(length - 1) + "┤",
      });
      visit(
        spans.filter(({ parentSpanId }) => parentSpanId === span.spanId),
        depth + 1,
      );
    }
  };
  visit(spans.filter(({ parentSpanId }) => !known.has(parentSpanId)), 0);
  const width = Math.max(...rows.map(({ label }) => label.length));
  return rows.map(({ label, bar }) => `${label.padEnd(width)}  ${bar}`)
    .join("\n");
}

if (Deno.args.length === 0) {
  console.error("Which program? Write: spans.ts [FLAGS] FILE");
  Deno.exit(2);
}
const spans = await spansOf(Deno.args);
if (spans.length === 0) {
  console.error(
    "No spans came: run(main, { loopFactory: () => withTelemetry(newEventLoop()) })",
  );
  Deno.exit(1);
}
console.log(draw(spans));
