// @run --allow-all
// Ways through the site with the keyboard alone, and what it remembers.
import type { Page } from "npm:playwright-core@1.65.1";
import { assert, assertEquals } from "@std/assert";
import { Visit } from "./_site.ts";

const options = { sanitizeOps: false, sanitizeResources: false };

/** Presses Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(
      "document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''",
    ) as string;
    if (typeof name === "string" ? text.trim() === name : name.test(text)) {
      return;
    }
  }
  throw new Error(`Tab never came to ${name}`);
}

Deno.test("The first Tab skips to the text", options, async () => {
  await using visit = await Visit.begin();
  await visit.open("zh/lesson/core/", {}, async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert(page.url().endsWith("#main"));
  });
});

Deno.test("Switching the language keeps page and card", options, async () => {
  await using visit = await Visit.begin();
  await visit.open(
    "zh/lesson/concepts/#concept-03-nesting",
    {},
    async (page) => {
      await tabTo(page, "English");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/en/lesson/concepts/#concept-03-nesting");
      await tabTo(page, "双语");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/both/lesson/concepts/#concept-03-nesting");
    },
  );
});

Deno.test("Copying code", options, async () => {
  await using visit = await Visit.begin();
  await visit.open("en/python/", {}, async (page) => {
    await tabTo(page, "Copy");
    await page.keyboard.press("Enter");
    await page.getByText("Copied").first().waitFor();
    const text = await page.evaluate(
      "navigator.clipboard.readText()",
    ) as string;
    assert(text.startsWith("import asyncio"), text);
  });
});

Deno.test(
  "Reviewing cards: the key shows, the key grades, the place is kept",
  options,
  async () => {
    await using visit = await Visit.begin();
    await visit.open("en/cards/", {}, async (page) => {
      const status = page.getByRole("status").first();
      const seen: string[] = [await status.innerText()];
      await page.keyboard.press("Space");
      seen.push(
        String(await page.locator("#card-01-what .answer").isVisible()),
      );
      await page.keyboard.press("2");
      seen.push(await status.innerText());
      await page.reload();
      seen.push(await status.innerText());
      seen.push(String(await page.locator("#card-02-steps").isVisible()));
      assertEquals(seen, [
        "10 due of 10, 0 known.",
        "true",
        "9 due of 10, 1 known.",
        "9 due of 10, 1 known.",
        "true",
      ]);
      // Single keys can be switched off.
      await page.getByRole("checkbox").uncheck();
      await page.locator("h1").click();
      await page.keyboard.press("Space");
      assertEquals(
        await page.locator("#card-02-steps .answer").isVisible(),
        false,
      );
    });
  },
);

Deno.test(
  "Cards learned and items ticked are remembered",
  options,
  async () => {
    await using visit = await Visit.begin();
    await visit.open("en/lesson/concepts/", {}, async (page) => {
      await tabTo(page, "I have learned this");
      await page.keyboard.press("Space");
      assertEquals(
        await page.locator(".meter label").innerText(),
        "1 of 47 learned",
      );
      await page.goto(`${visit.root}zh/lesson/core/`);
      assertEquals(
        await page.locator(".meter label").innerText(),
        "已学会 1 / 47 张",
      );
      await page.goto(`${visit.root}en/scenarios/scenario-01-basic/`);
      await tabTo(page, "I have learned this");
      await page.keyboard.press("Enter");
      await page.goto(`${visit.root}en/lesson/`);
      assertEquals(
        await page.locator(".meter label").innerText(),
        "2 of 47 learned",
      );
      assertEquals(
        await page.locator("li.learned").first().innerText(),
        "The event loop is the heart",
      );
      await page.goto(`${visit.root}en/lesson/checklist/`);
      await page.getByLabel("I can say what run is for").check();
      await page.reload();
      assertEquals(
        await page.getByLabel("I can say what run is for").isChecked(),
        true,
      );
    });
  },
);

Deno.test("Search finds Chinese and English words", options, async () => {
  await using visit = await Visit.begin();
  const first = async (view: string, query: string) =>
    await visit.open(`${view}/search/`, {}, async (page) => {
      await page.keyboard.type(query);
      await page.locator("#results li").first().waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => !url.pathname.endsWith("/search/"));
      return new URL(page.url()).pathname.split(`/${view}/`)[1] +
        new URL(page.url()).hash;
    });
  for (const query of ["并发", "超时", "事件循环", "取消任务"]) {
    assert((await first("zh", query)).length > 0, query);
  }
  assertEquals(
    await first("zh", "超时控制"),
    "scenarios/scenario-05-timeout/",
  );
  for (const query of ["concurrent", "timeout", "event loop", "waitFor"]) {
    assert((await first("en", query)).length > 0, query);
  }
});

Deno.test("A prediction is judged by what was recorded", options, async () => {
  await using visit = await Visit.begin();
  await visit.open("en/scenarios/scenario-05-timeout/", {}, async (page) => {
    assertEquals(await page.locator(".out pre").isVisible(), false);
    await page.locator(".predict textarea").fill(
      "fast: connection returned\nfast: 3 hits\nwrong",
    );
    await page.getByRole("button", { name: "Check" }).click();
    assertEquals(
      await page.locator(".predict [role=status]").innerText(),
      "2 of 8 lines right; ✗ marks the others.",
    );
  });
});

Deno.test("Progress is exported as a file", options, async () => {
  await using visit = await Visit.begin();
  await visit.open("en/cards/", {}, async (page) => {
    await page.keyboard.press("Space");
    await page.keyboard.press("3");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export progress" }).click(),
    ]);
    assertEquals(download.suggestedFilename(), "asyncio-cards.json");
  });
});

Deno.test(
  "The player goes through a run step by step, by keyboard",
  options,
  async () => {
    await using visit = await Visit.begin();
    await visit.open("en/lesson/concepts/", {}, async (page) => {
      const figure = page.locator(".trace").first();
      const status = figure.getByRole("status");
      const next = figure.getByRole("button", { name: "Next" });
      await next.focus();
      const seen: string[] = [];
      for (let i = 0; i < 2; i++) {
        await page.keyboard.press("Enter");
        seen.push((await status.innerText()).split(" (line")[0]);
      }
      assertEquals(seen, [
        "1/11 · 0 ms · Task-1 goes on to gather() and waits",
        "2/11 · 0 ms · Task-2 goes on to sleep(1000) and waits",
      ]);
      assertEquals(await figure.locator("dd").allTextContents(), [
        "Task-3, Task-4",
        "Task-2",
        "A starts",
      ]);
      const code = page.locator("[data-line]:has(.at)").first();
      assertEquals(
        (await code.innerText()).includes("await sleep(delay);"),
        true,
        "the step's line is marked in the code",
      );
      await figure.getByRole("slider").fill("11");
      assertEquals(
        (await status.innerText()).startsWith("11/11 · 1000 ms"),
        true,
      );
    });
    await visit.open(
      "en/lesson/concepts/",
      { scripts: false },
      async (page) => {
        const figure = page.locator(".trace").first();
        assertEquals(await figure.getByRole("img").isVisible(), true);
        await figure.locator("summary").click();
        assertEquals(await figure.locator("details li").count(), 11);
      },
    );
  },
);
