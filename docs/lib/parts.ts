/** Parts that show code, and examples with what they printed. */
import type { Example } from "./examples.ts";
import { CODE_NAMES, type CodeLanguage, highlight } from "./highlight.ts";
import { type Html, markup } from "./html.ts";
import { obstacle } from "./runnable.ts";
import type { Context, Part } from "./site.ts";
import type { Text } from "./text.ts";
import { type Word, word } from "./words.ts";

/** A piece of code. */
export interface Code {
  language: CodeLanguage;
  code: string;
  caption?: Text;
}

/** A box of code that can be scrolled and copied. */
export function codeBox(
  { language, code, caption }: Code,
  context: Context,
): Html {
  const name = caption?.[context.language] ?? CODE_NAMES[language];
  return markup`<figure class="box" data-copy><figcaption>${name}</figcaption><pre class="code" tabindex="0"><code>${
    highlight(
      code,
      language,
    )
  }</code></pre></figure>`;
}

function fenced(language: string, code: string): string {
  return "```" + language + "\n" + code.trimEnd() + "\n```";
}

/** A box of code. */
export function code(
  language: CodeLanguage,
  text: string,
  caption?: Text,
): Part {
  const piece: Code = { language, code: text.trim(), caption };
  return {
    html: (context) => codeBox(piece, context),
    markdown: (lang) =>
      (caption ? `${caption[lang]}\n\n` : "") + fenced(language, piece.code),
  };
}

/** Boxes side by side where there is room. */
export function pair(...parts: Part[]): Part {
  return {
    html: (context) =>
      markup`<div class="pair${parts.length === 3 ? " trio" : ""}">${
        parts.map((part) => part.html(context))
      }</div>`,
    markdown: (language) =>
      parts.map((part) => part.markdown(language)).join("\n\n"),
  };
}

/** What an example printed, as it was recorded. */
export function recorded(example: Example): Text | null {
  if (example.recorded === null) return null;
  const { stdout, stderr, code } = example.recorded;
  const write = (errors: string, exit: string) =>
    [
      stdout.trimEnd(),
      stderr.trim() ? `# ${errors}\n${stderr.trimEnd()}` : "",
      code === 0 ? "" : `# ${exit} ${code}`,
    ].filter(Boolean).join("\n");
  return {
    zh: write("标准错误", "退出码"),
    en: write("standard error", "exit code"),
  };
}

function outputBox(
  output: Text,
  context: Context,
  { ask = false, name = "output" }: { ask?: boolean; name?: Word } = {},
): Html {
  return markup`<figure class="box out"${
    ask ? markup` data-predict` : ""
  }><figcaption>${
    word(name, context.view)
  }</figcaption><pre class="code" tabindex="0"><samp>${
    output[context.language]
  }</samp></pre></figure>`;
}

/** What a program printed. */
export function printed(output: Text): Part {
  return {
    html: (context) => outputBox(output, context),
    markdown: (language) => fenced("text", output[language]),
  };
}

/** The code in steps: prose at the left, its code at the right. */
function steps(example: Example, context: Context): Html {
  return markup`<div class="steps" data-copy>${
    example.blocks.map((step) =>
      markup`<div class="step">${context.prose(step.prose)}${
        step.code === ""
          ? ""
          : markup`<pre class="code" tabindex="0" data-line="${step.line}"><code>${
            highlight(step.code, "ts")
          }</code></pre>`
      }</div>`
    )
  }</div>`;
}

/** The line with the command, the file, and why it cannot run here. */
function commandLine(example: Example, context: Context): Html {
  const why = obstacle(example);
  const command = example.session.length > 0
    ? "" // the terminal shows what was typed
    : markup`<code>${example.command}</code>`;
  return markup`<div class="command">${command}<a href="${
    context.link(`/examples/${example.file}`)
  }">${word("source", context.view)}</a>${
    why ? markup`<span class="quiet small">${context.line(why)}</span>` : ""
  }</div>`;
}

/** How an example is shown. */
export interface ExampleOptions {
  /** The example's recorded trace, drawn. */
  trace?: Part | null;
  /** Whether the reader is asked to predict the output first. */
  ask?: boolean;
}

/** An example: steps, command, output, Python twin, trace. */
export function exampleParts(
  example: Example,
  { trace, ask = false }: ExampleOptions = {},
): Part {
  const same = example.recorded?.stderr.trim() === "";
  const name = example.session.length > 0 ? "terminal" : "output";
  return {
    html(context) {
      const boxes: Html[] = [];
      if (example.python !== null) {
        boxes.push(codeBox({
          language: "py",
          code: example.python.source.trimEnd(),
          caption: same
            ? {
              zh: "Python，输出相同",
              en: "Python, same output",
            }
            : { zh: "Python", en: "Python" },
        }, context));
      }
      const output = recorded(example);
      if (output !== null) {
        boxes.push(outputBox(output, context, { ask, name }));
      }
      return markup`<section class="example" data-example="${example.id}"${
        obstacle(example) === null
          ? markup` data-run="${context.link(`/run/${example.id}.js`)}"`
          : ""
      }><div class="sides${example.python ? " twin" : ""}"><div class="left">${
        steps(example, context)
      }${
        commandLine(example, context)
      }</div><div class="pair">${boxes}</div></div>${
        trace?.html(context)
      }</section>`;
    },
    markdown(language) {
      const output = recorded(example);
      return [
        ...example.blocks.flatMap((step) => [
          step.prose[language],
          step.code === "" ? "" : fenced("ts", step.code),
        ]),
        example.session.length > 0 ? "" : fenced("sh", example.command),
        output === null ? "" : fenced("text", output[language]),
        example.python === null
          ? ""
          : `Python:\n\n${fenced("py", example.python.source)}`,
      ].filter(Boolean).join("\n\n");
    },
  };
}
