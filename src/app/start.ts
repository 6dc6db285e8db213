/** Wires stores to workers and the browser; nothing here draws. */

import { startChoosing } from "../store/chosen.ts";
import { documentStore } from "../store/document.ts";
import { startFinding } from "../store/finding.ts";
import { startHistory } from "../store/history.ts";
import { later } from "../store/later.ts";
import { outcomeStore, showTrouble } from "../store/outcome.ts";
import { listSaved } from "../store/saved.ts";
import { provideServices } from "../store/services.ts";
import { notify, shellStore } from "../store/shell.ts";
import { createBackground } from "../worker/background.ts";
import { createPlannerClient } from "../worker/client.ts";
import { createLookingClient } from "../worker/looking-client.ts";
import { startAsking } from "./asking.ts";
import { startComparing } from "./comparing.ts";
import { isLink, isPlace, rename } from "./document-keys.ts";
import { startDrawingFacts } from "./drawing-facts.ts";
import { fetchSamples } from "./files.ts";
import { startHolding } from "./holding.ts";
import { startKeys } from "./keys.ts";
import { startLooking } from "./looking.ts";
import { startOffline } from "./offline.ts";
import { createOpening, type Opening } from "./opening.ts";
import { startOwnPanes } from "./own-panes.ts";
import { startPlacing } from "./placing.ts";
import { startPlanning } from "./planning.ts";
import { keepPreferences } from "./preferences.ts";
import { startSaving } from "./saving.ts";
import { createServices } from "./services.ts";
import { startTiling } from "./tiling.ts";

/** What a first visit sees: a real network whose plan is worth a look. */
const FIRST_SAMPLE = "googlenet";

/** Workers for questions: one that takes its time leaves another for a quick one. */
const MOST_QUESTIONS = 2;

function startWorker(): Worker {
  return new Worker(new URL("../worker/planner.worker.ts", import.meta.url), {
    type: "module",
    name: "planner",
  });
}

function startLookingWorker(): Worker {
  return new Worker(new URL("../worker/looking.worker.ts", import.meta.url), {
    type: "module",
    name: "looking",
  });
}

const KEPT_ELSEWHERE =
  "This address names a document that is kept in another browser, or was forgotten. Ask for a link by Share.";
const NO_PLACE = "This address names no document. Here is another.";

/** Whether a fragment names something, though not what a link holds: that says itself what is wrong with it. */
function isAsked(hash: string): boolean {
  return hash.length > 1 && !isLink(hash);
}

/** Says why something else is open than the address bar asked for. */
function sayNowhere(hash: string): void {
  notify(isPlace(hash) ? KEPT_ELSEWHERE : NO_PLACE);
}

/** The place in the address bar, else the last document, else the first sample. */
async function openFirst(opening: Opening): Promise<void> {
  const [samples, recents] = await Promise.all([fetchSamples(), listSaved()]);
  shellStore.setState({ samples, recents });
  // a person may have been faster
  const { hash } = location;
  if (opening.begun() || (await opening.place(hash))) return;
  const [latest] = recents;
  const broken = isLink(hash);
  const nowhere = isAsked(hash);
  // what opens instead takes its place, so that nobody goes back to it
  if (nowhere) history.replaceState(null, "", location.pathname + location.search);
  const { trouble } = outcomeStore.getState();
  const again =
    latest !== undefined && (hash === "" || broken || nowhere) && (await opening.recent(latest.key));
  if (!again)
    await opening.sample(
      samples.some((s) => s.id === FIRST_SAMPLE) ? FIRST_SAMPLE : (samples[0]?.id ?? FIRST_SAMPLE),
    );
  // what opens instead does not make it unsaid
  if (broken && trouble !== null) showTrouble(trouble.about, trouble.problem);
  if (nowhere) sayNowhere(hash);
}

/** The questions of panes that only some documents have. */
async function startKinds(client: Parameters<typeof import("./kinds.ts").startOther>[0]): Promise<void> {
  const { startArms, startDataflow, startMethods, startOther } = await import("./kinds.ts");
  const methods = createBackground(startWorker, 1);
  startMethods(methods);
  startOther(client, methods);
  startArms(createBackground(startWorker, 1));
  startDataflow(createBackground(startWorker, 1));
}

/** Called once. */
export function start(): void {
  keepPreferences();
  startHistory();
  startChoosing();
  startFinding();
  const lookingClient = createLookingClient(startLookingWorker, (crash) => outcomeStore.setState({ crash }));
  const planner = createPlannerClient(startWorker, lookingClient.door);
  const planning = startPlanning(planner, startLooking(lookingClient));
  const client = {
    ...planner,
    cancel: () => {
      planning.cancel();
      planner.cancel();
    },
  };
  const opening = createOpening(client, planning, startSaving(undefined, client.keep));
  const comparing = startComparing(createBackground(startWorker, navigator.hardwareConcurrency > 4 ? 2 : 1));
  provideServices(createServices(client, opening, planning.again, comparing));
  startPlacing();
  startAsking(createBackground(startWorker, MOST_QUESTIONS));
  startHolding(client, createBackground(startWorker, 1));
  startTiling(createBackground(startWorker, 1), createBackground(startWorker, 1));
  startOwnPanes();
  startDrawingFacts();
  later(startKinds(client));
  startKeys();
  startOffline();
  window.addEventListener("popstate", () => {
    const { hash } = location;
    later(
      opening.place(hash).then((there) => {
        const { key } = documentStore.getState();
        if (there || !isAsked(hash) || key === "") return;
        rename(key);
        sayNowhere(hash);
      }),
    );
  });
  later(openFirst(opening).then(async () => shellStore.setState({ formats: await client.formats() })));
}
