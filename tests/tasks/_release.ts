/** What stands in the way of a release. */

/** The state of the checkout. */
export interface State {
  /** Of deno.json. */
  version: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
  /** What `git status --porcelain` prints. */
  status: string;
  /** The names of the tags. */
  tags: string[];
  /** The tag that is being published; else it is to be made. */
  tag?: string;
}

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;

/** The text below a version's heading, and its date. */
function section(
  changelog: string,
  name: string,
): { date: string; text: string } | undefined {
  const [, heading, text] = changelog.split(/^## (?=\[)/m)
    .map((part) => /^\[([^\]]+)\](.*)\n([^]*)$/.exec(part))
    .filter((found) => found?.[1] === name)
    .map((found) => ["", found![2]!.trim(), found![3]!.trim()])[0] ?? [];
  if (heading === undefined) return undefined;
  // Links at the foot are of no version.
  const own = text!.replace(/^\[[^\]]+\]: .*$/gm, "").trim();
  return { date: heading.replace(/^- /, ""), text: own };
}

/** One line for each obstacle; none where the release may go on. */
export function obstacles(state: State): string[] {
  const { version, changelog, status, tags, tag } = state;
  const found: string[] = [];
  if (!VERSION.test(version)) {
    found.push(`deno.json: ${version} is no semantic version`);
  }
  if (status.trim() !== "") {
    found.push(`the tree is dirty:\n${status.trimEnd()}`);
  }
  const own = section(changelog, version);
  if (!own) {
    found.push(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD"`);
  } else {
    if (!/^\d{4}-\d\d-\d\d$/.test(own.date)) {
      found.push(`CHANGELOG.md: [${version}] is without its date`);
    }
    if (!/^- /m.test(own.text)) {
      found.push(`CHANGELOG.md: [${version}] lists nothing`);
    }
  }
  if (/^- /m.test(section(changelog, "Unreleased")?.text ?? "")) {
    found.push("CHANGELOG.md: something is still [Unreleased]");
  }
  if (tag !== undefined && tag !== `v${version}`) {
    found.push(`the tag ${tag} is not v${version}, the version of deno.json`);
  }
  if (tag === undefined && tags.includes(`v${version}`)) {
    found.push(`v${version} has been tagged before: raise the version`);
  }
  return found;
}
