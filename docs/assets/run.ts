/** The panel that runs an example in the page; loaded when it is asked for. */
/// <reference lib="dom" />
import type { News, Order } from "./worker.ts";

const LIMIT = 5000;
const english = document.documentElement.lang === "en";
const say = (zh: string, en: string) => english ? en : zh;

/** Puts the panel below an example's command line and runs the example. */
export async function openPanel(example: HTMLElement): Promise<void> {
  const source = await (await fetch(example.dataset.run ?? "")).text();
  const base = new URL(".", import.meta.url).href;

  const panel = document.createElement("section");
  panel.className = "panel";
  panel.setAttribute("aria-label", say("在页面里运行", "Run in the page"));
  const editor = document.createElement("textarea");
  editor.value = source;
  editor.rows = Math.min(24, source.split("\n").length + 1);
  editor.spellcheck = false;
  editor.setAttribute(
    "aria-label",
    say("代码，可以改", "Code, yours to change"),
  );
  const output = document.createElement("pre");
  output.className = "code";
  output.tabIndex = 0;
  output.setAttribute("role", "log");
  output.setAttribute("aria-label", say("输出", "Output"));
  const state = document.createElement("span");
  state.className = "quiet";
  state.setAttribute("role", "status");

  let worker: Worker | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = (text: string) => {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
    state.textContent = text;
  };
  const print = (text: string, kind: "out" | "err") => {
    const line = document.createElement("samp");
    line.textContent = `${text}\n`;
    if (kind === "err") line.className = "err";
    output.append(line);
  };
  const run = () => {
    stop("");
    output.replaceChildren();
    state.textContent = say("运行中…", "Running…");
    const began = performance.now();
    worker = new Worker(new URL("worker.js", base), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.kind !== "end") return print(data.text, data.kind);
      const took = ((performance.now() - began) / 1000).toFixed(2);
      stop(
        data.failed
          ? say(`出错了，用时 ${took} 秒`, `Failed after ${took} s`)
          : say(`完成，用时 ${took} 秒`, `Done in ${took} s`),
      );
    };
    worker.onerror = (event) => {
      print(event.message, "err");
      stop(say("出错了", "Failed"));
    };
    const order: Order = { code: editor.value, base };
    worker.postMessage(order);
    timer = setTimeout(
      () =>
        stop(
          say(
            "超过 5 秒，已停止：页面里的程序只给这么久。",
            "Stopped after 5 s: a program in the page gets no more.",
          ),
        ),
      LIMIT,
    );
  };

  const button = (text: string, act: () => void, name = "") => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = name;
    made.addEventListener("click", act);
    return made;
  };
  const bar = document.createElement("div");
  bar.className = "actions";
  bar.append(
    button(say("再运行", "Run again"), run, "main-button"),
    button(say("还原代码", "Reset the code"), () => editor.value = source),
    button(
      say("停止", "Stop"),
      () => stop(say("已停止", "Stopped")),
    ),
    state,
  );
  const note = document.createElement("p");
  note.className = "quiet small";
  note.textContent = say(
    "同一份模块，在你的浏览器里：类型已去掉，数据库在内存里。",
    "The same module in your browser: types removed, the database in memory.",
  );
  panel.append(editor, bar, output, note);
  example.querySelector(".command")?.after(panel);
  run();
}
