/** Every page: copy buttons, the view switch keeps the card, progress. */
/// <reference lib="dom" />
import { play } from "./player.ts";
import { askFirst } from "./predict.ts";
import { learned, markLearned, read, write } from "./store.ts";

const chinese = document.documentElement.lang !== "en";
const say = (zh: string, en: string) => chinese ? zh : en;

function copyButton(box: HTMLElement): void {
  const button = document.createElement("button");
  button.className = "copy";
  button.type = "button";
  button.textContent = say("复制", "Copy");
  button.addEventListener("click", async () => {
    const text = [...box.querySelectorAll("pre")]
      .map((pre) => pre.textContent).join("\n\n") || box.dataset.copy || "";
    await navigator.clipboard.writeText(text);
    button.textContent = say("已复制", "Copied");
    setTimeout(() => button.textContent = say("复制", "Copy"), 1500);
  });
  (box.querySelector("figcaption") ?? box).append(button);
}

for (const box of document.querySelectorAll<HTMLElement>("[data-copy]")) {
  copyButton(box);
}

for (
  const link of document.querySelectorAll<HTMLAnchorElement>("[data-switch]")
) {
  link.addEventListener("click", () => link.hash = location.hash);
}

const cards = [...document.querySelectorAll<HTMLElement>("[data-card]")];
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>(".contents a")]
    .map((link) => [link.hash.slice(1), link]),
);

function progressMeter(): () => void {
  const box = document.createElement("div");
  box.className = "meter";
  const label = document.createElement("label");
  const meter = document.createElement("progress");
  meter.max = cards.length;
  meter.id = "progress";
  label.htmlFor = "progress";
  box.append(label, meter);
  document.querySelector(".contents")?.prepend(box);
  return () => {
    const done = cards.filter((card) => learned(card.id)).length;
    meter.value = done;
    label.textContent = say(
      `已学会 ${done} / ${cards.length}`,
      `${done} of ${cards.length} learned`,
    );
    for (const [id, link] of links) {
      link.classList.toggle("learned", learned(id));
    }
  };
}

if (cards.length > 0) {
  const update = progressMeter();
  for (const card of cards) {
    const button = document.createElement("button");
    button.type = "button";
    const show = () => {
      const yes = learned(card.id);
      button.setAttribute("aria-pressed", String(yes));
      button.textContent = yes
        ? say("✓ 已学会", "✓ Learned")
        : say("我学会了", "I have learned this");
    };
    button.addEventListener("click", () => {
      markLearned(card.id, !learned(card.id));
      show();
      update();
    });
    const row = document.createElement("div");
    row.append(button);
    card.append(row);
    show();
  }
  update();
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    links.get(entry.target.id)?.classList.toggle("here", entry.isIntersecting);
  }
}, { rootMargin: "-20% 0px -60% 0px" });
for (const card of document.querySelectorAll(".card[id]")) seen.observe(card);

const contents = document.querySelector<HTMLDetailsElement>(
  ".contents details",
);
if (contents && matchMedia("(max-width: 60rem)").matches) contents.open = false;

for (const box of document.querySelectorAll<HTMLElement>("[data-predict]")) {
  askFirst(box, say);
}

for (const figure of document.querySelectorAll<HTMLElement>("[data-trace]")) {
  play(figure, say);
}

for (const example of document.querySelectorAll<HTMLElement>("[data-run]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "main-button";
  button.textContent = say("▶ 运行", "▶ Run");
  button.addEventListener("click", async () => {
    button.disabled = true;
    const { openPanel } = await import("./run.ts");
    await openPanel(example);
    button.hidden = true;
    example.querySelector<HTMLElement>(".panel textarea")?.focus();
  });
  example.querySelector(".command")?.prepend(button);
}

const TICKS = "asyncio.checks";
const ticked = new Set(read<string[]>(TICKS, []));
for (const item of document.querySelectorAll<HTMLElement>("[data-check]")) {
  const id = item.dataset.check ?? "";
  const text = item.querySelector("span");
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = ticked.has(id);
  box.addEventListener("change", () => {
    if (box.checked) ticked.add(id);
    else ticked.delete(id);
    write(TICKS, [...ticked].sort());
  });
  text?.replaceWith(label);
  if (text) label.append(box, text);
}

for (const item of document.querySelectorAll<HTMLElement>("[data-done]")) {
  item.classList.toggle("learned", learned(item.dataset.done ?? ""));
}
