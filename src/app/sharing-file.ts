/** The HTML file that shows a plan from disk: the viewer of the build, with the plan and what it is of put into it. */

import { fail, ok, type Result } from "../core/result.ts";
import { documentStore } from "../store/document.ts";
import type { Picture } from "../store/outcome.ts";
import { viewOf } from "../store/shared-view.ts";

/** Where the viewer says that the data goes; src/viewer/data.ts reads it. */
const PLACE = "<!--memplan-data-->";

/** JSON that cannot end its element, nor begin a comment in it. */
export function forScript(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

/** Text for the title of a page. */
function titleText(text: string): string {
  return text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Fails when the viewer cannot be had. `plan`: the text of the document of the picture's plan. */
export async function htmlFile(plan: string, picture: Picture): Promise<Result<Blob>> {
  const help = "Reload the page, then try again.";
  const response = await fetch(new URL("./viewer.html", document.baseURI)).catch(() => undefined);
  if (response?.ok !== true)
    return fail("no-viewer", "The part of memplan that goes into the file could not be loaded.", { help });
  const [before, after] = (await response.text()).split(PLACE);
  if (before === undefined || after === undefined)
    return fail("no-viewer", "The part of memplan that goes into the file is not whole.", { help });
  const { document: shown, plan: columns, colour } = picture;
  const of = shown.kind === "plan" ? documentStore.getState().source : shown;
  // the plan comes as text: it may be large, and nobody here needs it as more
  const rest = JSON.stringify({ source: of, view: viewOf(columns), colour: [...colour] });
  const data = `{"plan":${plan},${rest.slice(1)}`;
  const title = `<title>${titleText(shown.name)} · memplan</title>`;
  const titled = before.replace(/<title>[^<]*<\/title>/, () => title);
  const script = `<script type="application/json" id="memplan-data">${forScript(data)}</script>`;
  return ok(new Blob([titled, script, after], { type: "text/html" }));
}
