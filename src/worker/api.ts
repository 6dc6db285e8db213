/** What the page may ask of the planner worker; both sides are typed by this. Cancelling is ending the worker. */

import type { Violation } from "../core/check.types.ts";
import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import type { Watch } from "../core/watch.ts";

export interface Opened {
  readonly document: MemplanDocument;
  /** Id of the format it was read from. */
  readonly format: string;
}

export interface Planned {
  readonly plan: Plan;
  /** What the independent checker says; a page that gets any shows them and no picture as if it were right. */
  readonly violations: readonly Violation[];
  /** Milliseconds of planning and checking. */
  readonly elapsed: number;
}

export interface Written {
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly mime: string;
  /** With the dot. */
  readonly extension: string;
}

export interface PlannerApi {
  open: (file: Blob, name: string, watch: Watch) => Promise<Result<Opened>>;
  /** Plans a source document, or re-reads a plan document; checks either. `source`: the document an imported plan is of. */
  plan: (
    document: MemplanDocument,
    settings: Settings,
    source: SourceDocument | null,
    watch: Watch,
  ) => Promise<Result<Planned>>;
  /** Writes the document, or the plan last made of it, in a format of the table. */
  write: (format: string, document: MemplanDocument, settings: Settings) => Promise<Result<Written>>;
  /** SHA-256 of a source document, as plans name it. */
  hash: (document: SourceDocument) => Promise<string>;
}

export interface FormatInfo {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly extensions: readonly string[];
  readonly reads: boolean;
  readonly writes: boolean;
}
