import { expect, test } from "@playwright/test";
import { Memplan } from "./driver.ts";

/** A scheduler of five nodes; `low`: the memory of fifo2. */
function scheduler(low: string): string {
  const nodes = [
    ["gain", "Gain<float32_t,160,float32_t,160> gain(fifo0,fifo1);"],
    ["mic", "Mic<float32_t,160> mic(fifo0);"],
    ["out", "Speaker<float32_t,160> out(fifo3);"],
    ["shape", "Shape<float32_t,160,float32_t,160> shape(fifo2,fifo3);"],
    ["split", "Bands<float32_t,160,float32_t,160> split(fifo1,fifo2);"],
  ] as const;
  return `#include "custom.h"
#define CG_BEFORE_FIFO_BUFFERS
static uint8_t schedule[5]=
{
1,0,4,3,2,
};
CG_BEFORE_FIFO_BUFFERS
${[0, 1, 2, 3].map((f) => `#define FIFOSIZE${f} 160`).join("\n")}
${["buf0", "buf1"].map((b, n) => `#define BUFFERSIZE${n} 640\nCG_BEFORE_BUFFER\nuint8_t ${b}[BUFFERSIZE${n}]={0};`).join("\n")}
uint32_t scheduler(int *error)
{
${["buf0", "buf1", low, "buf1"].map((b, f) => `    FIFO<float32_t,FIFOSIZE${f},1,0> fifo${f}(${b});`).join("\n")}
${nodes.map(([, line]) => `    ${line}`).join("\n")}
    while(cgStaticError==0)
    {
        for(unsigned long id=0 ; id < 5; id++)
        {
            switch(schedule[id])
            {
${nodes.map(([id], n) => `                case ${n}:\n                {\n                   cgStaticError = ${id}.run();\n                }\n                break;`).join("\n")}
                default:
                break;
            }
        }
    }
    return(nbSchedule);
}
`;
}

test("a scheduler's C++ opens as its graph, and the plan that it ships is compared", async ({ page }) => {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openFile("voice.cpp", scheduler("buf0"));
  await expect(page.getByTestId("offer")).toContainText(
    /This file ships a plan: 1\.25 KiB; ours 1\.25 KiB\./,
  );
  await expect(page.getByTestId("graph")).toContainText("mic");
  await expect(page.getByTestId("graph")).toContainText("shape");
  await expect(page.getByTestId("offer")).not.toContainText("conflict");
  await page.getByTestId("offer").getByRole("button", { name: "Compare" }).click();
  await expect(page.getByTestId("compare")).toContainText("in both 4, 2.5 KiB");
});

test("a plan that lets two FIFOs share a buffer too early is shown as a conflict", async ({ page }) => {
  const memplan = new Memplan(page);
  await memplan.visit();
  await memplan.openFile("wrong.cpp", scheduler("buf1"));
  const conflicts = page.getByTestId("offer").getByRole("button", { name: /conflicts? in it/ });
  await expect(conflicts).toBeVisible();
  await expect(page.getByTestId("summary")).toContainText("2 conflicts in the file");
  await expect(page.getByRole("button", { name: "Problems 2" })).toBeVisible();
  await conflicts.click();
  const problems = page.getByTestId("problems");
  await expect(problems).toContainText(
    "In the shipped plan, at step 2, split writes fifo2 over what it reads in the same step: both lie in buf1",
  );
  const line = problems.locator("[data-severity=error]").first();
  await expect(line).toContainText("fifo2");
  // the line leads to the FIFO
  await line.getByRole("button").first().click();
  await expect(page.getByTestId("inspector")).toContainText("fifo2");
});
