/** Addresses inside the site: relative, so that it works under any path. */
import type { View } from "./text.ts";

/** The address of a page in a view: `lesson/core/` in zh is `/zh/lesson/core/`. */
export function urlOf(path: string, view: View): string {
  return `/${view}/${path}`;
}

/**
 * How a page at `from` reaches `to`; both begin with a slash and count from
 * the site's root.
 */
export function relative(from: string, to: string): string {
  const [path, hash] = to.split("#", 2);
  const tail = hash === undefined ? "" : `#${hash}`;
  if (path === from && tail) return tail;
  const start = from.split("/").slice(1, -1);
  const end = path.split("/").slice(1);
  let shared = 0;
  while (
    shared < start.length && shared < end.length - 1 &&
    start[shared] === end[shared]
  ) shared++;
  const up = "../".repeat(start.length - shared);
  return (up + end.slice(shared).join("/") || "./") + tail;
}
