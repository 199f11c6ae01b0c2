/** Every page of the site, once. */
import { homePage } from "./home_page.ts";
import {
  lessonIndex,
  loadMaterial,
  type Material,
  scenarioList,
  scenarioPages,
  sectionPages,
} from "./lesson_pages.ts";
import { apiPages } from "./api_page.ts";
import { ankiFile, cardsPage } from "./cards_page.ts";
import { guideList, guidePages } from "./guide_pages.ts";
import { conformancePage } from "./conformance_page.ts";
import { performancePage } from "./performance_page.ts";
import { rosettaPage } from "./rosetta_page.ts";
import { runtimesPage } from "./runtimes_page.ts";
import { searchPage } from "./search_page.ts";
import type { SitePage } from "./site.ts";
import { LANGUAGES } from "./text.ts";

/** The pages, in groups that one leafs through. */
export interface Pages {
  home: SitePage;
  /** The lesson from its contents to its end, the scenarios in their place. */
  lesson: SitePage[];
  guides: SitePage[];
  api: SitePage[];
  reference: SitePage[];
  /** Files beside the pages, by address. */
  files: ReadonlyMap<string, string>;
}

async function load(): Promise<Pages> {
  const material: Material = await loadMaterial();
  const sections = sectionPages(material);
  const scenarios = scenarioPages(material);
  const before = sections.findIndex(({ rail }) => rail === "misconceptions") +
    1;
  const guides = guidePages(material);
  const guideContents = guideList(guides);
  const api = await apiPages();
  const performance = await performancePage();
  const reference = [
    cardsPage(material),
    rosettaPage(),
    conformancePage(),
    await runtimesPage(),
    ...performance ? [performance] : [],
    searchPage(),
  ];
  return {
    home: homePage(
      [guideContents, api[0], ...reference].map(({ path, title, summary }) => ({
        path,
        title,
        text: summary,
      })),
      material,
    ),
    lesson: [
      lessonIndex(),
      ...sections.slice(0, before),
      scenarioList(scenarios),
      ...scenarios,
      ...sections.slice(before),
    ],
    guides: [guideContents, ...guides],
    api,
    reference,
    files: new Map(
      LANGUAGES.map((language) => [
        `/anki-${language}.txt`,
        ankiFile(material, language),
      ]),
    ),
  };
}

let pages: Promise<Pages> | undefined;

/** The pages; made once. */
export function allPages(): Promise<Pages> {
  return pages ??= load();
}

/** All of them in one list. */
export function listOf(all: Pages): SitePage[] {
  return [
    all.home,
    ...all.lesson,
    ...all.guides,
    ...all.api,
    ...all.reference,
  ];
}
