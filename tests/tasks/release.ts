/**
 * `deno task release`: tags this commit as the version of deno.json, if the
 * tree is clean, CHANGELOG.md tells of the version and the gate passes. The
 * pushed tag is what publishes.
 *
 *     --tag=v1.2.3   a tag that is there: checks the same, makes nothing
 */
import { obstacles } from "./_release.ts";
import { runHere } from "./_step.ts";

async function git(...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args,
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(text.decode(stderr));
  return text.decode(stdout);
}

async function main(): Promise<number> {
  let tag: string | undefined;
  for (const arg of Deno.args) {
    tag = /^--tag=(.+)$/.exec(arg)?.[1];
    if (tag === undefined) throw new Error(`Unknown argument: ${arg}`);
  }
  const { version } = JSON.parse(await Deno.readTextFile("deno.json"));
  const state = async () => ({
    version,
    changelog: await Deno.readTextFile("CHANGELOG.md"),
    status: await git("status", "--porcelain"),
    tags: (await git("tag")).split("\n"),
    tag,
  });
  const refuse = (reasons: string[]) => {
    for (const reason of reasons) console.error(`No release: ${reason}`);
    return reasons.length > 0;
  };
  if (refuse(obstacles(await state()))) return 1;
  if (await runHere(["task", "test"]) !== 0) {
    console.error("No release: the gate fails");
    return 1;
  }
  // The gate leaves no trace, and nobody has touched the tree meanwhile.
  if (refuse(obstacles(await state()))) return 1;
  if (tag !== undefined) return 0;
  await git("tag", "--annotate", `v${version}`, "--message", `v${version}`);
  console.log(
    `Tagged v${version}; publish it with: git push origin v${version}`,
  );
  return 0;
}

Deno.exit(await main());
