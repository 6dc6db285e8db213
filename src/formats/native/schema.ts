/**
 * The one definition of what the native documents hold: validates at run time, gives the messages their words,
 * and makes public/schema/*.
 */

import { ArmsSchema } from "./schema/arms.ts";
import { DataflowSchema } from "./schema/dataflow.ts";
import { GraphSchema } from "./schema/graph.ts";
import { LifetimesSchema } from "./schema/lifetimes.ts";
import { MethodsSchema } from "./schema/methods.ts";
import { PlanSchema } from "./schema/plan.ts";

export const SCHEMAS = {
  graph: GraphSchema,
  lifetimes: LifetimesSchema,
  arms: ArmsSchema,
  methods: MethodsSchema,
  dataflow: DataflowSchema,
  plan: PlanSchema,
} as const;
export type NativeKind = keyof typeof SCHEMAS;
