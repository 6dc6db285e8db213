/** The seam for rules of lifetimes: from an ordered graph and its storages to an interval for each. */

import type { Choice } from "../settings.ts";

export type LifetimeRule = Choice;
