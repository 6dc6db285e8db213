/** Reads the header of an ONNX file of any size: everything but the payloads of weights. */

import { fail, ok, type Result } from "../../core/result.ts";
import type { Watch } from "../../core/watch.ts";
import type { Source } from "../format.ts";
import { modelBuilder } from "./builders.ts";
import type { RawModel } from "./model.types.ts";
import { walkSource } from "./walk.ts";
import { SourceEnded, Window } from "./window.ts";
import { WireFault } from "./wire.ts";

/** Problems: "truncated" (the file ends too early), "corrupt" (its bytes are no ONNX model). */
export async function readModel(source: Source, watch: Watch): Promise<Result<RawModel>> {
  const { builder, model } = modelBuilder();
  const window = new Window(source);
  try {
    await walkSource(window, 0, source.size, builder, (done) =>
      watch({ phase: "reading", done, total: source.size }),
    );
    return ok(model());
  } catch (fault) {
    if (fault instanceof SourceEnded) {
      return fail("truncated", "The file is cut short: it ends inside the model.", {
        help: "Download or export it again.",
      });
    }
    if (!(fault instanceof WireFault)) throw fault;
    return fail("corrupt", `This is no sound ONNX file: ${fault.message}.`, {
      where: `byte ${fault.at.toLocaleString("en-US")}`,
      help: "Download or export it again; if it was cut short, its end is missing.",
    });
  }
}
