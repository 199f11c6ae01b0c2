/** A trace as a page that needs nothing else: no script, no request. */
import type { PlayerStep, Trace } from "./trace.ts";
import { toPlayer } from "./_trace_player.ts";

const COLUMN = 26;
const ROW = 34;
const MARGIN = 150;
// Beyond so many steps a picture helps nobody.
const MOST = 2000;

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 1.5rem; max-width: 100%; }
.scroll { overflow-x: auto; }
.lane { stroke: #8884; }
.wait { stroke: #8a8f98; stroke-width: 3; }
.step { fill: #2f6fde; }
.fired { fill: #d9902f; }
.failed, .cancelled { fill: #d0433b; }
.done { fill: #2c9a5b; }
text { fill: currentColor; font-size: 12px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .15rem .8rem .15rem 0; }
tbody tr:nth-child(odd) { background: #8881; }`;

export function toPage(trace: Trace, title: string): string {
  const { lanes, steps } = toPlayer(trace);
  const shown = steps.slice(0, MOST);
  const cut = trace.isCut || shown.length < steps.length
    ? "<p>The run went on; this is its beginning.</p>"
    : "";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p>${lanes.length} tasks, ${steps.length} steps, ${
    steps.at(-1)?.t ?? 0
  } ms on the loop's clock. A block is a step, in order from left to right; a
line is a wait; orange is a timer that falls due.</p>${cut}
<div class="scroll">${picture(lanes, shown)}</div>
<h2>Step by step</h2>
<table>
<thead><tr><th>ms</th><th>task</th><th>then</th><th>line</th><th>ready</th></tr></thead>
<tbody>
${shown.map((step) => row(step, lanes)).join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

function picture(lanes: string[], steps: PlayerStep[]): string {
  const width = MARGIN + steps.length * COLUMN + 20;
  const height = lanes.length * ROW + 30;
  const y = (lane: number) => 30 + lane * ROW + ROW / 2;
  const x = (index: number) => MARGIN + index * COLUMN;
  const parts: string[] = [];
  lanes.forEach((name, lane) => {
    parts.push(
      `<text x="0" y="${y(lane) + 4}">${escape(name)}</text>`,
      `<line class="lane" x1="${MARGIN}" x2="${width}" y1="${y(lane)}" y2="${
        y(lane)
      }"/>`,
    );
  });
  const waiting = new Map<number, number>();
  let time = -1;
  steps.forEach((step, index) => {
    if (step.t !== time) {
      time = step.t;
      parts.push(`<text x="${x(index)}" y="14">${time}</text>`);
    }
    const since = waiting.get(step.lane);
    if (since !== undefined) {
      parts.push(
        `<line class="wait" x1="${x(since) + 16}" x2="${x(index)}" y1="${
          y(step.lane)
        }" y2="${y(step.lane)}"/>`,
      );
    }
    waiting.delete(step.lane);
    if (step.end === undefined) waiting.set(step.lane, index);
    const kind = step.fired ? "fired" : step.end ?? "step";
    parts.push(
      `<rect class="${escape(kind)}" x="${x(index)}" y="${
        y(step.lane) - 9
      }" width="16" height="18" rx="3"><title>${
        escape(`${lanes[step.lane]}: ${saying(step)}`)
      }</title></rect>`,
    );
  });
  return `<svg role="img" aria-label="Tasks as lanes" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${parts.join("\n")}
</svg>`;
}

function row(step: PlayerStep, lanes: string[]): string {
  const cells = [
    String(step.t),
    lanes[step.lane] ?? "",
    saying(step),
    step.line === undefined ? "" : String(step.line),
    step.ready.map((lane) => lanes[lane]).join(", "),
  ];
  return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
}

function saying(step: PlayerStep): string {
  if (step.fired) return "its timer falls due";
  if (step.end !== undefined) return `ends: ${step.end}`;
  return step.wait === undefined ? "runs" : `waits for ${step.wait}`;
}

function escape(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (char) => `&#${char.charCodeAt(0)};`,
  );
}
