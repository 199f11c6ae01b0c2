/** The flash cards: one at a time, graded, kept in this browser. */
/// <reference lib="dom" />
import { dueCards, type Grade, grade, type Place } from "./leitner.ts";
import { read, write } from "./store.ts";

const KEY = "asyncio.cards";
const KEYS = "asyncio.keys";
const english = document.documentElement.lang === "en";
const say = (zh: string, en: string) => english ? en : zh;

const cards = new Map(
  [...document.querySelectorAll<HTMLElement>("[data-flash]")]
    .map((card) => [card.dataset.flash ?? "", card]),
);
let places = read<Record<string, Place>>(KEY, {});
let current: HTMLElement | null = null;
let all = false;

const desk = document.createElement("div");
desk.className = "desk";
const status = document.createElement("p");
status.setAttribute("role", "status");

function button(text: string, act: () => void, name = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = name;
  made.addEventListener("click", act);
  return made;
}

const grades: [Grade, string, string][] = [
  ["again", "1", say("忘了", "Forgot")],
  ["good", "2", say("记得", "Knew it")],
  ["easy", "3", say("很熟", "Easy")],
];

const reveal = button(
  say("看答案", "Show the answer"),
  () => open(),
  "main-button",
);
const gradeButtons = grades.map(([name, key, text]) => {
  const made = button(text, () => answer(name));
  const hint = document.createElement("kbd");
  hint.textContent = key;
  hint.setAttribute("aria-hidden", "true");
  made.append(hint);
  return made;
});
const deck = document.createElement("select");
deck.setAttribute("aria-label", say("哪一组", "Which deck"));
for (
  const [value, text] of [
    ["lesson", say("课程十张", "The lesson’s ten")],
    ["python", "Python → TypeScript"],
    ["", say("全部", "All")],
  ]
) deck.add(new Option(text, value));

const keys = document.createElement("input");
keys.type = "checkbox";
keys.checked = read(KEYS, true);
keys.addEventListener("change", () => write(KEYS, keys.checked));
const keysLabel = document.createElement("label");
keysLabel.append(
  keys,
  say("键盘：空格翻面，1 2 3 打分", "Keys: space shows, 1 2 3 grade"),
);

function inDeck(): string[] {
  return [...cards.keys()].filter((id) =>
    deck.value === "" || cards.get(id)?.dataset.deck === deck.value
  );
}

function open(): void {
  const details = current?.querySelector("details");
  if (!details) return;
  details.open = true;
  reveal.hidden = true;
  for (const one of gradeButtons) one.hidden = false;
  gradeButtons[1].focus();
}

function answer(how: Grade): void {
  const id = current?.dataset.flash;
  if (id === undefined) return;
  places[id] = grade(places[id], how, Date.now());
  write(KEY, places);
  show();
  (reveal.hidden ? allButton : reveal).focus();
}

function show(): void {
  const ids = inDeck();
  const due = dueCards(ids, places, Date.now());
  current = all ? null : cards.get(due[0]) ?? null;
  for (const [id, card] of cards) {
    card.hidden = all ? !ids.includes(id) : card !== current;
    const details = card.querySelector("details");
    if (details) details.open = false;
  }
  reveal.hidden = current === null;
  for (const one of gradeButtons) one.hidden = true;
  const known = ids.filter((id) => (places[id]?.box ?? 0) > 0).length;
  status.textContent = due.length === 0
    ? say(
      `今天的都复习完了。${ids.length} 张里记住了 ${known} 张。`,
      `Done for now. ${known} of ${ids.length} are known.`,
    )
    : say(
      `待复习 ${due.length} 张，共 ${ids.length} 张，记住了 ${known} 张。`,
      `${due.length} due of ${ids.length}, ${known} known.`,
    );
  allButton.textContent = all
    ? say("一张一张复习", "Review one by one")
    : say("全部摊开", "Lay them all out");
}

const allButton = button("", () => {
  all = !all;
  show();
});
const save = button(say("导出进度", "Export progress"), () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(places, null, 2)], { type: "application/json" }),
  );
  link.download = "asyncio-cards.json";
  link.click();
  URL.revokeObjectURL(link.href);
});
const reset = button(say("清除进度", "Reset progress"), () => {
  if (!confirm(say("从头开始？", "Start over?"))) return;
  places = {};
  write(KEY, places);
  show();
});

deck.addEventListener("change", show);
document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.matches("select, input, textarea, a, summary")) return;
  if (event.key === " " && current && !reveal.hidden) {
    event.preventDefault();
    open();
  }
  const chosen = grades.find(([, key]) => key === event.key);
  if (chosen && !gradeButtons[0].hidden) answer(chosen[0]);
});

const row = (...parts: Node[]) => {
  const made = document.createElement("div");
  made.className = "actions";
  made.append(...parts);
  return made;
};
const place = document.querySelector("#desk");
desk.append(row(deck, status));
place?.append(desk);
const grading = row(reveal, ...gradeButtons);
grading.classList.add("grades");
document.querySelector("#grades")?.append(grading);
document.querySelector("#settings")?.append(
  row(allButton, save, reset, keysLabel),
);
show();
