import { assert, assertEquals } from "@std/assert";
import { run } from "../../mod.ts";
import { newVirtualLoop } from "../../loop/testing.ts";
import { LexicalEmbedder } from "../../examples/vector_db/mod.ts";

/** Runs a test with the vectors of some texts. */
function embed(...texts: string[]): Promise<Float32Array[]> {
  return run(() => new LexicalEmbedder().embed(texts), {
    loopFactory: newVirtualLoop,
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** The texts, the one most like the question first. */
async function ranked(question: string, texts: string[]): Promise<string[]> {
  const [query, ...vectors] = await embed(question, ...texts);
  return texts
    .map((text, i) => ({ text, score: cosine(query, vectors[i]) }))
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);
}

Deno.test("vectors are 256 numbers, one unit long, always the same", async () => {
  const texts = ["cancel a task", "怎样取消一个任务", "x", "42", "🦕"];
  const [first, second] = [await embed(...texts), await embed(...texts)];
  assertEquals(first, second);
  for (const vector of first) {
    assertEquals(vector.length, 256);
    assert(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
  }
});

Deno.test("a text without a word has no direction", async () => {
  const vectors = await embed("", "  \n", "?!…{}");
  assertEquals(vectors.map((vector) => Math.hypot(...vector)), [0, 0, 0]);
});

Deno.test("English: what is written alike comes first", async () => {
  assertEquals(
    (await ranked("How do I cancel a task?", [
      "Boil the water.",
      "The event loop has one queue.",
      "Cancelled tasks get an error.",
    ]))[0],
    "Cancelled tasks get an error.",
  );
});

Deno.test("中文：写法相近的排在前面", async () => {
  assertEquals(
    (await ranked("怎样取消一个任务？", [
      "烧一壶开水。",
      "事件循环只有一个队列。",
      "任务被取消时会收到一个错误。",
    ]))[0],
    "任务被取消时会收到一个错误。",
  );
});

Deno.test("case, full width and camelCase make no difference", async () => {
  const [a, b, c] = await embed("create task", "Ｃreate TASK", "createTask");
  assert(cosine(a, b) > 0.999 && cosine(a, c) > 0.999);
});

Deno.test("a question of filler words alone is still one", async () => {
  const [vector] = await embed("what is this");
  assert(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
});
