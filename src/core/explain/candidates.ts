/** Which changes of the settings are worth a try for a plan; those of the document are in edits.ts. */

import type { SourceDocument } from "../document.ts";
import { forcedBy, heardSettings } from "../forced.ts";
import { LIFETIMES } from "../life/index.ts";
import { namesIn } from "../names.ts";
import { ORDERS } from "../order/index.ts";
import { PLACEMENTS } from "../place/index.ts";
import type { Plan } from "../plan.types.ts";
import type { Settings } from "../settings.ts";
import { formatBytesExactly } from "../units.ts";
import { editsOf } from "./edits.ts";
import type { Candidate } from "./help.types.ts";

/** Alignments tried below the plan's, in bytes. */
const ALIGNMENTS = [64, 16, 4, 1];

/** In the order in which they are worth trying: what is quick and often helps comes first. */
export function candidatesFor(document: SourceDocument, settings: Settings, plan: Plan): Candidate[] {
  const graph = document.kind !== "lifetimes";
  const heard = heardSettings(document.kind, settings);
  const found = [
    ...placements(heard, plan),
    ...(graph ? orders(heard) : []),
    ...alignments(plan),
    ...(graph ? switches(heard, plan) : []),
    ...slots(heard),
    ...editsOf(document, plan),
  ];
  const forced = forcedBy(document.kind);
  return found.filter(
    ({ change }) =>
      change.kind !== "settings" || !forced.some(({ name }) => Object.hasOwn(change.settings, name)),
  );
}

function change(
  id: string,
  says: string,
  settings: Partial<Settings>,
  at: readonly string[] = [],
): Candidate {
  return { id, says, change: { kind: "settings", settings }, at, of: null };
}

function inAnyOrder(settings: Settings): boolean {
  return LIFETIMES.find(({ id }) => id === settings.lifetimes)?.anyOrder === true;
}

/** No placement goes below the bound, so none is tried at it. */
function placements(settings: Settings, plan: Plan): Candidate[] {
  if (settings.slots || plan.stats.fragmentationBytes === 0) return [];
  const anyOrder = inAnyOrder(settings);
  const others = PLACEMENTS.filter(
    ({ id, needsTimes }) => id !== settings.place && id !== "none" && !(anyOrder && needsTimes === true),
  );
  return others.map(({ id, title }) => change(`place:${id}`, `Place with “${title}”`, { place: id }));
}

/** An order by itself, and with the best placement where the plan has another. */
function orders(settings: Settings): Candidate[] {
  // the plan holds in any order: that in which it is drawn changes nothing
  if (inAnyOrder(settings))
    return [change("lifetimes:schedule", "Plan for one order", { lifetimes: "schedule" })];
  const others = ORDERS.filter(({ id }) => id !== settings.order);
  const alone = others.map(({ id, title }) =>
    change(`order:${id}`, `Run in the order “${title}”`, { order: id }),
  );
  const both = ["best-of-all", "exact"].filter((id) => ORDERS.some((order) => order.id === id));
  if (settings.place === "best" || settings.slots || !PLACEMENTS.some(({ id }) => id === "best"))
    return alone;
  return [
    ...alone,
    ...both.map((order) => {
      const title = ORDERS.find(({ id }) => id === order)?.title ?? order;
      return change(`order:${order}+place:best`, `Run in the order “${title}” and place with “best”`, {
        order,
        place: "best",
      });
    }),
  ];
}

function alignments(plan: Plan): Candidate[] {
  const now = plan.arenas.reduce((most, arena) => Math.max(most, arena.alignment), 1);
  return ALIGNMENTS.filter((alignment) => alignment < now).map((alignment) =>
    change(`alignment:${alignment}`, `Align to ${formatBytesExactly(alignment)} only`, { alignment }),
  );
}

function switches(settings: Settings, plan: Plan): Candidate[] {
  const list: Candidate[] = [];
  const shares = LIFETIMES.find(({ id }) => id === settings.lifetimes)?.shares === true;
  if (shares && !settings.inplace)
    list.push(change("inplace:on", "Let outputs be written in place", { inplace: true }));
  if (shares && !settings.views) list.push(change("views:on", "Let views own no memory", { views: true }));
  const without = (names: string, op: string) =>
    namesIn(names)
      .filter((other) => other !== op)
      .join(", ");
  if (shares && settings.inplace) {
    for (const op of namesIn(settings.inplaceExcept)) {
      const inplaceExcept = without(settings.inplaceExcept, op);
      list.push(change(`inplace:${op}`, `Let ${op} write in place`, { inplaceExcept }));
    }
  }
  if (shares && settings.views) {
    for (const op of namesIn(settings.viewsExcept)) {
      const viewsExcept = without(settings.viewsExcept, op);
      list.push(change(`views:${op}`, `Let the outputs of ${op} be views`, { viewsExcept }));
    }
  }
  if (settings.preserveInputs) {
    list.push(
      change("preserve-inputs:off", "Let inputs be overwritten once they are read", {
        preserveInputs: false,
      }),
    );
  }
  if (settings.constants)
    list.push(change("constants:off", "Keep constants outside the arena", { constants: false }));
  if (settings.state && plan.kind === "graph") {
    list.push(change("state:off", "Keep state outside the arena", { state: false }));
  }
  return list;
}

function slots(settings: Settings): Candidate[] {
  if (!settings.slots) return [];
  const any =
    settings.share === "any" ? [] : [change("share:any", "Let any sizes share a slot", { share: "any" })];
  return [...any, change("slots:off", "Place in one arena instead of slots", { slots: false })];
}
