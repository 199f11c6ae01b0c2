// @run --allow-read --allow-run
// Every example runs with exactly the permissions it states and prints what is
// recorded; its Python twin prints the same.
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  type Example,
  ExampleError,
  loadExamples,
  parseExample,
} from "../docs/lib/examples.ts";
import {
  findPython,
  inParallel,
  lineDiff,
  runExample,
  runTwin,
} from "./tasks/_example_run.ts";

/** Runs the work for all and fails with everything that went wrong. */
async function none(
  examples: Example[],
  problem: (example: Example) => Promise<string | null>,
): Promise<void> {
  const problems: string[] = [];
  await inParallel(examples, 3, async (example) => {
    const text = await problem(example);
    if (text !== null) problems.push(`${example.file}: ${text}`);
  });
  if (problems.length > 0) throw new Error(problems.sort().join("\n\n"));
}

const examples = await loadExamples();
const python = await findPython();

// Windows has no Ctrl-\ that a program could answer.
const runnable = examples.filter(({ press }) =>
  press === null || Deno.build.os !== "windows"
);
const left = examples.length - runnable.length;

Deno.test(
  `every example prints what is recorded${
    left > 0 ? ` (${left} left out: keys are no signals on Windows)` : ""
  }`,
  async () => {
    await none(runnable, async (example) => {
      if (example.recorded === null) return "not recorded: deno task record";
      const seen = await runExample(example);
      const show = ({ code, stdout, stderr }: typeof seen) =>
        `exit code ${code}\n--- stdout\n${stdout}--- stderr\n${stderr}`;
      const [was, is] = [show(example.recorded), show(seen)];
      return was === is
        ? null
        : `another output (recorded -, now +)\n${lineDiff(was, is)}`;
    });
  },
);

Deno.test({
  name: python
    ? `every Python twin prints the same, under Python ${python.version}`
    : "no Python 3.11 or later here: the twins are not run, the recordings stand",
  ignore: python === null,
  fn: async () => {
    await none(examples, async ({ python: twin, recorded }) => {
      if (twin === null || recorded === null) return null;
      const seen = await runTwin(python?.command ?? "", twin.file);
      if (seen.stdout === recorded.stdout && seen.code === recorded.code) {
        return null;
      }
      return `its twin differs (TypeScript -, Python +)\n` +
        `${lineDiff(recorded.stdout, seen.stdout)}\n` +
        `exit code ${recorded.code}, Python's ${seen.code}\n${seen.stderr}`;
    });
  },
});

Deno.test("Chinese prose is set as Chinese is", () => {
  const slips = [
    /\p{Script=Han}[\w`(]|[\w`)]\p{Script=Han}/u, // no space at a change of script
    /\p{Script=Han} ?[,.:;?!](?:\s|$|\p{Script=Han})/u, // half-width punctuation
    /[，。：；！？、（）]\s/u, // a space after a full-width one
  ];
  const found: string[] = [];
  for (const { file, title, blocks } of examples) {
    for (const text of [title.zh, ...blocks.map(({ prose }) => prose.zh)]) {
      const bare = text.replaceAll("**", "").replaceAll("\n", "");
      for (const slip of slips) {
        const at = bare.search(slip);
        if (at >= 0) found.push(`${file}: ${bare.slice(at, at + 12)}`);
      }
      // Markdown does not see the end of bold type in `**粗。**字`.
      const parts = text.split("**");
      parts.forEach((part, i) => {
        const closes = i % 2 === 1 && /[，。：；！？]$/.test(part);
        if (closes && /^[^\s，。：；！？]/.test(parts[i + 1])) {
          found.push(`${file}: **${part}**`);
        }
      });
    }
  }
  assertEquals(found, []);
});

Deno.test("`loadExamples()` names every file that the list has and the folder not", async () => {
  const empty = new URL("standins/", import.meta.url);
  const error = await assertRejects(() => loadExamples(empty), ExampleError);
  assertEquals(
    [error.problems.length, error.problems[0]],
    [
      examples.length,
      "examples/principle_01_definition.ts:1: listed, but there is no such file",
    ],
  );
});

