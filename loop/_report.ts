/** Reports: what the loop has to say to a person, in one format. */
import { isA } from "./errors.ts";
import { report } from "./_host.ts";

/** What a report is made of: the context that exception handlers get. */
export interface ReportParts {
  message: string;
  exception?: unknown;
  [extra: string]: unknown;
}

const here = new URL(".", import.meta.url);
// Bun's stacks have paths, the others' addresses.
const ownFolders = here.protocol === "file:"
  ? [here.href, decodeURI(here.pathname)]
  : [here.href];

/** Whether a line of a stack is the module's or the host's. */
function isInside(line: string): boolean {
  return ownFolders.some((folder) => line.includes(folder)) ||
    / \(?(?:ext|node|native):/.test(line);
}

function framesOfUser(): string[] {
  // Of the usual ten frames all may be the module's own.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  const lines = new Error().stack?.split("\n") ?? [];
  Error.stackTraceLimit = limit;
  const frames: string[] = [];
  for (const line of lines.slice(1)) {
    if (isInside(line)) continue;
    const place = /\(?((?:[a-z-]+:)?[^()\s]*:\d+:\d+)\)?$/.exec(line.trim());
    if (place !== null) frames.push(place[1] as string);
  }
  return frames;
}

/**
 * The place in the user's code that is being run: the nearest stack frame
 * outside of the module, as `file:///x.ts:12:3`.
 */
export function callSite(): string | null {
  return framesOfUser()[0] ?? null;
}

/** That place and all that called it, as far as the runtime knows. */
export function callTrail(): string {
  return framesOfUser().join(" ");
}

// What a program hands over may have no words, or throw when asked for them.
function describe(value: unknown): string {
  try {
    const described = (value as { _describe?(): string } | null)?._describe;
    return typeof described === "function"
      ? described.call(value)
      : String(value);
  } catch {
    return `${
      typeof value === "object" ? "an object" : "a function"
    } that cannot be printed`;
  }
}

function describeError(error: unknown): string {
  if (!isA(error, Error)) return `a non-error was thrown: ${describe(error)}`;
  const own = stackOf(error) ?? describe(error);
  if (!isA(error, AggregateError)) return own;
  const inner = error.errors.map((each) => describeError(each)).join("\n");
  return `${own}\n${indent(inner)}`;
}

function stackOf(error: Error): string | null {
  try {
    return typeof error.stack === "string" ? withoutLoop(error.stack) : null;
  } catch {
    return null;
  }
}

/** Without the lines at its end that say how the loop came to call the user's code. */
function withoutLoop(stack: string): string {
  const lines = stack.split("\n");
  const last = lines.findLastIndex((line) => !isInside(line));
  return last > 0 ? lines.slice(0, last + 1).join("\n") : stack;
}

function indent(text: string): string {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}

/** The text of a report: the message, who, where, the error, one line of advice. */
export function formatReport(parts: ReportParts): string {
  const { message, exception, advice, ...rest } = parts;
  const lines = [`asyncio: ${message}`];
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined || value === null || key === "handle") continue;
    if (!Array.isArray(value)) lines.push(`  ${key}: ${describe(value)}`);
    else lines.push(`  ${key}:`, ...value.map((it) => `    ${describe(it)}`));
  }
  if ("exception" in parts) lines.push(indent(describeError(exception)));
  if (advice !== undefined) lines.push(`  → ${String(advice)}`);
  return lines.join("\n");
}

/** Prints a report to stderr. */
export function printReport(parts: ReportParts): void {
  report(formatReport(parts));
}
