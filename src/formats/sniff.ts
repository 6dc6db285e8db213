/** What a file is that no format of ours claims, told by its signature: so that the refusal can say it. */

import type { Peek } from "./format.ts";
import {
  holds,
  isPickle,
  isSafetensors,
  isTable,
  isUtf16,
  looksLikeCoreMl,
  looksLikeFlatBuffer,
  looksLikeOnnx,
  looksLikeSavedModel,
} from "./looks-like.ts";

export interface Sniffed {
  /** "empty", "json", "csv" or another kebab-case word. */
  readonly code: string;
  /** Ends the sentence "This is …". */
  readonly says: string;
  /** What the person can do, where it is more than opening another file. */
  readonly help: string;
}

interface Signature extends Sniffed {
  readonly is: (peek: Peek) => boolean;
}

/** `magic` as Latin-1 text at byte `at`. */
function bytesAt(at: number, ...magics: readonly string[]): Signature["is"] {
  return ({ bytes }) =>
    magics.some((magic) => Array.from(magic).every((c, i) => bytes[at + i] === c.charCodeAt(0)));
}

function textIs(pattern: RegExp): Signature["is"] {
  return ({ text }) => pattern.test(text);
}

function both(a: Signature["is"], b: Signature["is"]): Signature["is"] {
  return (peek) => a(peek) && b(peek);
}

const UNPACK = "Unpack it and open what is inside.";
const EXPORT = "Export the model as ONNX, TFLite or ExecuTorch, or write its graph as a memplan document.";
const WEIGHTS = "It holds weights without the graph: open the model that uses them.";

