/** A trace as a page that needs nothing else: no script, no request. */
import type { PlayerStep, Trace } from "./trace.ts";
import { escape, kindOf, picture, saying } from "./_trace_picture.ts";
import { toPlayer } from "./_trace_player.ts";

// Beyond so many steps a picture helps nobody.
const MOST = 2000;

const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #17171a);
  --card: light-dark(#fff, #1f1f24);
  --ink: light-dark(#22211e, #ecebe6);
  --soft: light-dark(#6b6860, #a3a19a);
  --line: light-dark(#e4e1d9, #34343b);
  --step: light-dark(#2f62c9, #7ea6f7);
  --fired: light-dark(#c98412, #f0b453);
  --done: light-dark(#23834d, #6fcb96);
  --failed: light-dark(#c3362b, #f58a80);
  --cancelled: light-dark(#8a4ba8, #cf9be8);
  font: 15px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 2.5rem) 4rem; max-width: 90rem;
  background: var(--paper); color: var(--ink); }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .75rem 0; padding: 0;
  list-style: none; color: var(--soft); font-size: 13px; }
.legend i { display: inline-block; width: 12px; height: 12px; border-radius: 3px;
  margin-right: .4rem; vertical-align: -1px; background: var(--color); }
.legend i.round { border-radius: 50%; }
.legend i.dot { width: 6px; height: 6px; border-radius: 50%; vertical-align: 2px; }
.legend i.thin { height: 3px; vertical-align: 3px; }
.picture { display: flex; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; overflow: hidden; }
.picture ul { flex: none; width: clamp(6.5rem, 18vw, 12rem); margin: 0; list-style: none;
  padding: var(--top) 0 0; border-right: 1px solid var(--line); }
.picture li { height: var(--row); padding: 0 .75rem; display: flex; align-items: center;
  font-weight: 600; font-size: 13px; line-height: 1.2; }
.picture b { max-height: 2.4em; overflow: hidden; overflow-wrap: break-word; min-width: 0; }
.scroll { overflow-x: auto; flex: auto; }
svg { display: block; }
.lane { stroke: var(--line); }
line.time { stroke: var(--line); stroke-dasharray: 2 4; }
.wait { stroke: var(--line); stroke-width: 6; }
.turn { stroke: var(--fired); stroke-width: 2; stroke-dasharray: 3 3; }
text { fill: var(--soft); font-size: 11px; }
.what { font-family: ui-monospace, monospace; font-size: 10px; }
path.create { stroke: var(--step); stroke-width: 1.5; fill: none; opacity: .5; }
path.cancel { stroke: var(--cancelled); stroke-width: 1.5; fill: none; stroke-dasharray: 4 3; }
circle.create { fill: var(--card); stroke: var(--step); }
circle.cancel { fill: var(--cancelled); }
circle.prints { fill: var(--ink); stroke: var(--card); }
.step { fill: var(--step); } .fired { fill: var(--fired); } .done { fill: var(--done); }
.failed { fill: var(--failed); } .cancelled { fill: var(--cancelled); }
a:hover rect, a:focus-visible rect { stroke: var(--ink); stroke-width: 2; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px;
  font-variant-numeric: tabular-nums; }
th { font-size: 12px; font-weight: 600; color: var(--soft); }
th, td { text-align: left; padding: .3rem 1rem .3rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; white-space: nowrap; }
td.task { white-space: nowrap; font-weight: 600; }
td i { display: inline-block; width: 8px; height: 8px; border-radius: 2px; margin-right: .5rem;
  background: var(--color); }
samp { display: block; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; }
tr:target { background: light-dark(#fff3d6, #3a3320); }
@media (max-width: 40rem) {
  .ready { display: none; }
  th, td { padding-right: .6rem; }
  td.task { white-space: normal; }
  .picture li { padding: 0 .5rem; font-size: 12px; }
}`;

const LEGEND = [
  ["step", "", "a step"],
  ["fired", "round", "a timer falls due"],
  ["done", "", "the last step: done"],
  ["failed", "", "failed"],
  ["cancelled", "", "cancelled"],
  ["line", "thin", "waits"],
  ["fired", "thin", "ready, waits for its turn"],
  ["ink", "dot", "prints"],
] as const;

export function toPage(trace: Trace, title: string): string {
  const player = toPlayer(trace);
  const { lanes, steps } = player;
  const shown = steps.slice(0, MOST);
  const cut = trace.isCut || shown.length < steps.length
    ? "\n<p><strong>The run went on; this is its beginning.</strong></p>"
    : "";
  const legend = LEGEND.map(([color, shape, text]) =>
    `<li><i class="${shape}" style="--color: var(--${color})"></i>${text}</li>`
  );
  const columns = shown.some(({ line }) => line !== undefined);
  const header = [
    `<th class="number">#</th>`,
    `<th class="number">ms</th>`,
    "<th>task</th>",
    "<th>then</th>",
    columns ? `<th class="number">line</th>` : "",
    `<th class="ready">ready after it</th>`,
  ];
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
<p>${number(lanes.length, "task")}, ${number(steps.length, "step")}, ${
    steps.at(-1)?.t ?? 0
  } ms on the loop's clock. Steps stand in the order in which they ran.</p>${cut}
<ul class="legend">${legend.join("")}</ul>
${picture(player, shown, trace.events)}
<h2>Step by step</h2>
<div class="table"><table>
<thead><tr>${header.join("")}</tr></thead>
<tbody>
${shown.map((step, index) => row(step, index, lanes, columns)).join("\n")}
</tbody>
</table></div>
</body>
</html>
`;
}

function row(
  step: PlayerStep,
  index: number,
  lanes: string[],
  hasLines: boolean,
): string {
  const prints = (step.prints ?? []).map((line) =>
    `<samp>${escape(line)}</samp>`
  );
  const cells = [
    `<td class="number">${index + 1}</td>`,
    `<td class="number">${step.t}</td>`,
    `<td class="task"><i style="--color: var(--${kindOf(step)})"></i>${
      escape(lanes[step.lane] ?? "")
    }</td>`,
    `<td>${escape(saying(step))}${prints.join("")}</td>`,
    hasLines ? `<td class="number">${step.line ?? ""}</td>` : "",
    `<td class="ready">${
      escape(step.ready.map((lane) => lanes[lane]).join(", "))
    }</td>`,
  ];
  return `<tr id="s${index + 1}">${cells.join("")}</tr>`;
}

function number(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
