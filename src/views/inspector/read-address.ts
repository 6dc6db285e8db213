/** An address as somebody types it. */

import { parseBytes } from "../../core/units.ts";

/** `0x1f00`, `7936` or `7.75 KiB`; undefined for anything else. */
export function readAddress(text: string): number | undefined {
  const plain = text.trim().replaceAll(/[_,\s](?=[0-9a-f])/gi, "");
  if (/^0x[0-9a-f]+$/i.test(plain)) return Number.parseInt(plain.slice(2), 16);
  return /^\d+$/.test(plain) ? Number(plain) : parseBytes(text);
}
