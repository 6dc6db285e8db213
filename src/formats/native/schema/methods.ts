/** The shape of a program of several methods. */

import * as v from "valibot";
import { SHARING_POLICIES } from "../../../core/dialects/methods/document.ts";
import type { MethodSpec } from "../../../core/document.ts";
import { graphParts } from "./graph.ts";
import { alignment, byId, bytes, diagnostic, head, id, ids, list, name, text } from "./pieces.ts";

const methodParts = { id, ...graphParts };
const METHOD = "an object with id, tensors, nodes and outputs";
const method: v.GenericSchema<MethodSpec> = v.looseObject(
  { ...methodParts, bodies: v.optional(v.lazy(() => list(method, "bodies"))) },
  METHOD,
);

const sharedEntry = v.looseObject(
  {
    name: id,
    members: byId(id, "an object of tensors by method"),
    alignment: v.optional(alignment),
    device: v.optional(text),
    initial: v.optional(v.literal(true, "true")),
    forced: v.optional(v.literal(true, "true")),
  },
  "an object with name and members",
);

const sharing = v.looseObject(
  {
    policy: v.picklist(SHARING_POLICIES, `one of ${SHARING_POLICIES.join(", ")}`),
    names: v.optional(ids),
    entries: v.optional(list(sharedEntry, "entries")),
    arena: v.optional(id),
    layout: v.optional(v.picklist(["appearance", "size"], '"appearance" or "size"')),
    locked: v.optional(byId(bytes, "an object of offsets by entry")),
    assumedBase: v.optional(alignment),
  },
  "an object with a policy",
);

export const MethodsSchema = v.looseObject(
  {
    ...head,
    kind: v.literal("methods"),
    name,
    methods: list(method, "methods"),
    sharing: v.optional(sharing),
    findings: v.optional(list(diagnostic, "findings")),
  },
  "an object",
);
