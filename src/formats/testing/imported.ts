/** What every importer must do, in one line a fixture. */

import { sayProblem } from "../../core/result.ts";
import { NO_WATCH } from "../../core/watch.ts";
import { openSource } from "../index.ts";
import { writeNative } from "../native/write.ts";
import { sourceFromBytes, sourceFromText } from "../source.ts";

/**
 * The canonical text of a file's document. Throws when it does not open, when another file name changes what it is
 * taken for, or when the text does not come back to the byte.
 */
export async function importedText(fileName: string, content: string | Uint8Array): Promise<string> {
  const source = (name: string) =>
    typeof content === "string" ? sourceFromText(name, content) : sourceFromBytes(name, content);
  const opened = await openSource(source(fileName), NO_WATCH);
  if (!opened.ok) throw new Error(sayProblem(opened.problem, fileName));
  const text = writeNative(opened.value.document);
  const unnamed = await openSource(source("unknown"), NO_WATCH);
  if (!unnamed.ok) throw new Error(sayProblem(unnamed.problem, "unknown"));
  if (unnamed.value.format !== opened.value.format)
    throw new Error(`unknown is taken for ${unnamed.value.format}`);
  const back = await openSource(sourceFromText("back.json", text), NO_WATCH);
  if (!back.ok) throw new Error(sayProblem(back.problem, "the native text"));
  if (writeNative(back.value.document) !== text)
    throw new Error("the native text does not come back to the byte");
  return text;
}
