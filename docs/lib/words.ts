/** The words of the pages' frame. */
import { mainLanguage, type Text, type View } from "./text.ts";

const WORDS = {
  skip: { zh: "跳到正文", en: "Skip to the text" },
  sections: { zh: "全站导航", en: "Site" },
  views: { zh: "语言", en: "Language" },
  home: { zh: "首页", en: "Home" },
  lesson: { zh: "课程", en: "Lesson" },
  scenarios: { zh: "实战", en: "Scenarios" },
  guides: { zh: "指南", en: "Guides" },
  cards: { zh: "闪卡", en: "Cards" },
  table: { zh: "Python ↔ TS", en: "Python ↔ TS" },
  api: { zh: "API", en: "API" },
  performance: { zh: "性能", en: "Speed" },
  conformance: { zh: "一致性", en: "Conformance" },
  search: { zh: "搜索", en: "Search" },
  onThisPage: { zh: "本页内容", en: "On this page" },
  lessonContents: { zh: "课程目录", en: "The lesson" },
  progress: { zh: "学习进度", en: "Progress" },
  permalink: { zh: "此卡片的链接", en: "Link to this card" },
  previous: { zh: "上一页", en: "Previous" },
  next: { zh: "下一页", en: "Next" },
  output: { zh: "运行输出", en: "Output" },
  terminal: { zh: "终端", en: "Terminal" },
  copy: { zh: "复制", en: "Copy" },
  command: { zh: "运行命令", en: "Run it" },
  source: { zh: "源文件", en: "Source file" },
  edit: { zh: "编辑此页", en: "Edit this page" },
  file: { zh: "本页文件", en: "This page's file" },
  markdown: { zh: "Markdown 版", en: "As Markdown" },
  code: { zh: "代码", en: "Code" },
  predict: { zh: "先预测输出，再看答案", en: "Predict the output first" },
  beginner: { zh: "入门", en: "Beginner" },
  intermediate: { zh: "进阶", en: "Intermediate" },
  advanced: { zh: "高级", en: "Advanced" },
} satisfies Record<string, Text>;

/** The name of a word of the frame. */
export type Word = keyof typeof WORDS;

/** A word in the language of a view's frame. */
export function word(name: Word, view: View): string {
  return WORDS[name][mainLanguage(view)];
}
