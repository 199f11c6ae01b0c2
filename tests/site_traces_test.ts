// @run --allow-read=. --allow-run=deno
// The recorded traces are what the loop does today.
import { assertEquals } from "@std/assert";
import { readTrace, TRACED } from "../docs/lib/trace.ts";
import { recordTrace } from "./tasks/traces.ts";

for (const id of TRACED) {
  Deno.test(`Trace of ${id}`, async () => {
    assertEquals(
      await readTrace(id),
      await recordTrace(id),
      "deno task docs:traces records it anew",
    );
  });
}
