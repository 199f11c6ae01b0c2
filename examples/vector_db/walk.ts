import { join } from "node:path";
import { sleep } from "../../mod.ts";
import { KNOWN_FILE } from "./chunks.ts";
import { readProblem } from "./user_error.ts";

/** Folders that hold nothing a person wrote; those with a dot, neither. */
const SKIPPED = new Set(["node_modules", "_site"]);

/** Every file below a folder that can be cut, as a path relative to it. */
export async function* walk(root: string): AsyncGenerator<string> {
  const folders = [""];
  for (const folder of folders) {
    await sleep(0); // reading folders is no wait of the loop; this one is
    for (const entry of await readFolder(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory) folders.push(path);
      else if (KNOWN_FILE.test(path) && await isFile(root, path, entry)) {
        yield path;
      }
    }
  }
}

async function readFolder(folder: string): Promise<Deno.DirEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    throw readProblem(folder, error);
  }
}

/** A link counts as what it points to; links to folders could go in circles. */
async function isFile(
  root: string,
  path: string,
  entry: Deno.DirEntry,
): Promise<boolean> {
  if (!entry.isSymlink) return entry.isFile;
  try {
    return (await Deno.stat(join(root, path))).isFile;
  } catch (error) {
    throw readProblem(path, error);
  }
}
