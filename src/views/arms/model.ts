/** All that the table of arms draws of one document, made once. */

import type { ArmsDocument } from "../../core/dialects/arms/document.ts";
import { type ArmsPlaces, placesOf } from "../../look/arms/columns.ts";
import { type ArmsRow, armsRows } from "../../look/arms/rows.ts";
import type { ArmsFacts } from "../../store/arms.ts";
import type { Neighbours } from "./head-menus.ts";

export interface ArmsModel {
  readonly document: ArmsDocument;
  readonly report: ArmsFacts;
  readonly places: ArmsPlaces;
  readonly rows: readonly ArmsRow[];
  /** Arms by position in the order in which they are drawn. */
  readonly drawn: readonly number[];
}

export function modelOf(document: ArmsDocument, report: ArmsFacts): ArmsModel {
  const places = placesOf(report.arms.map(({ layer }) => layer));
  return {
    document,
    report,
    places,
    rows: armsRows(document, report, report.uses, places),
    drawn: places.columns.flatMap(({ arms }) => arms),
  };
}

/** The arms drawn before and after one; statements outside the arms are none of them. */
export function neighboursOf({ report, drawn }: ArmsModel, arm: number): Neighbours {
  const regions = drawn.filter((a) => report.arms[a]?.stray !== true);
  const at = regions.indexOf(arm);
  return { before: regions[at - 1] ?? -1, after: at < 0 ? -1 : (regions[at + 1] ?? -1) };
}
