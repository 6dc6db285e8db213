/** What the text of a scheduler declares and calls, before it is made into a graph. */

export interface FifoLine {
  /** As it is called: `fifo3` is 3. */
  readonly number: number;
  readonly class: string;
  readonly type: string;
  /** Samples. */
  readonly length: number;
  readonly isArray: boolean;
  readonly isAsync: boolean;
  /** What its constructor is given as memory. */
  readonly buffer: string;
  /** Samples in it at first. */
  readonly delay: number;
  readonly line: number;
}

export interface BufferLine {
  readonly name: string;
  readonly type: string;
  /** Elements of the type. */
  readonly count: number;
}

/** A FIFO, several in braces, or anything else as it is written. */
export type Argument =
  | { readonly kind: "fifo"; readonly fifo: number }
  | { readonly kind: "group"; readonly fifos: readonly number[] }
  | { readonly kind: "other"; readonly text: string };

export interface NodeLine {
  readonly id: string;
  readonly class: string;
  /** Of its template. */
  readonly parameters: readonly string[];
  readonly args: readonly Argument[];
  readonly line: number;
}

export interface Access {
  readonly fifo: number;
  readonly side: "in" | "out";
  /** Samples. */
  readonly rate: number;
}

/** A call of a plain function on what FIFOs hold. */
export interface FunctionCall {
  readonly name: string;
  readonly accesses: readonly Access[];
  /** What it is given besides, as it is written. */
  readonly others: readonly string[];
  readonly line: number;
}

/** What one step of the schedule runs. */
export type Run =
  | { readonly kind: "node"; readonly id: string; readonly line: number }
  | { readonly kind: "function"; readonly call: FunctionCall };

export interface SchedulerText {
  /** Of the scheduler's function; "": it was not found. */
  readonly title: string;
  readonly fifos: readonly FifoLine[];
  readonly buffers: readonly BufferLine[];
  readonly nodes: readonly NodeLine[];
  /** Numbers of the array that is run through; null: calls follow one another. */
  readonly schedule: readonly number[] | null;
  /** By the number that the array holds. */
  readonly cases: ReadonlyMap<number, Run>;
  /** Outside of any case, as they follow one another. */
  readonly calls: readonly Run[];
}
