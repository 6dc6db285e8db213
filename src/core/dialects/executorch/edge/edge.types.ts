/**
 * A graph as ExecuTorch's passes see it: a list of nodes over tensor specs. The position of a node in the list is the
 * planner's clock. Values are immutable; a pass gives a new graph.
 */

import type { Dim, DType } from "../../../document.ts";

export interface EdgeDevice {
  /** Such as "cuda"; the processor is "cpu". */
  readonly type: string;
  readonly index: number;
}

/** What a node gives, whether it has memory or not. */
export interface EdgeValue {
  /** Id of the tensor in the document, or of the node where a pass made it. */
  readonly name: string;
  readonly dtype: DType | null;
  /** Null: only the bytes are known. */
  readonly shape: readonly Dim[] | null;
  /** At the most. */
  readonly bytes: number;
  /** Arena that the document pins it to, from 1; null: the planner's default. */
  readonly memId: number | null;
  readonly device: EdgeDevice | null;
  /** Somebody else's memory, whatever the options say. */
  readonly external: boolean;
}

/** Unbound: left to the runtime. */
export type Dynamism = "static" | "bounded" | "unbound";

/** One tensor of the planner's. Two nodes with the same spec are the same memory. */
export interface EdgeSpec extends EdgeValue {
  readonly constant: boolean;
  readonly dynamism: Dynamism;
  /** Position in `specs` of the one whose bytes it should take over. */
  readonly inplaceBase: number | null;
}

interface NodeHead {
  readonly id: string;
  /** Operator as the document or a pass names it; of nodes without one, their kind. */
  readonly op: string;
  /** Ids of nodes, repeats kept; nested lists are flat. */
  readonly args: readonly string[];
  readonly values: readonly EdgeValue[];
  /** Positions in the specs of the graph, one a value; empty until specs are given out. */
  readonly specs: readonly number[];
  /** Id of the node in the document that it stands for. */
  readonly from: string | null;
}

export interface PlaceholderNode extends NodeHead {
  readonly kind: "placeholder";
  readonly role: "input" | "constant" | "buffer";
  /** A buffer that the graph changes, or a user's input that it changes. */
  readonly mutated: boolean;
  /** A trainable weight: planned though it is constant. */
  readonly weightHasGradient: boolean;
  /** Its contents are kept outside of the file. */
  readonly storedOutside: boolean;
}

/** Result `result` is written where argument `arg` lives. */
export interface Written {
  readonly result: number;
  readonly arg: number;
}

export interface CallNode extends NodeHead {
  readonly kind: "call";
  /** Argument that its one result is the same bytes as: an operator that only gives another shape. */
  readonly viewOf: number | null;
  /** Results that are arguments written over; a node with any is an operator in place. */
  readonly inplace: readonly Written[];
  /** Positions of all arguments whose memory it writes, those among them. */
  readonly writes: readonly number[];
  /** Memory that it could write by the document's rights. */
  readonly mayInplace: readonly Written[];
  /** In a functional wrap: arguments that it would write without, whose new values are its last results. */
  readonly wrapped: readonly number[];
  /** Result that asks for the bytes of an argument, where no operator in place exists. */
  readonly shares: Written | null;
  /** Its several results are one list. */
  readonly list: boolean;
  /** Ids of its alloc nodes, the last of `args`; null: no out-variant. */
  readonly outs: readonly string[] | null;
  /** Scratch that it needs while it runs, in bytes: no part of the original's plan. */
  readonly workspace: number;
}

export interface GetAttrNode extends NodeHead {
  readonly kind: "get_attr";
  /** Body that it names. */
  readonly body: string;
}

export interface AllocNode extends NodeHead {
  readonly kind: "alloc";
}

/** A view that is no operator any more: its spec is that of its base. */
export interface ViewNode extends NodeHead {
  readonly kind: "view";
}

export interface GetItemNode extends NodeHead {
  readonly kind: "getitem";
  readonly index: number;
}

export interface DelegateNode extends NodeHead {
  readonly kind: "delegate";
  readonly backend: string;
  readonly target: EdgeDevice | null;
}

export type ControlKind = "cond" | "while" | "map" | "scan";

export interface ControlNode extends NodeHead {
  readonly kind: ControlKind;
  /** Keys of `EdgeGraph.bodies`, in the order of the document. */
  readonly bodies: readonly string[];
}

export type ResultKind = "user" | "buffer-mutation" | "input-mutation" | "gradient" | "weight";

export interface EdgeResult {
  readonly kind: ResultKind;
  /** Id of the placeholder that it changes, or is the gradient of. */
  readonly target: string | null;
}

export interface OutputNode extends NodeHead {
  readonly kind: "output";
  /** One an argument. */
  readonly results: readonly EdgeResult[];
}

/** Gives a tensor back that the runtime has made. */
export interface FreeNode extends NodeHead {
  readonly kind: "free";
}

export type EdgeNode =
  | PlaceholderNode
  | CallNode
  | GetAttrNode
  | AllocNode
  | ViewNode
  | GetItemNode
  | DelegateNode
  | ControlNode
  | OutputNode
  | FreeNode;

export interface EdgeGraph {
  readonly id: string;
  /** In order; the last is the output node. */
  readonly nodes: readonly EdgeNode[];
  readonly specs: readonly EdgeSpec[];
  /** Graphs that control nodes run, by id. */
  readonly bodies: Readonly<Record<string, EdgeGraph>>;
  /** What symbols are evaluated at, where the document says: the sizes of an example. */
  readonly symbols: Readonly<Record<string, number>>;
}
