/** The requests that concern time; those about addresses are the arena's. */

import { allSteps } from "../../draw/arena-layout.ts";
import { around, inside, panned, revealing, zoomed } from "../../draw/range.ts";
import { linksOf } from "../../store/links.ts";
import { outcomeStore, type Picture } from "../../store/outcome.ts";
import type { Request } from "../../store/requests.ts";
import { sessionStore, type Target } from "../../store/session.ts";
import { cursorStep } from "../../store/walk.ts";

const LEAST_STEPS = 4;

function lifeOf(picture: Picture, target: Target): readonly [start: number, end: number] | undefined {
  const { start, end } = picture.plan.storages;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const s of linksOf(picture, target)?.storages ?? []) {
    from = Math.min(from, start[s] ?? 0);
    to = Math.max(to, end[s] ?? 0);
  }
  if (from < to) return [from, to];
  const step = target.kind === "node" ? picture.plan.nodes.step[target.index] : undefined;
  return step === undefined ? undefined : [step, step + 1];
}

/** What keys zoom about: the pointer's step, the cursor, the middle of the selection or the peak, the first that is in sight. */
function zoomCentre(picture: Picture, time: readonly [number, number]): number {
  const { hoverStep, cursor, selection } = sessionStore.getState();
  const life = selection === null ? undefined : lifeOf(picture, selection);
  const wanted = [
    ...(hoverStep === null ? [] : [hoverStep + 0.5]),
    ...(cursor === null ? [] : [cursor + 0.5]),
    ...(life === undefined ? [] : [(life[0] + life[1]) / 2]),
    cursorStep(picture) + 0.5,
  ];
  return wanted.find((step) => step >= time[0] && step <= time[1]) ?? (time[0] + time[1]) / 2;
}

export function obey(what: Request): void {
  const { picture } = outcomeStore.getState();
  if (picture === null) return;
  const whole = allSteps(picture.plan);
  const time = inside(sessionStore.getState().time, whole);
  switch (what.kind) {
    case "fit":
      sessionStore.setState({ time: null });
      break;
    case "zoom-time": {
      const about = zoomCentre(picture, time);
      sessionStore.setState({ time: zoomed(time, about, 1 / what.factor, whole, LEAST_STEPS) });
      break;
    }
    case "pan-time":
      sessionStore.setState({ time: panned(time, what.fraction * (time[1] - time[0]), whole) });
      break;
    case "reveal": {
      const life = lifeOf(picture, what.target);
      if (life !== undefined) sessionStore.setState({ time: revealing(time, life[0], life[1], whole) });
      break;
    }
    case "zoom-to": {
      const life = lifeOf(picture, what.target);
      if (life !== undefined) sessionStore.setState({ time: around(...life, whole, LEAST_STEPS) });
      break;
    }
    case "reveal-step":
      sessionStore.setState({ time: revealing(time, what.step, what.step + 1, whole) });
      break;
    case "zoom-address":
    case "pan-address":
    case "reveal-boxes":
    case "frame-boxes":
    case "focus-graph":
      break;
  }
}
