/** What a dialect has to tell of a document besides what is told of all. */

export interface MoreInfo {
  /** Fields beside the common ones. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Paragraphs for people, the last line ended; empty: nothing. */
  readonly text: string;
}
