/** A size in IEC units with the exact bytes a hover away. */

import { formatBytes, formatBytesExactly } from "../core/units.ts";

export function Bytes(props: { bytes: number }) {
  return <span title={formatBytesExactly(props.bytes)}>{formatBytes(props.bytes)}</span>;
}
