/** Golden results: what CMSIS-Stream makes of buffers outside, of corners, and of what cannot be planned. Written as read-case.ts reads it. */

import type { CaseText } from "./read-case.ts";

export const OUTSIDE: readonly CaseText[] = [
  {
    title: "buffers outside among shared ones",
    text: `
      node source > o:5x4
      node processing1 < i:5x4 > o:5x4
      node sink2 < i:5x4
      node processing2 < i:5x4 > o:5x4
      node processing3 < i:5x4 > o:5x4
      node sink1 < i:5x4
      edges source.o-processing1.i|in:myBuffer processing1.o-sink2.i processing1.o-processing2.i
        + processing2.o-processing3.i processing3.o-sink1.i
      fifos source.o-processing1.i:5x4a processing2.o-processing3.i:5x4a processing3.o-sink1.i:5x4a
        + processing1.o-dup0.i:5x4a dup0.aaaaaa-sink2.i:5x4a dup0.aaaaab-processing2.i:5x4a
      order sinks source processing1 dup0 sink2 processing2 processing3 sink1
      lives sinks 0-1 4-5 5-6 1-2 2-3 2-4
      plan apart myBuffer 0 1 2 3 4 = 20 20 20 20 20 ~ 0 40 0 40
      plan shared myBuffer myBuffer 0 0 myBuffer 0* = 20 ~ 0 20 0 20
      plan copied myBuffer 0 myBuffer 0 1 myBuffer = 20 20 ~ 0 40 0 40
      order even as sinks
      plan level myBuffer myBuffer 0 0 myBuffer 0* = 20 ~ 0 20 0 20`,
  },
  {
    title: "a buffer outside at a source",
    text: `
      node source > o:5x4@Test+array
      node processing1 < i:5x4 > o:5x4
      node sink1 < i:5x4
      node sink2 < i:5x4
      edges source.o-processing1.i processing1.o-sink1.i processing1.o-sink2.i
      fifos source.o-processing1.i:5x4a processing1.o-dup0.i:5x4a dup0.aaaaaa-sink1.i:5x4a
        + dup0.aaaaab-sink2.i:5x4a
      order sinks source processing1 dup0 sink1 sink2
      lives sinks 0-1 1-2 2-3 2-4
      plan shared Test 0 Test Test* = 20 ~ 0 20 0 20
      plan apart Test 0 1 2 = 20 20 20 ~ 0 40 0 40`,
  },
  {
    title: "a buffer outside that is no array",
    text: `
      node source > o:5x4@Test+array
      node processing1 < i:5x4@Test+array > o:5x4
      node sink1 < i:5x4
      node sink2 < i:5x4
      edges source.o-processing1.i processing1.o-sink1.i processing1.o-sink2.i
      fifos source.o-processing1.i:5x4a processing1.o-dup0.i:5x4a dup0.aaaaaa-sink1.i:5x4a
        + dup0.aaaaab-sink2.i:5x4a
      order sinks source processing1 dup0 sink1 sink2
      lives sinks 0-1 1-2 2-3 2-4
      plan shared Test 0 Test Test* = 20 ~ 0 20 0 20
      plan apart Test 0 1 2 = 20 20 20 ~ 0 40 0 40`,
  },
  {
    title: "a buffer that must be an array and is none",
    text: `
      node source > o:5x4@Test+array
      node processing1 < i:7x4 > o:5x4
      node sink1 < i:5x4
      node sink2 < i:5x4
      edges source.o-processing1.i processing1.o-sink1.i processing1.o-sink2.i
      fails not-an-array`,
  },
  {
    title: "a place that the node knows",
    text: `
      node source > o:5x4
      node processing1 < i:5x4@Test2+array > o:5x4
      node sink1 < i:5x4
      edges source.o-processing1.i processing1.o-sink1.i|in:Test
      fifos source.o-processing1.i:5x4a processing1.o-sink1.i:5x4a
      order sinks source processing1 sink1
      lives sinks 0-1 1-2
      plan shared Test2 Test = ~ 0 0 0 0
      plan apart Test2 Test = ~ 0 0 0 0`,
  },
  {
    title: "all in a buffer outside",
    text: `
      node source > o:5x4@Test
      node sink1 < i:5x4
      node sink2 < i:5x4
      edges source.o-sink1.i source.o-sink2.i
      fifos source.o-dup0.i:5x4a dup0.aaaaaa-sink1.i:5x4a dup0.aaaaab-sink2.i:5x4a
      order sinks source dup0 sink1 sink2
      lives sinks 0-1 1-2 1-3
      plan shared Test Test* Test* = ~ 0 0 0 0
      plan apart Test 0 1 = 20 20 ~ 0 40 0 40`,
  },
  {
    title: "two ports that want one buffer",
    text: `
      node source > o:5x4@Test
      node sink < i:5x4@Test
      edges source.o-sink.i
      fifos source.o-sink.i:5x4a
      order sinks source sink
      lives sinks 0-1
      plan shared Test = ~ 0 0 0 0
      plan apart Test = ~ 0 0 0 0`,
  },
  {
    title: "an output that feeds nobody",
    text: `
      node src > o:3x4 unused:2x4
      node z < i:3x4
      edges src.o-z.i
      fifos src.o-z.i:3x4a src.unused-dup0.i:2x4a
      order sinks src dup0 z
      lives sinks 0-2 0-1
      plan apart 0 1 = 12 8 ~ 0 0 0 0
      plan shared 0 1 = 12 8 ~ 0 0 0 0
      plan copied 0 1 = 12 8 ~ 0 0 0 0
      order even src z dup0
      lives even 0-1 0-2
      plan level 0 1 = 12 8 ~ 0 0 0 0`,
  },
  {
    title: "a delay on one branch only",
    text: `
      node a > o:2x4
      node b < i:2x4
      node c < i:2x4
      edges a.o-b.i|delay:3 a.o-c.i
      best 20
      fifos a.o-dup0.i:2x4a dup0.aaaaaa-b.i:3x4|delay:3 dup0.aaaaab-c.i:2x4a
      order sinks b a dup0 c
      lives sinks 1-2 2-0 2-3
      plan apart 0 1 2 = 8 12 8 ~ 4 16 4 16
      plan shared 0 1 0* = 8 12 ~ 4 8 4 8
      plan copied 0 2 1 = 8 8 12 ~ 4 16 4 16
      order even as sinks
      plan level 0 1 0* = 8 12 ~ 4 8 4 8`,
  },
  {
    title: "two graphs in one",
    text: `
      node a > o:1x4
      node b < i:1x4
      node c > o:1x4
      node d < i:1x4
      edges a.o-b.i c.o-d.i
      fails not-connected`,
  },
  {
    title: "rates that contradict each other",
    text: `
      node a > o:2x4 p:3x4
      node b < i:1x4 j:1x4
      edges a.o-b.i a.p-b.j
      fails not-schedulable`,
  },
  {
    title: "a loop without a delay",
    text: `
      node a < i:1x4 > o:1x4
      node b < i:1x4 > o:1x4
      edges a.o-b.i b.o-a.i
      fails deadlock`,
  },
  {
    title: "equal lists of rates at both ends",
    text: `
      node a > o:2,1x4
      node b < i:2,1x4
      edges a.o-b.i
      fails reference-equal-cycles`,
  },
  {
    title: "a loop to oneself",
    text: `
      node src > o:1x4
      node a < i:1x4 fb:1x4 > o:1x4 q:1x4
      node z < i:1x4
      edges src.o-a.i a.q-a.fb|delay:1 a.o-z.i
      fails reference-self-loop`,
  },
  {
    title: "one output for two buffers outside",
    text: `
      node src > o:5x4
      node s1 < i:5x4@extA+array
      node s2 < i:5x4@extB+array
      edges src.o-s1.i src.o-s2.i
      fifos src.o-dup0.i:5x4a dup0.aaaaaa-s1.i:5x4a dup0.aaaaab-s2.i:5x4a
      order sinks src dup0 s1 s2
      lives sinks 0-1 1-2 1-3
      plan apart 0 extA extB = 20
      plan shared extA extA* extB =`,
  },
];
