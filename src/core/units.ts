/** Numbers as people in this field write them: IEC sizes, hex addresses, inclusive steps, grouped digits. */

const IEC = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** Made once: labels of a graph ask for thousands of numbers. */
const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** `1,918,976` */
export function formatCount(n: number): string {
  return GROUPED.format(n);
}

/** `1.83 MiB`; `digits` after the point at most. */
export function formatBytes(bytes: number, digits = 2): string {
  let unit = 0;
  let value = Math.abs(bytes);
  while (value >= 1024 && unit < IEC.length - 1) {
    value /= 1024;
    unit++;
  }
  // 1023.999 KiB must not print as 1024 KiB
  if (unit > 0 && unit < IEC.length - 1 && Number(value.toFixed(digits)) >= 1024) {
    value /= 1024;
    unit++;
  }
  const text = unit === 0 ? formatCount(value) : String(Number(value.toFixed(digits)));
  return `${bytes < 0 ? "−" : ""}${text} ${IEC[unit]}`;
}

/** `1.83 MiB (1,918,976 B)`; below 1 KiB just `512 B`. */
export function formatBytesExactly(bytes: number): string {
  return Math.abs(bytes) < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes)} B)`;
}

/** `0x0000_4000`, padded to the width that `most` needs; or `16,384` in decimal. */
export function formatAddress(address: number, most = 0, base: "hex" | "dec" = "hex"): string {
  if (base === "dec") return formatCount(address);
  const digits = Math.max(address, most).toString(16).length;
  const width = Math.max(4, Math.ceil(digits / 4) * 4);
  const hex = address.toString(16).toUpperCase().padStart(width, "0");
  return `0x${hex.replace(/(?=(?:.{4})+$)(?!^)/g, "_")}`;
}

/** `[0x0000_4000, 0x0000_8000)`, half open. */
export function formatAddresses(from: number, to: number, most = 0, base: "hex" | "dec" = "hex"): string {
  return `[${formatAddress(from, most, base)}, ${formatAddress(to, most, base)})`;
}

/** A half-open lifetime in words, inclusive: `steps 21–32 (12)`. */
export function formatSteps(start: number, end: number): string {
  const n = end - start;
  return n === 1
    ? `step ${formatCount(start)}`
    : `steps ${formatCount(start)}–${formatCount(end - 1)} (${formatCount(n)})`;
}

/** `12.5 %`; a share that is not 0 or 1 never reads as if it were: `<0.1 %`, `>99.9 %`. */
export function formatPercent(ratio: number): string {
  const percent = Number((ratio * 100).toFixed(1));
  if (percent === 0 && ratio > 0) return "<0.1 %";
  if (percent === 100 && ratio < 1) return ">99.9 %";
  return `${percent} %`;
}

/** `<1 ms`, `12 ms`, `3.4 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1) return "<1 ms";
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const SIZE = /^\s*(0x[0-9a-f_]+|[0-9][0-9_,]*(?:\.[0-9]+)?)\s*([kmgt]i?b?|b)?\s*$/i;

/** Whether a text is a size, but one beyond what is exact. */
export function isTooManyBytes(text: string): boolean {
  const bytes = bytesIn(text);
  return bytes !== undefined && bytes > Number.MAX_SAFE_INTEGER;
}

function bytesIn(text: string): number | undefined {
  const found = SIZE.exec(text);
  if (found === null) return undefined;
  const digits = (found[1] ?? "").replace(/[_,]/g, "");
  const power = "bkmgt".indexOf((found[2] ?? "b").charAt(0).toLowerCase());
  return Number(digits) * 1024 ** power;
}

/** Bytes of `262144`, `256KiB`, `0x40000` (`256K` and `256KB` also mean 1024s); undefined when it is none of these. */
export function parseBytes(text: string): number | undefined {
  const bytes = bytesIn(text);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
