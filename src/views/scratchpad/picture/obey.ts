/** What requests of the page's commands do to the picture of a scratchpad. */

import { around, panned, zoomed } from "../../../draw/range.ts";
import type { Scene } from "../../../draw/scratchpad/scene.ts";
import type { Request } from "../../../store/requests.ts";
import { type ShownTiling, tilingStore } from "../../../store/tiling.ts";
import { allAddresses, allOps, LEAST_BYTES, LEAST_OPS } from "./state.ts";

export function obey(request: Request, { scene, shown }: { scene: Scene; shown: ShownTiling }): void {
  const ops = allOps(shown);
  const bytes = allAddresses(shown);
  const { op } = tilingStore.getState();
  const [from, to] = scene.view;
  const [low, high] = scene.addresses;
  switch (request.kind) {
    case "fit":
      tilingStore.setState({ view: null, addresses: null });
      break;
    case "zoom-time": {
      const about = op !== null && op >= from && op < to ? op + 0.5 : (from + to) / 2;
      tilingStore.setState({ view: zoomed(scene.view, about, 1 / request.factor, ops, LEAST_OPS) });
      break;
    }
    case "zoom-address": {
      const about = (low + high) / 2;
      tilingStore.setState({
        addresses: zoomed(scene.addresses, about, 1 / request.factor, bytes, LEAST_BYTES),
      });
      break;
    }
    case "pan-time":
      tilingStore.setState({ view: panned(scene.view, request.fraction * (to - from), ops) });
      break;
    case "pan-address":
      tilingStore.setState({ addresses: panned(scene.addresses, request.fraction * (high - low), bytes) });
      break;
    default:
  }
}

/** Shows a residency as large as it goes, in the schedule and in its addresses. */
export function zoomToResidency({ index, ...shown }: ShownTiling, r: number): void {
  const { from, to, address, bytes } = index.residencies;
  const low = address[r] ?? 0;
  tilingStore.setState({
    view: around(from[r] ?? 0, to[r] ?? 0, allOps({ index, ...shown }), LEAST_OPS),
    addresses: around(low, low + (bytes[r] ?? 0), allAddresses({ index, ...shown }), LEAST_BYTES),
  });
}
