/** Speed: processor time of what a person waits for. Times hold for one machine; compare rows of one run. */

import process from "node:process";
import type { SourceDocument } from "../src/core/document.ts";
import { planDocument } from "../src/core/plan.ts";
import { planAndCheck } from "../src/core/plan-checked.ts";
import { DEFAULT_SETTINGS } from "../src/core/settings.ts";
import { NO_WATCH } from "../src/core/watch.ts";
import { openSource } from "../src/formats/index.ts";
import { writeNative } from "../src/formats/native/write.ts";
import { sourceFromBytes } from "../src/formats/source.ts";
import { cdToDat, voices } from "../tools/examples/dataflow.ts";
import { residualGraph, residualOnnx, residualTflite, trace } from "./inputs.ts";

const TIMES = 5;

export interface Timing {
  readonly what: string;
  /** Milliseconds of the processor: the first run in a fresh program, and the median of five more. */
  readonly first: number;
  readonly warm: number;
  /** What issue and page promise, in milliseconds. */
  readonly goal?: number;
}

async function time(what: string, work: () => unknown, goal?: number): Promise<Timing> {
  const runs: number[] = [];
  for (let i = 0; i <= TIMES; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    runs.push((user + system) / 1000);
  }
  const [first = 0, ...rest] = runs;
  rest.sort((a, b) => a - b);
  return { what, first, warm: rest[TIMES >> 1] ?? 0, ...(goal === undefined ? {} : { goal }) };
}

async function drop(name: string, bytes: Uint8Array): Promise<void> {
  const opened = await openSource(sourceFromBytes(name, bytes), NO_WATCH);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { document } = opened.value;
  if (document.kind === "plan") throw new Error(`${name} is a plan`);
  const planned = planAndCheck(document, DEFAULT_SETTINGS, "", NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
  const [wrong] = planned.value.violations;
  if (wrong !== undefined) throw new Error(`${name}: ${wrong.message}`);
}

function plan(document: SourceDocument, place: string): void {
  const planned = planDocument(document, { ...DEFAULT_SETTINGS, place }, NO_WATCH);
  if (!planned.ok) throw new Error(planned.problem.message);
}

export async function measureSpeed(): Promise<readonly Timing[]> {
  const timings: Timing[] = [];
  const bytes = (nodes: number) => new TextEncoder().encode(writeNative(residualGraph(nodes)));
  const [small, tflite, large] = [bytes(1_000), residualTflite(1_000), bytes(5_000)];
  const onnx = residualOnnx(5_000);
  const long = trace(100_000);
  timings.push(await time("1,000 nodes of JSON: open, plan, check", () => drop("small.json", small), 150));
  timings.push(
    await time("1,000 nodes of TFLite: open, plan, check", () => drop("small.tflite", tflite), 150),
  );
  timings.push(await time("5,000 nodes of JSON: open, plan, check", () => drop("large.json", large)));
  timings.push(await time("5,000 nodes of ONNX: open, plan, check", () => drop("large.onnx", onnx), 1_000));
  timings.push(await time("100,000 storages: plan by first-fit", () => plan(long, "first-fit"), 1_000));
  timings.push(await time("100,000 storages: plan by best-fit", () => plan(long, "best-fit")));
  timings.push(await time("100,000 storages: plan by greedy-by-size", () => plan(long, "greedy-by-size")));
  const [many, rates] = [voices(), cdToDat()];
  timings.push(await time("511 FIFOs: schedule and plan", () => plan(many, DEFAULT_SETTINGS.place), 300));
  timings.push(await time("612 firings: schedule and plan", () => plan(rates, DEFAULT_SETTINGS.place)));
  return timings;
}
