/** The benchmark's results as tables for a terminal. */
import { figures, type Results } from "./_results.ts";
import { type System, systems, workloads } from "./_workloads.ts";

const headings: Record<System, string> = {
  ours: "ours",
  plain: "plain",
  cpython: "CPython",
  uvloop: "uvloop",
  effection: "Effection",
  effect: "Effect",
};

/** Rows of cells under headings; the first column to the left. */
function table(rows: string[][]): string {
  const widths = rows[0].map((_, i) =>
    Math.max(...rows.map((row) => row[i].length))
  );
  const lines = rows.map((row) =>
    row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])
    ).join("  ").trimEnd()
  );
  lines.splice(1, 0, "-".repeat(Math.max(...lines.map((l) => l.length))));
  return lines.join("\n");
}

function number(value: number | undefined, digits = 0): string {
  if (value === undefined) return "-";
  return value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Ours by theirs: "0.21", "14". */
function ratio(ours: number | undefined, theirs: number | undefined): string {
  if (!ours || !theirs) return "-";
  return number(ours / theirs, ours / theirs < 10 ? 2 : 0);
}

function comparison(
  all: Results,
  rows: { name: string; title: string }[],
  time: "cpu" | "wall",
): string {
  const shown = systems.filter((system) => all.systems[system]);
  const body = rows.map(({ name, title }) => {
    const row = figures(all, name, time);
    return [
      title,
      ...shown.map((system) => number(row[system])),
      ratio(row.ours, row.cpython),
      ratio(row.ours, row.plain),
    ];
  });
  const head = ["", ...shown.map((system) => headings[system])];
  return table([[...head, "ours/CPython", "ours/plain"], ...body]);
}

function fairness(all: Results): string {
  const body = all.fairness.map((row) => [
    `${headings[row.system]}, ${number(row.tasks)}`,
    row.echo === null ? "never" : number(row.echo, 2),
    number(row.late, 2),
    number(row.lateMost, 2),
  ]);
  const head = ["spinning tasks", "echo", "timer late", "at most"];
  return table([head, ...body]);
}

function growth(all: Results): string {
  const sizes = [...new Set(all.growth.map(({ n }) => n))];
  const names = [...new Set(all.growth.map(({ workload }) => workload))];
  const body = names.map((name) => [
    name,
    ...sizes.map((size) =>
      number(
        all.growth.find(({ workload, n }) => workload === name && n === size)
          ?.cpu,
      )
    ),
  ]);
  return table([["", ...sizes.map((size) => number(size))], ...body]);
}

function elsewhere(all: NonNullable<Results["elsewhere"]>): string {
  const body = workloads
    .map(({ name, title }) => [
      title,
      ...all.map(({ results }) =>
        number(results.find(({ workload }) => workload === name)?.wall)
      ),
    ])
    .filter((row) => row.some((cell, i) => i > 0 && cell !== "-"));
  return table([["", ...all.map(({ runtime }) => runtime)], ...body]);
}

/** Everything that was found, with what is missing and why below. */
export function report(all: Results): string {
  const { machine } = all;
  const measured = new Set(all.results.map(({ workload }) => workload));
  const rows = workloads.filter(({ name }) => measured.has(name));
  const parts = [
    [
      `${Object.values(all.systems).join(", ")}`,
      `Deno ${machine.deno} on ${machine.cores} cores of ${machine.cpu}, ` +
      `${machine.memoryGiB} GiB, ${machine.os}`,
    ].join("\n"),
  ];
  if (rows.length > 0) {
    const count = Math.min(...all.results.map((r) => r.samples.length));
    parts.push(
      `CPU time, ns per operation (user + system; median of ${count}, ` +
        `below 1 is ahead)\n\n${comparison(all, rows, "cpu")}`,
      `Wall time, ns per operation\n\n${comparison(all, rows, "wall")}`,
    );
  }
  const others = [
    { name: "memory", title: "bytes per suspended task" },
    { name: "cold", title: "cold start to the first line, ms" },
  ].filter(({ name }) => Object.keys(figures(all, name)).length > 0);
  if (others.length > 0) parts.push(comparison(all, others, "cpu"));
  if (all.fairness.length > 0) {
    parts.push(
      "Beside tasks that spin on sleep(0): an echo's median and a 10 ms " +
        `timer, ms\n\n${fairness(all)}`,
    );
  }
  if (all.growth.length > 0) {
    parts.push(
      `How the cost grows: CPU ns per operation of n\n\n${growth(all)}`,
    );
  }
  if (all.elsewhere && all.elsewhere.length > 0) {
    parts.push(
      `This module elsewhere: wall time, ns per operation\n\n${
        elsewhere(all.elsewhere)
      }`,
    );
  }
  if (all.notes.length > 0) {
    parts.push(all.notes.map((note) => `- ${note}`).join("\n"));
  }
  if (all.failures.length > 0) {
    parts.push(all.failures.map((line) => `FAILED ${line}`).join("\n"));
  }
  return parts.join("\n\n");
}
