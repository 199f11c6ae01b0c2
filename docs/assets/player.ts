/** The player: steps through what the loop did. */
/// <reference lib="dom" />

interface Moment {
  t: string;
  say: string;
  code?: string;
  line?: number;
  prints?: string[];
  ready: string[];
  timers: string[];
}

/** Adds the controls to a picture of a trace. */
export function play(
  figure: HTMLElement,
  say: (zh: string, en: string) => string,
): void {
  const { steps } = JSON.parse(figure.dataset.trace ?? "{}") as {
    steps: Moment[];
  };
  const blocks = [...figure.querySelectorAll<SVGRectElement>(".steps rect")];
  const scroller = figure.querySelector<HTMLElement>(".wide");
  let at = -1;

  const make = <K extends keyof HTMLElementTagNameMap>(
    name: K,
    className = "",
  ) => {
    const made = document.createElement(name);
    made.className = className;
    return made;
  };
  const slider = make("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(steps.length);
  slider.value = "0";
  slider.setAttribute("aria-label", say("第几步", "Which step"));
  const now = make("p", "said");
  now.setAttribute("role", "status");
  const queues = make("dl", "queues");

  const cell = (name: string, ...values: Node[]) => {
    const box = make("div");
    const term = make("dt");
    term.textContent = name;
    const value = make("dd");
    value.append(...values.length > 0 ? values : ["–"]);
    box.append(term, value);
    return box;
  };
  const chips = (names: string[]) =>
    names.flatMap((name, i) => {
      const made = make("span", "chip");
      made.textContent = name;
      if (i === 0) return [made];
      const comma = make("span", "hide");
      comma.textContent = say("、", ", ");
      return [comma, made];
    });
  const lines = (texts: string[]) => {
    const made = make("samp");
    made.textContent = texts.join("\n") || "–";
    return made;
  };

  // The line that the step stands on, marked in the example's code.
  const pieces = [
    ...figure.closest(".example")?.querySelectorAll<HTMLElement>(
      "[data-line]",
    ) ?? [],
  ];
  const marker = make("span", "at");
  const showLine = (line: number | undefined) => {
    marker.remove();
    if (line === undefined) return;
    const piece = pieces.findLast((one) => Number(one.dataset.line) <= line);
    if (!piece) return;
    const { paddingTop, lineHeight } = getComputedStyle(piece);
    const row = line - Number(piece.dataset.line);
    marker.style.top = `${
      parseFloat(paddingTop) + row * parseFloat(lineHeight)
    }px`;
    piece.append(marker);
  };

  const go = (to: number) => {
    at = Math.max(-1, Math.min(steps.length - 1, to));
    slider.value = String(at + 1);
    blocks.forEach((block, i) => {
      block.classList.toggle("now", i === at);
      block.classList.toggle("later", at >= 0 && i > at);
    });
    if (at < 0) {
      now.textContent = say("按“下一步”开始。", "Press Next to begin.");
      queues.replaceChildren(
        cell(say("就绪队列", "Ready queue")),
        cell(say("定时器", "Timers")),
        cell(say("已打印", "Printed")),
      );
      showLine(undefined);
      return;
    }
    const step = steps[at];
    slider.setAttribute("aria-valuetext", step.say);
    now.textContent = `${at + 1}/${steps.length} · ${step.t} ms · ${step.say}`;
    if (step.code) {
      const code = make("code");
      code.textContent = step.code;
      now.append(
        say(`（第 ${step.line} 行：`, ` (line ${step.line}: `),
        code,
        say("）", ")"),
      );
    }
    const printed = steps.slice(0, at + 1).flatMap((one) => one.prints ?? []);
    queues.replaceChildren(
      cell(say("就绪队列", "Ready queue"), ...chips(step.ready)),
      cell(say("定时器", "Timers"), ...chips(step.timers)),
      cell(say("已打印", "Printed"), lines(printed.slice(-4))),
    );
    showLine(step.line);
    const x = Number(blocks[at]?.getAttribute("x"));
    if (
      scroller &&
      (x < scroller.scrollLeft + 130 ||
        x > scroller.scrollLeft + scroller.clientWidth - 60)
    ) {
      scroller.scrollLeft = x - scroller.clientWidth / 2;
    }
  };
  const button = (text: string, name: string, act: () => void) => {
    const made = make("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };
  slider.addEventListener("input", () => go(Number(slider.value) - 1));
  const bar = make("div", "actions");
  bar.append(
    button("|◀", say("回到开头", "To the beginning"), () => go(-1)),
    button("◀", say("上一步", "Step back"), () => go(at - 1)),
    button(
      say("下一步 ▶", "Next ▶"),
      say("下一步 ▶", "Next ▶"),
      () => go(at + 1),
    ),
    slider,
  );
  const panel = make("div", "player");
  panel.append(bar, now, queues);
  (figure.querySelector(".legend") ?? scroller)?.after(panel);
  go(-1);
}