const HEAD = `/**
 * @title.zh 标题
 * @title.en Title
 * @section scenarios
 * @card scenario-01-basic
 * @run --allow-net=127.0.0.1 --allow-read=.
 * @difficulty beginner
 */
`;

Deno.test("`parseExample()` gives tags, prose in two languages and code", () => {
  const { id, title, run, wantsTwin, blocks } = parseExample(
    `${HEAD}
//: zh: 第一行，
//: zh: 第二行 with
//: zh: words
//: en: First line,
//: en: second line.
//: en:
//: en: - item
//: en: - item
const a = 1;

// stays code
//: zh: 完
//: en: Done
`,
    "examples/scenario_01_basic.ts",
  );
  assertEquals({ id, title, run, wantsTwin, blocks }, {
    id: "scenario-01-basic",
    title: { zh: "标题", en: "Title" },
    run: ["--allow-net=127.0.0.1", "--allow-read=."],
    wantsTwin: true,
    blocks: [
      {
        prose: {
          zh: "第一行，第二行 with words",
          en: "First line, second line.\n\n- item\n- item",
        },
        code: "const a = 1;\n\n// stays code",
        line: 18,
      },
      { prose: { zh: "完", en: "Done" }, code: "", line: 0 },
    ],
  });
});

Deno.test("`parseExample()` names file and line of each mistake", () => {
  const mistakes = (source: string) =>
    assertThrows(() => parseExample(source, "examples/x.ts"), ExampleError)
      .message.split("\n");
  const good = "//: zh: 文\n//: en: Text\n";
  const seen = [
    mistakes("let a;"),
    mistakes(HEAD.replace("@card", "@crad") + good),
    mistakes(HEAD.replace("Title", "").replace("beginner", "easy") + good),
    mistakes(HEAD + "//: zh: 文\nlet a;\n//: en: Text\n//: fr: Texte"),
    mistakes(HEAD + "let a;\n" + good),
    mistakes(HEAD + good + `// ${"字".repeat(33)}\n//: zh: ${"长".repeat(40)}`),
    mistakes(HEAD + good + "let a;\n\n".repeat(51)),
    mistakes("/**\n * @run allow\n"),
    mistakes(HEAD.replace(" */", " * @session ls\n */") + good),
    mistakes(HEAD.replace(" */", ' * @press "x" Ctrl-C\n */') + good),
    mistakes(
      HEAD.replace(" */", " * @session deno run x.ts\n * @press Ctrl-D\n */") +
        good,
    ),
  ];
  assertEquals(seen, [
    [
      "examples/x.ts:1: an example begins with /** and its tags",
      "examples/x.ts:1: code before any prose",
      "examples/x.ts:1: an example needs prose",
    ],
    [
      "examples/x.ts:5: unknown tag @crad",
      "examples/x.ts:1: @card is missing",
    ],
    [
      "examples/x.ts:3: @title.en says nothing",
      "examples/x.ts:1: @difficulty is one of beginner, intermediate, advanced",
    ],
    [
      "examples/x.ts:9: prose without its en twin",
      "examples/x.ts:12: prose begins with `//: zh:` or `//: en:`",
      "examples/x.ts:11: prose without its zh twin",
    ],
    ["examples/x.ts:9: code before any prose"],
    [
      "examples/x.ts:11: 69 columns, at most 68",
      "examples/x.ts:12: 88 columns, at most 80",
      "examples/x.ts:12: prose without its en twin",
    ],
    ["examples/x.ts:1: 51 lines of code, at most 50"],
    [
      "examples/x.ts:1: the header's comment has no end",
      "examples/x.ts:1: an example needs prose",
    ],
    ["examples/x.ts:1: @session takes a command of deno: ls"],
    ["examples/x.ts:1: @press goes with @session"],
    ['examples/x.ts:1: @press takes "a line", then keys: Ctrl-\\ Ctrl-C'],
  ]);
});
