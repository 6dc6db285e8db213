/** The tables of a FlatBuffer by slot, through a Reader that checks every byte of them. */

import { type Place, type Reader, type Scalar, type Span, WIDTHS } from "./reader.ts";

/** The table that the first four bytes point at; null when there is none. */
export function openRoot(reader: Reader, name: string): Table | null {
  const place = { parent: null, field: name, index: -1 };
  const to = reader.uint32(0, place);
  return reader.fault === null ? openTable(reader, to, place) : null;
}

/** Opens the table at a byte after checking it and its vtable; null after a fault. */
function openTable(reader: Reader, at: number, place: Place): Table | null {
  const vtable = at - reader.int32(at, place);
  const vtableBytes = reader.uint16(vtable, place);
  const tableBytes = reader.uint16(vtable + 2, place);
  if (reader.fault !== null) return null;
  if (vtableBytes < 4 || vtableBytes % 2 !== 0 || tableBytes < 4) {
    reader.corrupt(
      place,
      vtable,
      `its vtable claims ${vtableBytes} bytes for itself and ${tableBytes} for the table`,
    );
    return null;
  }
  if (!reader.has(vtable, vtableBytes, place) || !reader.has(at, tableBytes, place)) return null;
  if (!reader.pay(vtableBytes + tableBytes, at, place)) return null;
  return new Table(reader, at, vtable, vtableBytes, tableBytes, place);
}

/** One table: its fields by slot. An absent field answers with its default, "" or []. */
export class Table {
  readonly #reader: Reader;
  readonly #vtable: number;
  readonly #vtableBytes: number;
  readonly #tableBytes: number;
  readonly place: Place;
  /** Byte of the table in the file. */
  readonly at: number;

  constructor(
    reader: Reader,
    at: number,
    vtable: number,
    vtableBytes: number,
    tableBytes: number,
    place: Place,
  ) {
    this.#reader = reader;
    this.at = at;
    this.#vtable = vtable;
    this.#vtableBytes = vtableBytes;
    this.#tableBytes = tableBytes;
    this.place = place;
  }

  /** Whether the table has the field: a vector may be absent or empty. */
  has(slot: number): boolean {
    return this.#field(slot, 1) >= 0;
  }

  int8(slot: number, absent: number): number {
    const at = this.#field(slot, 1);
    return at < 0 ? absent : this.#reader.int8(at, this.place);
  }

  uint8(slot: number, absent: number): number {
    const at = this.#field(slot, 1);
    return at < 0 ? absent : this.#reader.uint8(at, this.place);
  }

  int32(slot: number, absent: number): number {
    const at = this.#field(slot, 4);
    return at < 0 ? absent : this.#reader.int32(at, this.place);
  }

  uint32(slot: number, absent: number): number {
    const at = this.#field(slot, 4);
    return at < 0 ? absent : this.#reader.uint32(at, this.place);
  }

  uint64(slot: number, absent: number): number {
    const at = this.#field(slot, 8);
    return at < 0 ? absent : this.#reader.uint64(at, this.place);
  }

  int64(slot: number, absent: number): number {
    const at = this.#field(slot, 8);
    return at < 0 ? absent : this.#reader.int64(at, this.place);
  }

  float64(slot: number, absent: number): number {
    const at = this.#field(slot, 8);
    return at < 0 ? absent : this.#reader.float64(at, this.place);
  }

  string(slot: number, field: string): string {
    const place = this.#inside(field);
    const span = this.#vector(slot, 1, place);
    return span === null ? "" : this.#reader.text(span, place);
  }

  /** Bytes of a vector of bytes, located and not read; null when absent. */
  bytes(slot: number, field: string): Span | null {
    return this.#vector(slot, 1, this.#inside(field));
  }

  /** null when absent, which some fields tell from empty. */
  scalars(slot: number, field: string, scalar: Scalar): readonly number[] | null {
    const place = this.#inside(field);
    const span = this.#vector(slot, WIDTHS[scalar], place);
    return span === null ? null : this.#reader.scalars(span, scalar, place);
  }

  /** null when absent. */
  ints(slot: number, field: string): readonly number[] | null {
    return this.scalars(slot, field, "int32");
  }

  child(slot: number, field: string): Table | null {
    const place = this.#inside(field);
    const to = this.#target(slot, place);
    return to < 0 ? null : openTable(this.#reader, to, place);
  }

  /** The tables of a vector of tables, each made by `read`; stops at the first fault. */
  children<T>(slot: number, field: string, read: (table: Table, index: number) => T): readonly T[] {
    const place = this.#inside(field);
    const span = this.#vector(slot, 4, place);
    if (span === null) return [];
    const items: T[] = [];
    for (let i = 0; i < span.bytes / 4; i++) {
      const item = { parent: this.place, field, index: i };
      const at = span.start + 4 * i;
      const table = openTable(this.#reader, at + this.#reader.uint32(at, item), item);
      if (table === null) return items;
      items.push(read(table, i));
    }
    return items;
  }

  #inside(field: string): Place {
    return { parent: this.place, field, index: -1 };
  }

  /** Byte of a field, −1 when absent. */
  #field(slot: number, width: number): number {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.#vtableBytes) return -1;
    const offset = this.#reader.uint16(this.#vtable + entry, this.place);
    if (offset === 0) return -1;
    if (offset < 4 || offset + width > this.#tableBytes) {
      const why = `its field ${slot} lies at ${offset} of a table of ${this.#tableBytes} bytes`;
      this.#reader.corrupt(this.place, this.#vtable + entry, why);
      return -1;
    }
    return this.at + offset;
  }

  /** Byte that an offset field points at, −1 when absent. */
  #target(slot: number, place: Place): number {
    const at = this.#field(slot, 4);
    if (at < 0) return -1;
    const to = this.#reader.uint32(at, place);
    return this.#reader.fault === null ? at + to : -1;
  }

  #vector(slot: number, width: number, place: Place): Span | null {
    const to = this.#target(slot, place);
    return to < 0 ? null : this.#reader.vector(to, width, place);
  }
}
