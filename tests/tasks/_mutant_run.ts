// Runs the conformance programs on the virtual clock, those whose names match the
// argument first; exits with 1 at the first that prints something else.
import { diff, entries, output } from "../conformance/_suite.ts";

const topic = new RegExp(Deno.args[0] ?? "");
const all = entries().filter(({ translated, clocks, name }) =>
  // Names that a process counts need a Worker.
  translated && clocks.includes("virtual") && !/^04[67]_/.test(name) &&
  !/stream|server|subprocess|process|signal|thread|client/.test(name)
);
all.sort((a, b) => Number(topic.test(b.name)) - Number(topic.test(a.name)));

console.error = () => {};
const failed = () => Deno.exit(1);
addEventListener("unhandledrejection", failed);
for (const entry of all) {
  const { expected, difference } = entry;
  const due = difference && "prints" in difference
    ? difference.prints
    : expected;
  try {
    if (diff(due, await output(entry, "virtual")).length > 0) failed();
  } catch {
    failed();
  }
}
