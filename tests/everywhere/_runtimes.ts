/** The runtimes that are here, or can be had from npm. */
import { findChromium } from "../browser/_find_chromium.ts";
import type { Place } from "./differences.ts";

/** A runtime of the matrix. */
export interface Runtime {
  place: Place;
  /** With its version, as the matrix shows it. */
  name: string;
  /** The executable. */
  command: string;
  /** What stands before the script. */
  args: string[];
}

/** One that is missing, and why. */
export interface Missing {
  place: Place;
  name: string;
  why: string;
}

/** The versions that are fetched from npm where nothing else is there. */
const PACKAGES = { node20: "node@20.20.0", node22: "node@22.23.3" } as const;
const BUN = "bun@1.4.5";

async function ask(command: string, args: string[]): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command(command, {
      args,
      stdin: "null",
      stderr: "null",
      signal: AbortSignal.timeout(90_000),
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const PATH_AND_VERSION =
  "console.log(process.execPath+' '+(process.versions.bun??process.versions.node))";

async function node(place: "node20" | "node22"): Promise<Runtime | Missing> {
  const major = place.slice("node".length);
  for (
    const [command, ...args] of [
      ["node"],
      ["npx", "--yes", PACKAGES[place]],
    ]
  ) {
    const found = (await ask(command, [...args, "-e", PATH_AND_VERSION]))
      ?.split(" ");
    if (found?.[1]?.startsWith(`${major}.`)) {
      return { place, name: `Node ${found[1]}`, command: found[0], args: [] };
    }
  }
  return {
    place,
    name: `Node ${major}`,
    why: `neither is node ${major} on PATH nor does npx fetch it`,
  };
}

async function bun(): Promise<Runtime | Missing> {
  for (const [command, ...args] of [["bun"], ["npx", "--yes", BUN]]) {
    const found = (await ask(command, [...args, "-e", PATH_AND_VERSION]))
      ?.split(" ");
    if (found?.[1]) {
      return {
        place: "bun",
        name: `Bun ${found[1]}`,
        command: found[0],
        args: [],
      };
    }
  }
  return {
    place: "bun",
    name: "Bun",
    why: "neither is bun on PATH nor does npx fetch it",
  };
}

async function chromium(): Promise<(Runtime | Missing)[]> {
  const kinds = [["page", "page"], ["worker", "Worker"]] as const;
  try {
    const command = await findChromium();
    const version = /[\d.]+/.exec(await ask(command, ["--version"]) ?? "")?.[0]
      ?.split(".")[0];
    return kinds.map(([place, kind]) => ({
      place,
      name: `Chromium ${version ?? ""} ${kind}`.replace("  ", " "),
      command,
      args: [],
    }));
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error);
    return kinds.map(([place, kind]) => ({
      place,
      name: `Chromium ${kind}`,
      why: `no Chromium: ${why.split("\n")[0]}`,
    }));
  }
}

/** Looks for all of them, or for some. */
export async function findRuntimes(
  wanted: (place: Place) => boolean,
): Promise<(Runtime | Missing)[]> {
  const found: (Runtime | Missing)[] = [];
  if (wanted("deno")) found.push(deno());
  for (const place of ["node20", "node22"] as const) {
    if (wanted(place)) found.push(await node(place));
  }
  if (wanted("bun")) found.push(await bun());
  if (wanted("page") || wanted("worker")) found.push(...await chromium());
  return found.filter(({ place }) => wanted(place));
}

function deno(): Runtime {
  return {
    place: "deno",
    name: `Deno ${Deno.version.deno}`,
    command: Deno.execPath(),
    args: [
      "run",
      "--quiet",
      "--no-config",
      "--no-lock",
      "--allow-all",
    ],
  };
}
