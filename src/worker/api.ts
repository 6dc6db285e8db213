/** What the page may ask of the planner worker; both sides are typed by this. Cancelling is ending the worker. */

import type { Violation } from "../core/check.types.ts";
import type { StreamConfig } from "../core/dialects/dataflow/edit/configure.ts";
import type { GraphDocument, MemplanDocument, SourceDocument } from "../core/document.ts";
import type { FormatInfo } from "../core/format-info.ts";
import type { Measured } from "../core/measured.ts";
import type { Plan } from "../core/plan.types.ts";
import type { Result } from "../core/result.ts";
import type { Settings } from "../core/settings.ts";
import type { Watch } from "../core/watch.ts";
import type { Given } from "../formats/format.ts";
import type { Haste } from "./haste.ts";
import type { QuestionsApi } from "./questions.ts";

/** A document by number. It crosses the boundary once; afterwards the worker holds it and `document` is null. */
export interface DocumentRef<D extends MemplanDocument = MemplanDocument> {
  readonly id: number;
  readonly document: D | null;
}

export interface Opened {
  readonly document: MemplanDocument;
  /** Id of the format it was read from. */
  readonly format: string;
}

export interface Planned {
  readonly plan: Plan;
  /** What the independent checker says; a page that gets any shows them in red. */
  readonly violations: readonly Violation[];
  /** Milliseconds of planning and checking. */
  readonly elapsed: number;
  /** Of a document that is no graph itself: the graph that the plan is of, null where there is none. */
  readonly graph?: GraphDocument | null;
  /** Set on a large plan that was brought to the looking worker: its number there. */
  readonly number?: number;
}

/** The way to the looking worker: large plans go there by themselves, so that the page need not write them. */
export interface Door {
  readonly port: MessagePort;
  /** Number of the first plan; each of the same call has the next one. */
  readonly number: number;
}

export interface Written {
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly mime: string;
  /** With the dot. */
  readonly extension: string;
}

/** What is to be planned, and with what. */
export interface PlanRequest {
  readonly document: DocumentRef;
  /** For an imported plan: the document it is of, when the page has it. */
  readonly source: DocumentRef<SourceDocument> | null;
  readonly settings: Settings;
  /** Absent: planned as the settings say, however long it takes. */
  readonly haste?: Haste;
  /** Absent: no plan of it is looked at. */
  readonly door?: Door;
}

export interface PlannerApi extends QuestionsApi {
  formats: () => Promise<readonly FormatInfo[]>;
  /** Reads a file; the worker holds the document under `id`. */
  open: (file: Blob, name: string, id: number, watch: Watch) => Promise<Result<Opened>>;
  /** Reads a file that may become a part of the open document: the worker does not hold it. `given`: contents of its inputs. */
  read: (file: Blob, name: string, given?: Given) => Promise<Result<Opened>>;
  /** Reads the configuration that goes with a dataflow graph. */
  readConfig: (file: Blob, name: string) => Promise<Result<StreamConfig>>;
  /** Plans a source document, or re-reads a plan document; checks either. `better` hears of checked plans on the way. */
  plan: (request: PlanRequest, watch: Watch, better: (planned: Planned) => void) => Promise<Result<Planned>>;
  /** Plans and checks like `plan`, and tells only the numbers. */
  measure: (
    request: PlanRequest,
    watch: Watch,
    better: (measured: Measured) => void,
  ) => Promise<Result<Measured>>;
  /** Writes the document, or `plan` of it when that passes the check, in a format of the table; an imported plan as it came. */
  write: (format: string, document: DocumentRef, plan: Plan) => Promise<Result<Written>>;
  /** The document as a file in our own format, to be kept. */
  keep: (document: DocumentRef) => Promise<Blob>;
  /** SHA-256 of a source document, as plans name it. */
  hash: (document: DocumentRef<SourceDocument>) => Promise<string>;
}
