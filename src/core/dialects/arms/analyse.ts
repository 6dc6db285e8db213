/** All that is known of an arms document: its arms, who touches what, the original's answer and ours. */

import { ok, type Result } from "../../result.ts";
import type { ArmsDocument } from "./document.ts";
import { readArms } from "./model.ts";
import { usesOfBuffers } from "./pins.ts";
import { preciseOf } from "./precise.ts";
import type { ArmsReport } from "./report.types.ts";
import { structureOf } from "./structure.ts";

/** Documents are immutable, and who shows one asks again and again. */
const known = new WeakMap<ArmsDocument, Result<ArmsReport>>();

/**
 * Fails as lowerArms does, and when sizes add up to more than can be counted. Plans the scratch twice, as an arena and as
 * slots: milliseconds for dozens of buffers, longer for thousands; nothing the second time.
 */
export function analyseArms(document: ArmsDocument): Result<ArmsReport> {
  let report = known.get(document);
  if (report === undefined) {
    report = analyse(document);
    known.set(document, report);
  }
  return report;
}

function analyse(document: ArmsDocument): Result<ArmsReport> {
  const model = readArms(document);
  if (!model.ok) return model;
  const precise = preciseOf(model.value, usesOfBuffers(model.value));
  if (!precise.ok) return precise;
  return ok({ ...structureOf(model.value), precise: precise.value });
}
