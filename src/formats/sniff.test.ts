import { describe, expect, test } from "vitest";
import { sayProblem } from "../core/result.ts";
import { NO_WATCH } from "../core/watch.ts";
import { FORMATS, openSource } from "./index.ts";
import { sniff } from "./sniff.ts";
import { peekAt, sourceFromBytes } from "./source.ts";

/** Latin-1 text as bytes: "\xff" is one byte. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

const ZIP = "PK\x03\x04\x14\x00\x00\x00";
const SAFE = '\x40\x00\x00\x00\x00\x00\x00\x00{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.padEnd(
  100,
);
/** A root at 16 whose vtable, at 8, has 8 bytes. */
const FLAT = "\x10\x00\x00\x00ABCD\x08\x00\x08\x00\x04\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00";

const FOREIGN: readonly (readonly [code: string, content: string, says: string])[] = [
  ["empty", "", "an empty file"],
  ["empty", " \n\n", "an empty file"],
  ["lfs-pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "git lfs pull"],
  ["html", "\n<!DOCTYPE html><title>404</title>", "web page"],
  ["html", '<html lang="en">', "web page"],
  ["html", "<!-- saved -->\n<html>", "web page"],
  ["c++", '// a header\n#pragma once\n#include "x.h"\n', "C or C++"],
  ["elf", "\x7fELF\x02\x01\x01\x00", "ELF"],
  ["mach-o", "\xcf\xfa\xed\xfe\x07\x00\x00\x01", "Mach-O"],
  ["pe", "MZ\x90\x00\x03\x00", "PE"],
  ["pt2", `${ZIP}model/archive_format\x00`, "PyTorch"],
  ["keras", `${ZIP}config.json\x00${ZIP}model.weights.h5`, "Keras"],
  ["npz", `${ZIP}arr_0.npy\x00`, "npz"],
  ["zip", `${ZIP}readme.txt\x00`, "Unpack"],
  ["zip-model", `${ZIP}net/model.onnx\x00`, "a model in it"],
  ["encrypted-zip", "PK\x03\x04\x14\x00\x01\x00model.onnx", "password"],
  ["encrypted", "Salted__\x93\x01\x00\xf2", "Decrypt"],
  ["ort", "\x18\x00\x00\x00ORTM\x00\x00\x00\x00", ".onnx"],
  ["coreml", "\x08\x04\x12\x04\x0a\x02\x0a\x00\xa2\x1f\x02\x0a\x00", "Core ML"],
  ["tensorflow", `\x08\x01\x12\x64\x0a${"\x12".repeat(99)}`, "SavedModel"],
  ["gzip", "\x1f\x8b\x08\x00", "gzip"],
  ["7z", "7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"],
  ["xz", "\xfd7zXZ\x00\x00", "xz"],
  ["zstd", "\x28\xb5\x2f\xfd\x00", "Zstandard"],
  ["bzip2", "BZh91AY&SY\x00", "bzip2"],
  ["tar", `${"name".padEnd(257, "\x00")}ustar\x0000`, "TAR"],
  ["png", "\x89PNG\r\n\x1a\n\x00\x00", "PNG"],
  ["jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"],
  ["gif", "GIF89a\x01\x00\x01\x00", "GIF"],
  ["webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"],
  ["pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "PDF"],
  ["executorch", "\x10\x00\x00\x00FT01\x00\x00\x00\x00", "ExecuTorch"],
  ["hdf5", "\x89HDF\r\n\x1a\n\x00", "Keras"],
  ["npy", "\x93NUMPY\x01\x00v\x00", "NumPy"],
  ["gguf", "GGUF\x03\x00\x00\x00", "GGUF"],
  ["safetensors", SAFE, "safetensors"],
  ["pickle", "\x80\x04\x95\x10\x00\x00\x00", "pickle"],
  ["pickle", "\x80\x02}q\x00.", "pickle"],
  ["utf-16", "\xff\xfei\x00d\x00", "UTF-8"],
  ["utf-16", "i\x00d\x00,\x00", "UTF-8"],
  ["xml", '<?xml version="1.0"?>\n<net/>', "XML"],
  ["onnx", "\x08\x08\x12\x07pytorch\x00", "ONNX"],
  ["flatbuffer", FLAT, "FlatBuffer"],
  ["csv", "name,from,to\na,1,2\n", "id, lower, upper and size"],
  ["csv", "id;lower;upper;size\na;1;2;3\n", "commas between them"],
  ["text", "Dear all,\nwhere is the model?", "a text that memplan does not know"],
  ["text", "[section]\nkey = 1\n", "a text"],
  ["unknown", "\x00\x01\x02\x03\x04\x05", "a binary file"],
];

describe("a foreign file is refused with what it is, and what memplan opens", () => {
  test.each(FOREIGN)("%s: %j", async (code, content, says) => {
    const source = sourceFromBytes("file", latin1(content));
    expect(sniff(await peekAt(source)).code).toBe(code);
    const opened = await openSource(source, NO_WATCH);
    if (opened.ok) throw new Error("it was opened");
    const text = sayProblem(opened.problem);
    expect(text).toContain(says);
    expect(text).toMatch(/^This is .+\. .*memplan opens .+ and .+\.$/);
    for (const { title, read } of FORMATS) {
      if (read !== undefined) expect(text).toContain(title);
    }
  });
});

describe("JSON that is not ours is read to say why", () => {
  test.each([
    ['{"hello": 1}', "not-memplan"],
    ["[1]", "not-memplan"],
    ["[]", "not-memplan"],
    ['{"format":"memplan","version":1,"kind":"dataflow"}', "missing-field"],
    ['{"format":"memplan",', "truncated"],
    ["{format: 1}", "bad-json"],
  ])("%s", async (text, code) => {
    const opened = await openSource(sourceFromBytes("file", latin1(text)), NO_WATCH);
    expect(opened).toMatchObject({ ok: false, problem: { code } });
  });
});
