/** What a test run's JUnit report says, file by file. */

/** One test, step or snippet. */
export interface Case {
  file: string;
  name: string;
  state: "passed" | "failed" | "skipped";
  /** Milliseconds. */
  took: number;
}

const CASE =
  /<testcase\b((?:\s[\w-]+="[^"]*")*)\s*(?:\/>|>([^]*?)<\/testcase>)/g;

const ENTITIES: Record<string, string> = {
  "&quot;": '"',
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The cases of a report as `deno test --junit-path` writes it. */
export function parseReport(xml: string): Case[] {
  return [...xml.matchAll(CASE)].map(([, tag = "", body = ""]) => ({
    // A snippet's file is "./loop/queue.ts#12-20.ts".
    file: attribute(tag, "classname").replace(/^\.\/|#.*$/g, ""),
    name: attribute(tag, "name"),
    state: /<(failure|error)\b/.test(body)
      ? "failed"
      : /<skipped\b/.test(body)
      ? "skipped"
      : "passed",
    took: Number(attribute(tag, "time")) * 1000,
  }));
}

/** The cases of a report that may not have been written. */
export async function readReport(path: string): Promise<Case[]> {
  try {
    return parseReport(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** How many of the cases ended so. */
export function count(cases: Case[], state: Case["state"]): number {
  return cases.filter((one) => one.state === state).length;
}
