/** Section 10: the whole in one sentence. */
import { say, type SectionText } from "./card.ts";

/** The section's text. */
export const summary: SectionText = {
  title: { zh: "一句话总结", en: "The whole in one sentence" },
  summary: {
    zh: "如果只带走一句。",
    en: "If you take one thing along.",
  },
  cards: {
    "summary-sentence": {
      title: { zh: "带走这一句", en: "Take this along" },
      emoji: "🏁",
      before: say([
        "> 程序的最外面写一次 `run(main)`，里面一路 `await`；开门、跑完、打扫，循环都替你记着。",
      ], [
        "> Write `run(main)` once, on the outside, and `await` all the way inside: opening, running and sweeping up are remembered for you.",
      ]),
    },
  },
};
