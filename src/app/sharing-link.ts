/**
 * Links that hold a document: `#share/HEAD.DOCUMENT.VIEW.SOURCE`, each part packed by itself (sharing-codec.ts). The head is
 * JSON that says its version, the settings, and how long each part is; a reader passes over parts that it does not know.
 * A link whose view is broken still opens its document.
 */

import type { MemplanDocument, SourceDocument } from "../core/document.ts";
import { fail, ok, type Problem, type Result } from "../core/result.ts";
import { DEFAULT_SETTINGS, readSettings, type Settings } from "../core/settings.ts";
import { formatCount } from "../core/units.ts";
import { VERSION } from "../core/version.ts";
import { crc32, pack, unpack } from "./sharing-codec.ts";

const LINK_VERSION = 1;
const PREFIX = "#share/";

/** Characters up to which a link passes everywhere, and beyond which few programs take it. */
export const COMFORTABLE = 8 * 1024;
export const MOST = 64 * 1024;

export interface LinkContent {
  readonly document: MemplanDocument;
  /** For an imported plan: the document it is of, when we have it. */
  readonly source: SourceDocument | null;
  readonly settings: Settings;
  /** As store/shared-view.ts makes it; null: none. */
  readonly view: unknown;
}

export interface Link {
  /** Text of the document, for the reader of files to judge. */
  readonly document: string;
  /** Text of the document that an imported plan is of; null: there is none. */
  readonly source: string | null;
  readonly settings: Settings;
  readonly view: unknown;
  /** The same for the same content. */
  readonly id: string;
  /** Sentences on what could not be taken over. */
  readonly notices: readonly string[];
}

interface Head {
  readonly version: number;
  readonly parts: readonly (readonly [name: string, chars: number])[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly producer: string;
}

/** The fragment of a link, with its number sign. */
export async function makeFragment({ document, source, settings, view }: LinkContent): Promise<string> {
  const texts: [string, string][] = [["document", JSON.stringify(document)]];
  if (view !== null) texts.push(["view", JSON.stringify(view)]);
  if (source !== null) texts.push(["source", JSON.stringify(source)]);
  const parts = await Promise.all(texts.map(async ([name, text]) => [name, await pack(text)] as const));
  const head = {
    memplan: "link",
    version: LINK_VERSION,
    parts: parts.map(([name, text]) => [name, text.length]),
    settings,
    producer: VERSION,
  };
  return PREFIX + [await pack(JSON.stringify(head)), ...parts.map(([, text]) => text)].join(".");
}

/** The fragment in an address or a text that is nothing but a link of ours; undefined when it is not. Lines may be broken; words after it stay, for readFragment to cut off. */
export function fragmentIn(text: string): string | undefined {
  const whole = text.trim();
  if (/^\S*#share\//.test(whole)) return whole.slice(whole.indexOf(PREFIX)).replace(/\s+/g, "");
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bad(code: string, message: string): { readonly ok: false; readonly problem: Problem } {
  return fail(code, message, {
    help: "Ask for the link once more, or for the file. The open document stays.",
  });
}

function headOf(text: string): Result<Head> {
  const value = jsonOf(text);
  if (!isObject(value) || value.memplan !== "link")
    return bad("foreign-link", "This link does not hold a memplan document.");
  const { version, parts, settings, producer } = value;
  if (typeof version !== "number" || !Array.isArray(parts))
    return bad("foreign-link", "This link does not say its version and its parts.");
  const lengths = parts.flatMap((part): [string, number][] => {
    const [name, chars]: unknown[] = Array.isArray(part) ? part : [];
    return typeof name === "string" && typeof chars === "number" ? [[name, chars]] : [["", 0]];
  });
  return ok({
    version,
    parts: lengths,
    settings: isObject(settings) ? settings : {},
    producer: typeof producer === "string" ? producer : "",
  });
}

/** Settings that we know, with values that we know; names of the others. */
function knownSettings(given: Head["settings"]): { readonly settings: Settings; readonly dropped: string[] } {
  let settings = DEFAULT_SETTINGS;
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const read = readSettings({ [name]: value }, settings);
    if (read.ok) settings = read.value;
    else dropped.push(name);
  }
  return { settings, dropped };
}

/** What of a part arrived, in words; undefined: all of it. */
function cutOf(part: string, chars: number): string | undefined {
  if (part.length >= chars) return undefined;
  return `${formatCount(part.length)} of its ${formatCount(chars)} characters arrived`;
}

/** Fails when the document cannot be had: foreign, cut, damaged, too large. All else becomes a notice. */
export async function readFragment(fragment: string): Promise<Result<Link>> {
  const [first = "", ...rest] = fragment.slice(PREFIX.length).split(".");
  const unpackedHead = await unpack(first);
  if (!unpackedHead.ok)
    return bad(
      "bad-link",
      rest.length === 0
        ? "This link is cut or was changed: not even its beginning can be read."
        : "The beginning of this link was changed on its way.",
    );
  const head = headOf(unpackedHead.value);
  if (!head.ok) return head;
  const { version, parts, producer } = head.value;
  const notices: string[] = [];
  // words that were pasted with the link hang on its last part
  const found = new Map(
    parts.map(([name, chars], i) => [name, { text: (rest[i] ?? "").slice(0, chars), chars }]),
  );
  const document = found.get("document");
  if (document === undefined) return bad("no-document", "This link holds no document.");
  const cut = cutOf(document.text, document.chars);
  if (cut !== undefined) return bad("cut-link", `This link is cut: of its document ${cut}.`);
  const text = await unpack(document.text);
  if (!text.ok)
    return bad(
      `${text.problem.code}-link`,
      `The document in this link cannot be read. ${text.problem.message}`,
    );

  /** A part that the document opens without. */
  async function besides(name: string, without: string): Promise<string | null> {
    const part = found.get(name);
    if (part === undefined) return null;
    const missing = cutOf(part.text, part.chars);
    const unpacked = missing === undefined ? await unpack(part.text) : undefined;
    if (unpacked?.ok === true) return unpacked.value;
    notices.push(
      `The ${name} in the link is ${missing === undefined ? "damaged" : `cut: ${missing}`}. ${without}`,
    );
    return null;
  }

  const { settings, dropped } = knownSettings(head.value.settings);
  const view = await besides("view", "The document is shown as a whole.");
  const source = await besides("source", "The plan is shown without its graph.");
  if (version > LINK_VERSION) {
    const by = producer === "" ? "" : ` (memplan ${producer})`;
    notices.unshift(`This link was made by a newer version${by}: what this one does not know was left out.`);
  }
  if (dropped.length > 0)
    notices.push(`Settings of the link that are not known here have their defaults: ${dropped.join(", ")}.`);
  const id = crc32(new TextEncoder().encode(document.text)).toString(36);
  return ok({
    document: text.value,
    source,
    settings,
    view: view === null ? null : (jsonOf(view) ?? null),
    id,
    notices,
  });
}
