/** What pointer and wheel do on the picture of a scratchpad. */

import type { Hand } from "../../../draw/gestures.ts";
import { panned, zoomed } from "../../../draw/range.ts";
import { under, within } from "../../../draw/scale.ts";
import { boxOfResidency, type Found, foundAt, type Scene } from "../../../draw/scratchpad/scene.ts";
import type { Tooltip } from "../../../draw/tooltip.ts";
import { HOW, NONE } from "../../../look/scratchpad/scratchpad.types.ts";
import { sessionStore } from "../../../store/session.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { chooseEviction, chooseOp, pointOp, pointPlace } from "../../../store/tiling-links.ts";
import { tipOf } from "../words.ts";
import { allAddresses, allOps, LEAST_BYTES, LEAST_OPS } from "./state.ts";

interface Now {
  readonly shown: ShownTiling;
  readonly scene: Scene;
}

/** Pixels at the right end of a residency that stand for its eviction. */
const CORNER = 8;

/** The eviction whose corner lies under a point of a residency; NONE. */
function evictionUnder(scene: Scene, { residency }: Found, x: number, y: number): number {
  if (residency === NONE) return NONE;
  const { how, eviction } = scene.index.residencies;
  if (((how[residency] ?? 0) & HOW.evicted) === 0) return NONE;
  const box = boxOfResidency(scene, residency);
  const near = x >= box.x + Math.max(box.w - CORNER, box.w / 2) && y <= box.y + CORNER;
  return near ? (eviction[residency] ?? NONE) : NONE;
}

export function makeHand(tools: {
  readonly canvas: HTMLCanvasElement;
  readonly tooltip: Tooltip;
  readonly now: () => Now | undefined;
}): Hand {
  const { canvas, tooltip, now } = tools;
  const onAxis = (scene: Scene, x: number, y: number) => within(scene.boxes.axis, x, y);
  const leave = () => {
    pointOp(null);
    tooltip.show(null, canvas, 0, 0);
  };
  /** The position in the schedule under a point; in the lanes that of the work there. */
  const opUnder = (scene: Scene, x: number, y: number) => {
    const found = foundAt(scene, x, y);
    return found === undefined || found.where === "plot" ? under(scene.ops, x) : found.op + 0.5;
  };
  return {
    scrubs: (x, y) => {
      const here = now();
      return here !== undefined && onAxis(here.scene, x, y);
    },
    hover: (x, y) => {
      const here = now();
      const found = here && foundAt(here.scene, x, y);
      if (here === undefined || found === undefined) {
        leave();
        return;
      }
      const tile = here.scene.index.residencies.tile[found.residency] ?? null;
      if (found.where === "plot") pointPlace(found.op, found.residency === NONE ? null : tile);
      else pointOp(found.op);
      tooltip.show(tipOf(here.shown, found, sessionStore.getState().addressBase), canvas, x, y);
    },
    leave,
    click: (x, y) => {
      const here = now();
      const found = here && foundAt(here.scene, x, y);
      if (here === undefined || found === undefined) return;
      const eviction = evictionUnder(here.scene, found, x, y);
      if (eviction !== NONE) chooseEviction(eviction);
      else if (found.where !== "plot" || found.residency === NONE) chooseOp(found.op);
      else chooseOp(here.scene.index.residencies.from[found.residency] ?? found.op);
    },
    double: () => tilingStore.setState({ view: null, addresses: null }),
    scrub: (x) => {
      const here = now();
      if (here === undefined) return;
      const [, most] = allOps(here.shown);
      chooseOp(Math.min(Math.max(0, Math.floor(under(here.scene.ops, x))), most - 1));
      tooltip.show(null, canvas, 0, 0);
    },
    pan: (dx, dy) => {
      const here = now();
      if (here === undefined) return;
      const { scene, shown } = here;
      tilingStore.setState({
        view: panned(scene.view, -dx / scene.ops.per, allOps(shown)),
        addresses: panned(scene.addresses, -dy / scene.address.per, allAddresses(shown)),
      });
    },
    turn: (turn) => {
      const here = now();
      if (here === undefined) return;
      const { scene, shown } = here;
      const whole = allOps(shown);
      const bytes = allAddresses(shown);
      switch (turn.kind) {
        case "zoom-time": {
          const about = opUnder(scene, turn.x, turn.y);
          tilingStore.setState({ view: zoomed(scene.view, about, turn.factor, whole, LEAST_OPS) });
          break;
        }
        case "zoom-address": {
          const about = under(scene.address, turn.y);
          tilingStore.setState({
            addresses: zoomed(scene.addresses, about, turn.factor, bytes, LEAST_BYTES),
          });
          break;
        }
        case "pan-time":
          tilingStore.setState({ view: panned(scene.view, turn.by / scene.ops.per, whole) });
          break;
        case "scroll":
          tilingStore.setState({
            addresses: panned(scene.addresses, turn.by / scene.address.per, bytes),
          });
          break;
      }
    },
  };
}
