/** All that the table of arms draws of one document, made once. */

import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import { type ArmsPlaces, placesOf } from "../../look/arms/columns.ts";
import { type ArmsRow, armsRows, sameLists, sameRow } from "../../look/arms/rows.ts";
import type { ArmsFacts } from "../../store/arms.ts";
import type { Neighbours } from "./head-menus.ts";

export interface ArmsModel {
  readonly document: ArmsDocument;
  readonly report: ArmsFacts;
  readonly places: ArmsPlaces;
  /** Of the arms, by position. */
  readonly layers: readonly number[];
  readonly rows: readonly ArmsRow[];
  /** Of the arms, by position. */
  readonly ids: readonly string[];
  /** Arms by position in the order in which they are drawn. */
  readonly drawn: readonly number[];
}

/** `before`: what was drawn last; what is drawn alike stays the same object, so that it need not be drawn again. */
export function modelOf(document: ArmsDocument, report: ArmsFacts, before: ArmsModel | undefined): ArmsModel {
  const layers = report.arms.map(({ layer }) => layer);
  const ids = report.arms.map(({ id }) => id);
  const alike = before !== undefined && sameLists(before.layers, layers);
  const places = alike ? before.places : placesOf(layers);
  const known = new Map(before?.rows.map((row) => [row.buffer.id, row]));
  return {
    document,
    report,
    places,
    layers,
    rows: armsRows(document, report, report.uses, places).map((row) => {
      const last = known.get(row.buffer.id);
      return last !== undefined && sameRow(last, row) ? last : row;
    }),
    ids: before !== undefined && sameLists(before.ids, ids) ? before.ids : ids,
    drawn: places.columns.flatMap(({ arms }) => arms),
  };
}

/** The arms drawn before and after one; statements outside the arms are none of them. */
export function neighboursOf({ report, drawn }: ArmsModel, arm: number): Neighbours {
  const regions = drawn.filter((a) => report.arms[a]?.stray !== true);
  const at = regions.indexOf(arm);
  return { before: regions[at - 1] ?? -1, after: at < 0 ? -1 : (regions[at + 1] ?? -1) };
}