/** First match wins: the particular before the general. */
const SIGNATURES: readonly Signature[] = [
  {
    code: "empty",
    says: "an empty file",
    help: "Perhaps it was not saved or downloaded whole.",
    is: (p) => p.size === 0 || (p.size < 65536 && p.text !== "" && p.text.trim() === ""),
  },
  {
    code: "lfs-pointer",
    says: "a Git LFS pointer, not the file itself",
    help: 'Fetch the file with "git lfs pull".',
    is: textIs(/^version https:\/\/git-lfs\.github\.com\/spec\//),
  },
  {
    code: "html",
    says: "a web page (HTML)",
    help: "A download link was probably saved as its page: download the file itself.",
    is: textIs(/^\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<!--[\s\S]{0,2000}?-->\s*<(?:!doctype )?html)/i),
  },
  { code: "elf", says: "a program or library (ELF)", help: "", is: bytesAt(0, "\x7fELF") },
  {
    code: "mach-o",
    says: "a program or library (Mach-O or Java)",
    help: "",
    is: bytesAt(
      0,
      "\xfe\xed\xfa\xce",
      "\xfe\xed\xfa\xcf",
      "\xce\xfa\xed\xfe",
      "\xcf\xfa\xed\xfe",
      "\xca\xfe\xba\xbe",
    ),
  },
  {
    code: "pe",
    says: "a Windows program or library (PE)",
    help: "",
    is: both(bytesAt(0, "MZ"), (p) => p.text === ""),
  },
  {
    code: "pt2",
    says: "a PyTorch archive (ZIP)",
    help: EXPORT,
    is: both(
      bytesAt(0, "PK\x03\x04"),
      (p) => holds(p, "archive_format") || holds(p, "/data.pkl") || holds(p, "data/serialized"),
    ),
  },
  {
    code: "keras",
    says: "a Keras model (ZIP)",
    help: EXPORT,
    is: both(bytesAt(0, "PK\x03\x04"), (p) => holds(p, "model.weights.h5")),
  },
  {
    code: "npz",
    says: "NumPy arrays (.npz)",
    help: WEIGHTS,
    is: both(bytesAt(0, "PK\x03\x04"), (p) => holds(p, ".npy")),
  },
  {
    code: "encrypted-zip",
    says: "a ZIP archive that is encrypted",
    help: "Unpack it with its password and open what is inside.",
    is: both(bytesAt(0, "PK\x03\x04"), ({ bytes }) => ((bytes[6] ?? 0) & 1) === 1),
  },
  {
    code: "zip-model",
    says: "a ZIP archive with a model in it",
    help: UNPACK,
    is: both(bytesAt(0, "PK\x03\x04"), (p) => holds(p, ".onnx") || holds(p, ".tflite")),
  },
  {
    code: "encrypted",
    says: "an encrypted file",
    help: "Decrypt it first: its bytes say nothing.",
    is: bytesAt(0, "Salted__", "age-encryption.org/", "-----BEGIN PGP MESSAGE", "-----BEGIN AGE"),
  },
  {
    code: "ort",
    says: "a model in the format of ONNX Runtime (.ort)",
    help: "Open the .onnx that it was made from.",
    is: bytesAt(4, "ORTM"),
  },
  {
    code: "zip",
    says: "a ZIP archive",
    help: UNPACK,
    is: bytesAt(0, "PK\x03\x04", "PK\x05\x06", "PK\x07\x08"),
  },
  { code: "gzip", says: "a file packed by gzip", help: UNPACK, is: bytesAt(0, "\x1f\x8b") },
  { code: "7z", says: "a 7-Zip archive", help: UNPACK, is: bytesAt(0, "7z\xbc\xaf\x27\x1c") },
  { code: "xz", says: "a file packed by xz", help: UNPACK, is: bytesAt(0, "\xfd7zXZ\x00") },
  { code: "zstd", says: "a file packed by Zstandard", help: UNPACK, is: bytesAt(0, "\x28\xb5\x2f\xfd") },
  {
    code: "bzip2",
    says: "a file packed by bzip2",
    help: UNPACK,
    is: both(bytesAt(0, "BZh"), bytesAt(4, "1AY&SY")),
  },
  { code: "tar", says: "a TAR archive", help: UNPACK, is: bytesAt(257, "ustar") },
  { code: "png", says: "a picture (PNG)", help: "", is: bytesAt(0, "\x89PNG\r\n\x1a\n") },
  { code: "jpeg", says: "a picture (JPEG)", help: "", is: bytesAt(0, "\xff\xd8\xff") },
  { code: "gif", says: "a picture (GIF)", help: "", is: bytesAt(0, "GIF87a", "GIF89a") },
  { code: "webp", says: "a picture (WebP)", help: "", is: both(bytesAt(0, "RIFF"), bytesAt(8, "WEBP")) },
  { code: "pdf", says: "a PDF document", help: "", is: bytesAt(0, "%PDF-") },
  {
    code: "executorch",
    says: "data of an ExecuTorch program (.ptd), without its methods",
    help: "Open the program (.pte) that uses it.",
    is: bytesAt(4, "FT01"),
  },
  {
    code: "hdf5",
    says: "an HDF5 file, perhaps a Keras model",
    help: EXPORT,
    is: bytesAt(0, "\x89HDF\r\n\x1a\n"),
  },
  { code: "npy", says: "a NumPy array (.npy)", help: WEIGHTS, is: bytesAt(0, "\x93NUMPY") },
  { code: "gguf", says: "a GGUF model: weights without a graph", help: WEIGHTS, is: bytesAt(0, "GGUF") },
  {
    code: "safetensors",
    says: "a safetensors file: weights without a graph",
    help: WEIGHTS,
    is: isSafetensors,
  },
  { code: "pickle", says: "a Python pickle", help: EXPORT, is: isPickle },
  { code: "utf-16", says: "text in UTF-16", help: "Save it again with the encoding UTF-8.", is: isUtf16 },
  { code: "xml", says: "an XML document", help: "", is: textIs(/^\s*<\?xml\s/i) },
  {
    code: "coreml",
    says: "most probably a Core ML model",
    help: "Export the model as ONNX or TFLite.",
    is: looksLikeCoreMl,
  },
  {
    code: "tensorflow",
    says: "most probably a TensorFlow model (SavedModel)",
    help: "Convert it to TFLite, or to ONNX with tf2onnx.",
    is: looksLikeSavedModel,
  },
  {
    code: "onnx",
    says: "most probably an ONNX model whose beginning is damaged",
    help: "Download or export it again.",
    is: looksLikeOnnx,
  },
  {
    code: "flatbuffer",
    says: "a FlatBuffer of another kind than TFLite and ExecuTorch",
    help: `An ExecuTorch program (.pte) has "ET" and two digits at byte 4: if this is one, it is damaged. ${EXPORT}`,
    is: looksLikeFlatBuffer,
  },
  {
    code: "c++",
    says: "source code in C or C++",
    help: "Of a project with CMSIS-Stream, open the scheduler that it generated, with its FIFOs and its schedule.",
    is: textIs(/^[ \t]*#[ \t]*(?:include[ \t]*[<"]|ifndef[ \t]+\w|pragma[ \t]+once)/m),
  },
  { code: "json", says: "JSON", help: "", is: textIs(/^\s*(?:\{|\[\s*(?:[\d"{[\]-]|true|false|null))/) },
  {
    code: "csv",
    says: "a CSV table, but not one of MiniMalloc's",
    help: "Its first line must name the columns id, lower, upper and size, with commas between them.",
    is: isTable,
  },
  { code: "text", says: "a text that memplan does not know", help: "", is: (p) => p.text !== "" },
];

/** What the first bytes say; "unknown" when no signature fits. */
export function sniff(peek: Peek): Sniffed {
  return (
    SIGNATURES.find(({ is }) => is(peek)) ?? {
      code: "unknown",
      says: "a binary file that memplan does not know",
      help: "",
    }
  );
}
