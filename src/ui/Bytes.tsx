/** A size in IEC units with the exact bytes a hover away. */

import { formatBytes, formatBytesExactly } from "../core/units.ts";

export function Bytes(props: { bytes: number; digits?: number }) {
  return <span title={formatBytesExactly(props.bytes)}>{formatBytes(props.bytes, props.digits)}</span>;
}
