/** Keys under which documents are kept, and their places in the address bar. */

const SAMPLE = "sample-";
/** Names of files are escaped and have no colon. */
const OWN = "own:";

/** A key for a newly opened file: the same name opened again replaces the older one. */
export function fileKey(name: string): string {
  return encodeURIComponent(name);
}

export function sampleKey(id: string): string {
  return `${SAMPLE}${id}`;
}

/** The sample that a key is of. */
export function sampleOf(key: string): string | undefined {
  return key.startsWith(SAMPLE) ? key.slice(SAMPLE.length) : undefined;
}

/** A key for what a link holds: the same link opened again finds the same document. */
export function linkKey(id: string): string {
  return `link:${id}`;
}

/** A key that no document has: for a person's own work. */
export function ownKey(): string {
  return OWN + crypto.getRandomValues(new Uint32Array(2)).reduce((text, n) => text + n.toString(36), "");
}

/** Whether it is of something that was edited or drawn here, rather than of a file or a sample as it came. */
export function isOwn(key: string): boolean {
  return key.startsWith(OWN);
}

export function placeOf(key: string): string {
  const sample = sampleOf(key);
  return sample === undefined ? `#document/${key}` : `#sample/${sample}`;
}

/** Kind and key of the place that a fragment is; undefined when it is none. */
export function readPlace(fragment: string): readonly [kind: "sample" | "document", key: string] | undefined {
  const [, kind, key = ""] = /^#(sample|document)\/(.+)$/.exec(fragment) ?? [];
  return kind === "sample" || kind === "document" ? [kind, key] : undefined;
}

/** Whether a fragment names a document that this browser would keep. */
export function isPlace(fragment: string): boolean {
  return readPlace(fragment)?.[0] === "document";
}

/** Whether a fragment is a link that holds its document (sharing-link.ts). */
export function isLink(fragment: string): boolean {
  return fragment.startsWith("#share/");
}

/** Puts the place of a document into the address bar, so that back, forward and reload find it. */
export function visit(key: string): void {
  const place = placeOf(key);
  if (location.hash === place) return;
  // a link gives way to the document that it held
  const first = location.hash === "" || isLink(location.hash);
  if (first) history.replaceState(null, "", place);
  else history.pushState(null, "", place);
}

/** The document in the address bar goes on under another key. */
export function rename(key: string): void {
  history.replaceState(null, "", placeOf(key));
}
