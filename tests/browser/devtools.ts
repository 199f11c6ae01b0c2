// @run --allow-all
// `trace.measure()` in a real browser: what Chromium's tracing records of it, read
// by the engine of its DevTools, has a track for each task.
import { assertEquals } from "@std/assert";
import * as Engine from "npm:@paulirish/trace_engine@0.0.65/models/trace/trace.js";
import { bundled } from "./_bundled.ts";
import { files, Visit } from "./_site.ts";

const MODULE = JSON.stringify(new URL("../../mod.ts", import.meta.url).href);

const PROGRAM = `
import { createTask, gather, Lock, record, sleep } from ${MODULE};

export async function main() {
  const lock = new Lock();
  const write = async (ms) => {
    using _permit = await lock.acquire();
    await sleep(ms);
  };
  const trace = await record(() =>
    gather([
      createTask(() => write(20), { name: "first" }),
      createTask(() => write(10), { name: "second" }),
    ])
  );
  trace.measure();
}`;

interface Traced {
  traceEvents: Parameters<Engine.TraceModel.Model["parse"]>[0];
}

Deno.test(
  "The performance panel gets a track for each task",
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const scripts = await bundled("program", PROGRAM);
    await using visit = await Visit.begin(new Map([...files, ...scripts]));
    const trace = await visit.open("en/", {}, async (page) => {
      const browser = page.context().browser();
      await browser?.startTracing(page, {
        categories: ["blink.user_timing", "devtools.timeline", "v8.execute"],
      });
      await page.evaluate(
        `import("${visit.root}program/program.js").then(({ main }) => main())`,
      );
      const bytes = await browser?.stopTracing();
      return JSON.parse(new TextDecoder().decode(bytes)) as Traced;
    });
    const model = Engine.TraceModel.Model.createWithAllHandlers();
    await model.parse(trace.traceEvents);
    const tracks = model.parsedTrace()?.data.ExtensionTraceData
      .extensionTrackData ?? [];
    // The clock of a page is coarse: what is equal in time is in no order.
    const seen = tracks.map(({ name, isTrackGroup, entriesByTrack }) => ({
      name,
      isTrackGroup,
      tracks: Object.entries(entriesByTrack).map(([track, entries]) =>
        `${track}: ${entries.map((entry) => entry.name).sort().join(", ")}`
      ).sort(),
    }));
    assertEquals(seen, [{
      name: "asyncio",
      isTrackGroup: true,
      tracks: [
        "Task-1: gather(), step, step",
        "first: sleep(20), step, step",
        "second: Lock#1.acquire(), sleep(10), step, step, step",
      ],
    }]);
    assertEquals(visit.complaints, []);
  },
);
