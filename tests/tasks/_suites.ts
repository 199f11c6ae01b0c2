/**
 * Which lock file goes with which file.
 *
 * Whatever a lock names, Deno downloads as soon as a program needs one package
 * of it. So the root's holds what `deno task start` needs, and what else is
 * used has locks of its own: a package is downloaded by who runs its suite.
 */

/** Files that need packages, and the lock of these. */
export interface Suite {
  name: string;
  lock: string;
  /** What its files import by a name that Deno cannot see. */
  hidden?: RegExp;
}

/** Tests and site: small packages; part of the gate. */
export const GATE: Suite = { name: "gate", lock: "tests/deno.lock" };

const OTHERS: readonly (Suite & { files: RegExp })[] = [
  {
    name: "bench",
    lock: "tests/bench/deno.lock",
    files: /^tests\/bench\/(cold\/)?eff/,
  },
  {
    name: "chromium",
    lock: "tests/browser/chromium.lock",
    files: /^tests\/browser\/_chromium\.ts$/,
  },
  {
    name: "browser",
    lock: "tests/browser/deno.lock",
    files: /^tests\/browser\//,
    hidden: /^docs\/lib\//,
  },
  {
    name: "chroma",
    lock: "tests/vector_db/deno.lock",
    files: /^(examples|tests)\/vector_db\/chroma(_test)?\.ts$/,
    hidden: /^examples\/vector_db\/sqlite_store\.ts$/, // seen by type checks
  },
];

/** What the servers of tests/vector_db/ import by names that Deno cannot see. */
export const SERVERS = {
  lock: "tests/vector_db/servers.lock",
  files: ["tests/vector_db/_postgres_server.ts"],
};

/** All of them, the gate's first. */
export const SUITES: readonly Suite[] = [GATE, ...OTHERS];

/** The suite of a file, by its path from the root. */
export function suiteOf(path: string): Suite {
  return OTHERS.find(({ files }) => files.test(path)) ?? GATE;
}

/** Files by suite, in the order of the suites. */
export function bySuite(paths: readonly string[]): [Suite, string[]][] {
  return SUITES
    .map((suite): [Suite, string[]] => [
      suite,
      paths.filter((path) => suiteOf(path) === suite),
    ])
    .filter(([, files]) => files.length > 0);
}
