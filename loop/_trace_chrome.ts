/** A trace in the Trace Event Format, which Chrome and Perfetto read. */
import type { ChromeEvent, ChromeTrace, Trace } from "./trace.ts";

export function toChromeTrace({ lanes, events }: Trace): ChromeTrace {
  const callbacks = lanes.length;
  const out: ChromeEvent[] = [...lanes, "callbacks"].map((name, tid) => ({
    name: "thread_name",
    ph: "M",
    ts: 0,
    pid: 1,
    tid,
    args: { name },
  }));
  /** The wait of each task that has not ended yet. */
  const waits = new Map<number, ChromeEvent>();
  let last = 0;
  for (const { t, kind, task, note, took, file, line } of events) {
    // Virtual time stands still during a step: a microsecond makes it visible.
    const ts = Math.max(t * 1000, last);
    const tid = task ?? callbacks;
    const place = file === undefined ? {} : { args: { at: `${file}:${line}` } };
    if (kind === "step" || kind === "callback") {
      const wait = waits.get(tid);
      if (wait !== undefined) wait.dur = ts - wait.ts;
      waits.delete(tid);
      const dur = Math.max(1, (took ?? 0) * 1000);
      last = ts + dur;
      out.push({
        name: kind === "step" ? "step" : note ?? "callback",
        cat: kind,
        ph: "X",
        ts,
        dur,
        pid: 1,
        tid,
      });
    } else if (kind === "wait" || kind === "away") {
      if (waits.has(tid)) continue;
      const wait: ChromeEvent = {
        name: note ?? "a promise that is not the loop's",
        cat: "wait",
        ph: "X",
        ts,
        pid: 1,
        tid,
        ...place,
      };
      waits.set(tid, wait);
      out.push(wait);
    } else if (kind === "cancel" || kind === "end") {
      out.push({
        name: kind === "end" ? note ?? "ended" : "cancel()",
        ph: "i",
        ts,
        pid: 1,
        tid,
      });
    }
  }
  for (const wait of waits.values()) wait.dur = last - wait.ts;
  return { traceEvents: out, displayTimeUnit: "ms" };
}
