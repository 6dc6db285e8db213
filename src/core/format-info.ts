/** A format as menus and lists show it. */

export interface FormatInfo {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** With the dot, the usual one first. */
  readonly extensions: readonly string[];
  readonly reads: boolean;
  readonly writes: boolean;
  /** Kind of document that alone it can write; absent: any. */
  readonly only?: string;
}
