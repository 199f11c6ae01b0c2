/** The checklist: seven items, each with the card that proves it. */
import { say, type SectionText } from "./card.ts";
import type { Text } from "../text.ts";

/** What a learner should be able to say, and where to look it up. */
export interface CheckItem {
  /** Stands in learners' stored progress; never changes. */
  id: string;
  text: Text;
  /** The card that proves it. */
  card: string;
}

/** The seven items. */
export const ITEMS: readonly CheckItem[] = [
  {
    id: "check-1-purpose",
    text: {
      zh: "我说得清 run 是为了什么",
      en: "I can say what run is for",
    },
    card: "principle-02-starter",
  },
  {
    id: "check-2-steps",
    text: {
      zh: "我知道它依次做了哪些事",
      en: "I know what it does, step by step",
    },
    card: "concept-02-run",
  },
  {
    id: "check-3-structure",
    text: {
      zh: "我能默写标准结构：一个 main，一次 run",
      en: "I can write the standard structure from memory",
    },
    card: "minimal-02-structure",
  },
  {
    id: "check-4-nesting",
    text: {
      zh: "我明白为什么不能嵌套",
      en: "I understand why it cannot be nested",
    },
    card: "concept-03-nesting",
  },
  {
    id: "check-5-debug",
    text: {
      zh: "我会用调试模式找到忘掉的 await",
      en: "I can find a forgotten await with debug mode",
    },
    card: "minimal-04-debug",
  },
  {
    id: "check-6-notebook",
    text: {
      zh: "我知道在笔记本里该怎么写",
      en: "I know what to write in a notebook",
    },
    card: "card-08-notebook",
  },
  {
    id: "check-7-entry",
    text: {
      zh: "我能写出一个完整的异步程序入口",
      en: "I can write a complete asynchronous entry point",
    },
    card: "scenario-10-application",
  },
];

/** The section's text. */
export const checklist: SectionText = {
  title: { zh: "学习检查清单", en: "Checklist" },
  summary: {
    zh: "七条，条条能指到证明它的那张卡片。",
    en: "Seven items; each leads to the card that proves it.",
  },
  cards: {
    "checklist-items": {
      title: { zh: "七条都打勾了吗？", en: "Can you tick all seven?" },
      emoji: "☑️",
      before: say(["勾选只保存在这个浏览器里。"], [
        "Your ticks stay in this browser.",
      ]),
    },
  },
};
