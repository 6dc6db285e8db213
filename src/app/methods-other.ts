/** Reads another program beside the open one, so that the numbers of both files stand next to each other. */

import { fail } from "../core/result.ts";
import type { ShippedPlanned } from "../core/shipped-plan.ts";
import { fileArenas } from "../look/methods/file-rows.ts";
import { comparingStore, hold, swapSides } from "../store/comparing.ts";
import { comparingServices } from "../store/comparing-services.ts";
import { documentStore } from "../store/document.ts";
import { later } from "../store/later.ts";
import { methodsAnswers, NO_ANSWERS } from "../store/methods-answers.ts";
import { provideMethods } from "../store/methods-services.ts";
import { showTrouble } from "../store/outcome.ts";
import { shellStore } from "../store/shell.ts";
import type { Background } from "../worker/background.ts";
import { Cancelled, type PlannerClient } from "../worker/client.ts";
import { askForFile } from "./files.ts";

/** Called once. */
export function startOther(client: Pick<PlannerClient, "read">, background: Pick<Background, "run">): void {
  let chosen: File | null = null;
  /** The plan in it. */
  let carried: ShippedPlanned | null = null;
  /** Number of the newest file. */
  let turn = 0;

  function tell(change: Partial<(typeof NO_ANSWERS)["other"]>): void {
    methodsAnswers.setState(({ other }) => ({ other: { ...other, ...change } }));
  }

  async function take(file: File): Promise<void> {
    const mine = ++turn;
    tell({ working: true, problem: null });
    const read = await client.read(file, file.name);
    if (mine !== turn) return;
    const document = read.ok ? read.value.document : null;
    // much to load for those who open graphs
    const { graphDocumentOf } = await import("../core/lowered.ts");
    if (mine !== turn) return;
    const shipped = document === null ? undefined : graphDocumentOf(document)?.shipped;
    if (!read.ok || document === null || shipped === undefined) {
      tell({ working: false });
      const none = fail("no-plan-in-it", "This file carries no plan to stand beside the other.", {
        help: "Choose another export of the program (.pte).",
      });
      showTrouble(file.name, read.ok ? none.problem : read.problem);
      return;
    }
    const { settings } = documentStore.getState();
    const made = await background.run({ document, source: null, settings }, async (api, request) =>
      api.shippedPlan(request),
    );
    if (mine !== turn) return;
    chosen = file;
    carried = made;
    const arenas = made === null ? [] : fileArenas(made.plan, made.free, null);
    const conflicts = shipped.conflicts?.length ?? 0;
    tell({ working: false, value: { name: file.name, arenas, conflicts } });
  }

  provideMethods({
    chooseOther() {
      const extensions = shellStore.getState().formats.flatMap((f) => (f.reads ? f.extensions : []));
      askForFile([...new Set(extensions)], (file) =>
        later(
          take(file).catch((thrown: unknown) => {
            tell({ working: false });
            if (!(thrown instanceof Cancelled)) throw thrown;
          }),
        ),
      );
    },
    compareOther() {
      const { offer } = comparingStore.getState();
      if (chosen === null || carried === null || offer === null) return;
      const { plan, free } = carried;
      const title = `plan in ${chosen.name}`;
      const against = { ...offer.held, title: "plan in the open file" };
      hold({ plan, free, title, from: "shipped", against });
      // the question is what the other export changes: the open file is the one before
      swapSides();
    },
    planOther() {
      if (chosen !== null) later(comparingServices().withFile(chosen));
    },
  });
  documentStore.subscribe((now, before) => {
    if (now.opening === before.opening) return;
    turn++;
    chosen = null;
    carried = null;
    methodsAnswers.setState({ other: NO_ANSWERS.other });
  });
}
