/** A row of a palette. */

export interface Choice {
  /** Unique in its list. */
  readonly id: string;
  /** Heading under which it stands, together with its neighbours of the same. */
  readonly group: string;
  readonly title: string;
  /** What it does or is, in a line. */
  readonly says: string;
  /** At the right, in few signs. */
  readonly signs: string;
  /** Why it cannot be taken; undefined when it can. */
  readonly why: string | undefined;
}
