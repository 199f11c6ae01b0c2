/** "Predict the output": the reader writes lines, the recorded ones judge. */
/// <reference lib="dom" />

type Say = (zh: string, en: string) => string;

/** Which of the lines are right; what is too much is wrong. */
export function judge(
  guess: string,
  truth: string,
): { line: string; right: boolean }[] {
  const clean = (text: string) =>
    text.trimEnd().split("\n").map((line) => line.trimEnd());
  const lines = clean(guess);
  return clean(truth).map((line, i) => ({ line, right: lines[i] === line }));
}

/** Hides an output until the reader has guessed, or asks to see it. */
export function askFirst(box: HTMLElement, say: Say): void {
  const output = box.querySelector("pre");
  if (!output) return;
  const truth = output.textContent ?? "";
  const form = document.createElement("div");
  form.className = "predict";
  const field = document.createElement("textarea");
  field.rows = Math.min(8, truth.split("\n").length);
  const label = document.createElement("label");
  const text = document.createElement("span");
  text.textContent = say(
    "先猜：它会打印哪几行？",
    "Guess first: which lines will it print?",
  );
  label.append(text, field);
  const result = document.createElement("p");
  result.setAttribute("role", "status");
  const button = (name: string, act: () => void, main = false) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    if (main) made.className = "main-button";
    made.addEventListener("click", act);
    return made;
  };
  const reveal = () => {
    output.hidden = false;
    buttons.hidden = true;
    label.hidden = true;
  };
  const buttons = document.createElement("div");
  buttons.className = "actions";
  buttons.append(
    button(say("对答案", "Check"), () => {
      const lines = judge(field.value, truth);
      const right = lines.filter((line) => line.right).length;
      result.textContent = right === lines.length
        ? say("全对。", "All of it right.")
        : say(
          `${lines.length} 行里对了 ${right} 行；✗ 是没猜到的。`,
          `${right} of ${lines.length} lines right; ✗ marks the others.`,
        );
      const samp = document.createElement("samp");
      samp.textContent = lines.map(({ line, right }) =>
        `${right ? "✓" : "✗"} ${line}`
      ).join("\n");
      output.replaceChildren(samp);
      reveal();
    }, true),
    button(say("直接看", "Just show it"), reveal),
  );
  form.append(label, buttons, result);
  output.hidden = true;
  output.before(form);
}
