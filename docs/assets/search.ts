/** The search page. */
/// <reference lib="dom" />
import type { Found } from "../lib/search.ts";
import { find, termsOf } from "./find.ts";

const form = document.querySelector<HTMLFormElement>("[data-search]");
const field = document.querySelector<HTMLInputElement>("#query");
const list = document.querySelector<HTMLElement>("#results");
const count = document.querySelector<HTMLElement>("#count");
const english = document.documentElement.lang === "en";

let index: Promise<Found[]> | undefined;

function load(): Promise<Found[]> {
  return index ??= fetch(form?.dataset.search ?? "")
    .then((response) => response.json() as Promise<Found[]>);
}

/** The text with the words that were looked for in `<mark>`. */
function marked(text: string, words: readonly string[]): Node[] {
  const escaped = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  if (escaped.length === 0) return [document.createTextNode(text)];
  return text.split(new RegExp(`(${escaped.join("|")})`, "giu")).map(
    (piece, i) => {
      if (i % 2 === 0) return document.createTextNode(piece);
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    },
  );
}

async function show(): Promise<void> {
  const query = field?.value ?? "";
  const all = await load();
  if (query !== field?.value || !list || !count) return;
  const hits = find(all, query);
  const { whole, pairs } = termsOf(query);
  list.replaceChildren(
    ...hits.slice(0, 30).map((hit) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `../${hit.path}`;
      link.append(...marked(hit.card || hit.page, [...whole, ...pairs]));
      const where = document.createElement("small");
      where.textContent = hit.card ? hit.page : "";
      const text = document.createElement("p");
      text.append(...marked(hit.excerpt, [...whole, ...pairs]));
      item.append(link, where, text);
      return item;
    }),
  );
  count.textContent = query.trim() === ""
    ? ""
    : english
    ? `${hits.length} found`
    : `找到 ${hits.length} 处`;
  history.replaceState(
    null,
    "",
    query ? `?q=${encodeURIComponent(query)}` : ".",
  );
}

form?.addEventListener("submit", (event) => event.preventDefault());
field?.addEventListener("input", show);
if (field) {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.focus();
  if (field.value) show();
}
