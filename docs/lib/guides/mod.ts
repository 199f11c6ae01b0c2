/** The guides' text by id; examples/list.ts gives the order. */
import { faq } from "./faq.ts";
import type { GuideText } from "./guide.ts";
import { moving } from "./moving.ts";
import { tools } from "./tools.ts";

/** Every guide. */
export const GUIDE_TEXTS: Readonly<Record<string, GuideText>> = {
  ...tools,
  ...moving,
  ...faq,
};
