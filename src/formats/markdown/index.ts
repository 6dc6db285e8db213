/** A plan as a page of Markdown, for reports and review: written only. */

import { fail, ok } from "../../core/result.ts";
import type { Format } from "../format.ts";
import { writeMarkdown } from "./write.ts";

export const markdown: Format = {
  id: "markdown",
  title: "Markdown summary",
  says: "The numbers of a plan in words and tables: what it needs, what makes its peak, how to make it again.",
  extensions: [".md"],
  mime: "text/markdown",
  write: ({ document, plan: made }) => {
    const plan = document.kind === "plan" ? document : made;
    if (plan === null)
      return fail("no-plan", "There is no plan yet.", { help: "Plan it first, then write it." });
    return ok(writeMarkdown(plan, document.kind === "plan" ? undefined : document));
  },
};
