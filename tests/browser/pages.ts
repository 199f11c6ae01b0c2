// @run --allow-all
// Every kind of page: accessible, inside its width, readable without scripts.
import axe from "npm:axe-core@4.14.1";
import { assertEquals } from "@std/assert";
import { type Page, Visit } from "./_site.ts";

/** One page of each kind. */
const KINDS = [
  "",
  "lesson/",
  "lesson/core/",
  "lesson/concepts/",
  "lesson/analogies/",
  "lesson/checklist/",
  "scenarios/",
  "scenarios/scenario-05-timeout/",
  "guides/guide-07-commands/",
  "guides/guide-12-faq/",
  "cards/",
  "python/",
  "api/",
  "api/verbs/",
  "conformance/",
  "performance/",
  "runtimes/",
  "search/",
];

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

const options = { sanitizeOps: false, sanitizeResources: false };

/** Rules that look at colours: the others find the same in the dark. */
const OF_COLOUR = ["color-contrast", "link-in-text-block"];

type Looks = readonly (readonly [
  width: number,
  schemes: readonly ("light" | "dark")[],
])[];

const LOOKS: Looks = [[1280, ["light", "dark"]], [320, ["light", "dark"]]];

/** Two languages side by side are made of what the pages of one have. */
const LOOKS_OF_BOTH: Looks = [[1280, ["light"]], [320, ["dark", "light"]]];

/** What is wrong with a page as it stands. */
async function look(
  page: Page,
  state: string,
  looks: Looks,
): Promise<string[]> {
  const found: string[] = [];
  for (const [width, schemes] of looks) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      "document.documentElement.scrollWidth - innerWidth",
    );
    if (Number(over) > 0) found.push(`${width}: ${over} px too wide`);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const rules = colorScheme === "light" ? "" : `,
        runOnly: { type: "rule", values: ${JSON.stringify(OF_COLOUR)} }`;
      const violations = await page.evaluate(
        `axe.run({ resultTypes: ["violations"]${rules} })
          .then((result) => result.violations)`,
      ) as Violation[];
      for (const { id, nodes } of violations) {
        found.push(
          `${state} ${width} ${colorScheme} ${id} (${nodes.length}): ${
            nodes[0].html.slice(0, 160)
          } ${nodes[0].failureSummary?.split("\n")[1] ?? ""}`,
        );
      }
    }
  }
  return found;
}

/** Looks at a page with everything open, and closed where that differs. */
async function inspect(visit: Visit, path: string): Promise<string[]> {
  const looks = path.startsWith("both/") ? LOOKS_OF_BOTH : LOOKS;
  return await visit.open(path, {}, async (page) => {
    // As a string: the page's policy allows no other way in.
    await page.evaluate(axe.source);
    const set = (open: boolean) =>
      page.evaluate(
        `[...document.querySelectorAll("main details")].map((one) => one.open = ${open}).length`,
      );
    const found: string[] = [];
    if (Number(await set(false)) > 0) {
      found.push(...await look(page, "closed", looks));
    }
    await set(true);
    return [...found, ...await look(page, "open", looks)];
  });
}

Deno.test(
  "Every kind of page, narrow and wide, light and dark, open and closed: no axe violation, no overflow",
  options,
  async (t) => {
    await using visit = await Visit.begin();
    const paths = ["zh", "en", "both"].flatMap((view) =>
      KINDS.map((kind) => `${view}/${kind}`)
    );
    const found = new Map<string, string[]>();
    // Two pages at a time.
    const queue = paths.values();
    await Promise.all([0, 1].map(async () => {
      for (const path of queue) found.set(path, await inspect(visit, path));
    }));
    for (const path of paths) {
      await t.step(path, () => assertEquals(found.get(path), []));
    }
    await t.step("no page complained or asked anyone else", () => {
      assertEquals(visit.complaints, []);
    });
  },
);

Deno.test("Chooser and 404 are accessible, too", options, async () => {
  await using visit = await Visit.begin();
  for (const path of ["", "404.html", "no/such/page/"]) {
    await visit.open(path, { width: 320 }, async (page) => {
      await page.evaluate(axe.source);
      const violations = await page.evaluate(
        "axe.run().then((result) => result.violations.map((one) => one.id))",
      );
      assertEquals([path, violations], [path, []]);
    });
  }
});

Deno.test(
  "Without scripts every text can be read and every answer opened",
  options,
  async () => {
    await using visit = await Visit.begin();
    const look = { scripts: false };
    await visit.open(
      "zh/scenarios/scenario-05-timeout/",
      look,
      async (page) => {
        assertEquals(await page.locator(".out pre").isVisible(), true);
        assertEquals(
          await page.getByRole("button").count(),
          0,
          "a button that does nothing",
        );
      },
    );
    await visit.open("en/cards/", look, async (page) => {
      assertEquals(await page.locator(".flash:visible").count() > 30, true);
      await page.locator("#card-01-what summary").click();
      assertEquals(
        await page.locator("#card-01-what .answer").isVisible(),
        true,
      );
    });
    await visit.open("en/search/", look, async (page) => {
      assertEquals(
        await page.getByRole("link", { name: "list of the lesson" })
          .isVisible(),
        true,
      );
    });
  },
);
