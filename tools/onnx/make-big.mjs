// `node tools/onnx/make-big.mjs FOLDER`: writes ONNX files of 2.2 and 4.4 GB that take up next to no disk, for tests of reading.
import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const utf8 = new TextEncoder();

function varint(value) {
  const bytes = [];
  let rest = BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

const join8 = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const int = (field, value) => join8(varint(field * 8), varint(value));
const head = (field, length) => join8(varint(field * 8 + 2), varint(length));
const data = (field, bytes) => join8(head(field, bytes.length), bytes);
const text = (field, value) => data(field, utf8.encode(value));
const message = (field, ...fields) => data(field, join8(...fields));

function value(field, name, dims) {
  const shape = message(2, ...dims.map((d) => message(1, int(1, d))));
  return message(field, text(1, name), message(2, message(1, int(1, 1), shape)));
}

/** The bytes of a weight up to its payload, which follows as a hole. */
function weight(name, rows, columns) {
  const payload = rows * columns * 4;
  const inside = join8(int(1, rows), int(1, columns), int(2, 1), text(8, name), head(9, payload));
  return { bytes: join8(head(5, inside.length + payload), inside), hole: payload };
}

const plain = (bytes) => ({ bytes, hole: 0 });

/** @param first whether the weights stand before the nodes @param large columns of one more weight that is larger than 2 GB */
export function makeBig(path, { first = false, large = 0 } = {}) {
  const [layers, width] = [200, 1664];
  const weights = Array.from({ length: layers }, (_, i) => weight(`w${i}`, width, width));
  const nodes = Array.from({ length: layers }, (_, i) =>
    plain(
      message(
        1,
        text(1, `t${i}`),
        text(1, `w${i}`),
        text(2, `t${i + 1}`),
        text(3, `n${i}`),
        text(4, "MatMul"),
      ),
    ),
  );
  const ends = [plain(join8(value(11, "t0", [1, width])), 0), plain(value(12, `t${layers}`, [1, width]))];
  if (large > 0) {
    weights.push(weight("large", width, large));
    nodes.push(
      plain(message(1, text(1, `t${layers}`), text(1, "large"), text(2, "wide"), text(4, "MatMul"))),
    );
    ends.push(plain(value(12, "wide", [1, large])));
  }
  const parts = first ? [...weights, ...nodes, ...ends] : [...nodes, ...weights, ...ends];
  const length = parts.reduce((sum, { bytes, hole }) => sum + bytes.length + hole, 0);
  const file = openSync(path, "w");
  let at = 0;
  const put = ({ bytes, hole }) => {
    writeSync(file, bytes, 0, bytes.length, at);
    at += bytes.length + hole;
  };
  put(plain(join8(int(1, 8), text(2, "memplan"), head(7, length))));
  for (const part of parts) put(part);
  // what stands behind everything must be found too
  put(plain(message(8, text(1, ""), int(2, 17))));
  ftruncateSync(file, at);
  closeSync(file);
  return at;
}

/** 2.2 GB as exporters write it; 4.4 GB with the weights first, one of them beyond 2^31 bytes. */
export function makeBoth(folder) {
  mkdirSync(folder, { recursive: true });
  const [two, four] = [join(folder, "two.onnx"), join(folder, "four.onnx")];
  return [
    { path: two, size: makeBig(two) },
    { path: four, size: makeBig(four, { first: true, large: 325_000 }) },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const { path, size } of makeBoth(process.argv[2] ?? "."))
    process.stdout.write(`${path}: ${size} bytes\n`);
}
