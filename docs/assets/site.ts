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

const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>(".contents a")]
    .map((link) => [link.hash.slice(1), link]),
);

/** What shows the progress, to be brought up to date. */
const shown: (() => void)[] = [];

/** How many of the lesson's cards are learned, wherever one is in it. */
for (const box of document.querySelectorAll<HTMLElement>("[data-progress]")) {
  const ids = box.dataset.progress?.split(" ") ?? [];
  const label = document.createElement("label");
  const meter = document.createElement("progress");
  meter.max = ids.length;
  meter.id = "progress";
  label.htmlFor = meter.id;
  const row = document.createElement("div");
  row.className = "meter";
  row.append(label, meter);
  box.prepend(row);
  shown.push(() => {
    meter.value = ids.filter(learned).length;
    label.textContent = say(
      `已学会 ${meter.value} / ${ids.length} 张`,
      `${meter.value} of ${ids.length} learned`,
    );
  });
}

for (const item of document.querySelectorAll<HTMLElement>("[data-done]")) {
  shown.push(() =>
    item.classList.toggle("learned", learned(item.dataset.done ?? ""))
  );
}

function markButton(id: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  shown.push(() => {
    button.setAttribute("aria-pressed", String(learned(id)));
    button.textContent = learned(id)
      ? say("✓ 已学会", "✓ Learned")
      : say("我学会了", "I have learned this");
  });
  button.addEventListener("click", () => {
    markLearned(id, !learned(id));
    for (const show of shown) show();
  });
  const row = document.createElement("div");
  row.className = "mark";
  row.append(button);
  return row;
}

for (const card of document.querySelectorAll<HTMLElement>("[data-card]")) {
  card.append(markButton(card.id));
}
for (const page of document.querySelectorAll<HTMLElement>("[data-learn]")) {
  page.querySelector(".way")?.before(markButton(page.dataset.learn ?? ""));
}
for (const show of shown) show();

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    links.get(entry.target.id)?.classList.toggle("here", entry.isIntersecting);
  }
}, { rootMargin: "-20% 0px -60% 0px" });
for (const card of document.querySelectorAll(".card[id]")) seen.observe(card);

const contents = document.querySelector<HTMLDetailsElement>(
  ".contents details",
);
const narrow = matchMedia("(max-width: 60rem)");
if (contents && narrow.matches) contents.open = false;
contents?.addEventListener("click", (event) => {
  const onLink = event.target instanceof Element && event.target.closest("a");
  if (onLink && narrow.matches) contents.open = false;
});

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
