import { describe, expect, test } from "vitest";
import { echo, forkAndJoinOfBlocks } from "../../tools/examples/dataflow.ts";
import { textGraph } from "../core/testing/text-graph.ts";
import { writeStreamGraph } from "../formats/cmsis-yaml/write-graph.ts";
import { writeNative } from "../formats/native/write.ts";
import { memplan } from "./testing/memory-io.ts";

function yamlOf(document: Parameters<typeof writeStreamGraph>[0]): string {
  const text = writeStreamGraph(document);
  if (!text.ok) throw new Error(text.problem.message);
  return text.value;
}

const FILES = {
  "graph.yml": yamlOf(forkAndJoinOfBlocks()),
  "shared.yml": "version: 3.0.0\nschedule-options:\n  memory-optimization: true\n",
  "plain.yml": "version: 3.0.0\n",
  "broken.yml": "version: 3.0.0\nschedule-options:\n  sink-priority: maybe\n",
  "net.json": writeNative(textGraph("input x 4\na:4 = Relu(x)\nout a")),
};

async function bytesOf(line: string): Promise<number> {
  const { out } = await memplan(`plan ${line} --fifos reference --json -`, FILES);
  return JSON.parse(out).stats.peakBytes;
}

describe("a graph and its configuration", () => {
  test("are planned together, and flags win over what the configuration says", async () => {
    expect(await bytesOf("graph.yml --config plain.yml")).toBe(14 * 400);
    expect(await bytesOf("graph.yml --config shared.yml")).toBe(1600);
    expect(await bytesOf("graph.yml --config shared.yml --memory-optimization off")).toBe(14 * 400);
  });

  test("say which of the two is wrong, and where", async () => {
    const { code, err } = await memplan("plan graph.yml --config broken.yml", FILES);
    expect([code, err]).toEqual([2, expect.stringContaining("broken.yml, line 3, column 18")]);
    expect((await memplan("plan graph.yml --config none.yml", FILES)).err).toContain("none.yml");
    expect((await memplan("plan graph.yml --config graph.yml", FILES)).err).toContain(
      "is a graph of CMSIS-Stream",
    );
    expect((await memplan("plan net.json --config shared.yml", FILES)).err).toContain(
      "Only a dataflow graph",
    );
  });

  test("are written as YAML again", async () => {
    const { out } = await memplan("convert echo.json --to cmsis-stream", {
      "echo.json": writeNative(echo()),
    });
    expect(out).toContain("  - node: damp\n    identified: true\n    kind: Gain\n");
    const options = { memoryOptimization: true, sinkPriority: false } as const;
    const config = await memplan("convert echo.json --to cmsis-stream-config", {
      "echo.json": writeNative({ ...echo(), options }),
    });
    expect(config.out).toBe(
      "version: 3.0.0\nschedule-options:\n  memory-optimization: true\n  sink-priority: false\n",
    );
  });
});
