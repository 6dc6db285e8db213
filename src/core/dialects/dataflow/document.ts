/** The dataflow document: nodes with ports of fixed rates, joined by FIFOs. */

export interface StreamType {
  /** Of one sample; absent: as the type that it is a reference to. */
  readonly bytes?: number | undefined;
  /** A reference to a value of that type. */
  readonly sharedOf?: string | undefined;
  readonly shared?: boolean | undefined;
}

/** Memory outside of the arena that FIFOs at a port must lie in. */
export interface BufferConstraint {
  readonly name?: string | undefined;
  readonly mustBeArray?: boolean | undefined;
  /** The node says at run time where it is. */
  readonly assignedByNode?: boolean | undefined;
  /** Others may lie in it when it is free. */
  readonly canBeShared?: boolean | undefined;
}

/** Samples a firing: one number, or one for each firing in turn. */
export type Rate = number | readonly number[];

export interface PortSpec {
  readonly name: string;
  readonly rate: Rate;
  readonly type: string;
  readonly bufferConstraint?: BufferConstraint | undefined;
}

export const REFERENCE_ROLES = ["alloc", "dup", "copy", "inplace", "process", "pass", "sink"] as const;
export type ReferenceRole = (typeof REFERENCE_ROLES)[number];

export interface StreamNode {
  readonly id: string;
  readonly class: string;
  readonly inputs?: readonly PortSpec[] | undefined;
  readonly outputs?: readonly PortSpec[] | undefined;
  /** What it does with references; absent: as its class says. */
  readonly role?: ReferenceRole | undefined;
}

export interface StreamEdge {
  /** Node and port. Absent: a constant feeds the input. */
  readonly from?: readonly [node: string, port: string] | undefined;
  readonly to: readonly [node: string, port: string];
  /** Name of a constant: no FIFO, no part in scheduling. */
  readonly constant?: string | undefined;
  /** Samples in it before the first firing. */
  readonly delay?: number | undefined;
  /** Its length in samples where the order is not planned. */
  readonly asyncLength?: number | undefined;
  /** It does not order its nodes where the order is not planned. */
  readonly weak?: boolean | undefined;
  /** Name of memory outside that it must lie in. */
  readonly buffer?: string | undefined;
  readonly bufferMustBeArray?: boolean | undefined;
}

export interface DataflowDocument {
  readonly format: "memplan";
  readonly version: 1;
  readonly kind: "dataflow";
  readonly name: string;
  readonly types: Readonly<Record<string, StreamType>>;
  readonly nodes: readonly StreamNode[];
  /** In the order in which they were connected: it numbers FIFOs and Duplicates. */
  readonly edges: readonly StreamEdge[];
}
