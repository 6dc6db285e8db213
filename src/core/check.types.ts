/** What the independent checker says of a plan. */

export interface Violation {
  /** "overlap" | "alignment" | "outside" | "order" | "coverage" | "lifetime" | "view" | "inplace" | "buffer" | "number" */
  readonly code: string;
  /** One sentence with ids and numbers. */
  readonly message: string;
  /** `storage:ID`, `tensor:ID`, `node:ID`, `buffer:ID`, `arena:ID`. */
  readonly at: readonly string[];
}
