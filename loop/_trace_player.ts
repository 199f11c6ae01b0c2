/** A trace as the site's player shows it: one step after the other. */
import type { PlayerStep, PlayerTrace, Trace } from "./trace.ts";

export function toPlayer({ lanes, events }: Trace): PlayerTrace {
  const steps: PlayerStep[] = [];
  const ready = new Set<number>();
  const timers = new Set<number>();
  const latest = new Map<number, PlayerStep>();
  let step: PlayerStep | null = null;
  const close = () => {
    if (step !== null) steps.push(step);
    step = null;
  };
  for (const { t, kind, task, note, line, until } of events) {
    if (kind === "step" || kind === "timer" || kind === "callback") close();
    if (task === null) continue;
    const isOwn = step?.lane === task;
    switch (kind) {
      case "step":
      case "timer":
        (kind === "step" ? ready : timers).delete(task);
        step = { t, lane: task, ready: [], timers: [] };
        if (kind === "timer") {
          step.fired = true;
          const line = latest.get(task)?.line;
          if (line !== undefined) step.line = line;
        }
        latest.set(task, step);
        break;
      case "create":
      case "wake":
        timers.delete(task);
        ready.add(task);
        break;
      case "wait":
        if (until !== undefined) timers.add(task);
        if (!isOwn || step === null) break;
        if (note !== undefined) step.wait = note;
        if (line !== undefined) step.line = line;
        break;
      case "print": {
        const printer = latest.get(task);
        if (printer) printer.prints = [...printer.prints ?? [], note ?? ""];
        break;
      }
      case "end":
        ready.delete(task);
        timers.delete(task);
        if (isOwn && step !== null && note !== undefined) step.end = note;
        break;
    }
    // With these a step is over: what follows is no longer of it.
    const ends = kind === "wait" || kind === "away" || kind === "end" ||
      (kind === "wake" && step?.fired);
    if (step !== null && (kind === "timer" || (ends && step.lane === task))) {
      step.ready = [...ready];
      step.timers = [...timers];
    }
  }
  close();
  return { lanes: [...lanes], steps };
}
