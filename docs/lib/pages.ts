/** Every page of the site, once. */
import {
  homePage,
  lessonIndex,
  loadMaterial,
  type Material,
  scenarioList,
  scenarioPages,
  sectionPages,
} from "./lesson_pages.ts";
import type { SitePage } from "./site.ts";

/** The pages, in groups that one leafs through. */
export interface Pages {
  home: SitePage;
  lesson: SitePage[];
  scenarios: SitePage[];
  reference: SitePage[];
}

async function load(): Promise<Pages> {
  const material: Material = await loadMaterial();
  const scenarios = scenarioPages(material);
  const reference: SitePage[] = [];
  return {
    home: homePage(reference.map(({ path, title, summary }) => ({
      path,
      title,
      text: summary,
    }))),
    lesson: [lessonIndex(), ...sectionPages(material)],
    scenarios: [scenarioList(scenarios), ...scenarios],
    reference,
  };
}

let pages: Promise<Pages> | undefined;

/** The pages; made once. */
export function allPages(): Promise<Pages> {
  return pages ??= load();
}

/** All of them in one list. */
export function listOf(all: Pages): SitePage[] {
  return [all.home, ...all.lesson, ...all.scenarios, ...all.reference];
}
