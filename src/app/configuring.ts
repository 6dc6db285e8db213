/** A configuration of CMSIS-Stream that is opened beside a dataflow graph: one step of the history of that graph. */

import { configureStream } from "../core/dialects/dataflow/edit/configure.ts";
import { editStream } from "../store/dataflow-editing.ts";
import { documentStore } from "../store/document.ts";
import { openStream } from "../store/open-stream.ts";
import { showTrouble } from "../store/outcome.ts";
import { tell } from "../store/spoken.ts";
import type { PlannerClient } from "../worker/client.ts";

/** False: it was refused, and said why. */
export async function configure(
  client: Pick<PlannerClient, "readConfig">,
  name: string,
  file: Blob,
): Promise<boolean> {
  const { opening } = documentStore.getState();
  const config = await client.readConfig(file, name);
  if (!config.ok) {
    showTrouble(name, config.problem);
    return false;
  }
  const document = openStream();
  // another document came meanwhile
  if (document === null || documentStore.getState().opening !== opening) return false;
  const edited = editStream((before) => configureStream(before, config.value, name));
  if (edited.ok && edited.value.document === document) tell(`${name} says what the graph says already.`);
  return edited.ok;
}
