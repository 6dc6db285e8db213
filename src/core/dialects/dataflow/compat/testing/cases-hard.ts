/** Golden results: what CMSIS-Stream makes of graphs that are hard to share memory in. Written as read-case.ts reads it. */

import type { CaseText } from "./read-case.ts";

export const HARD: readonly CaseText[] = [
  {
    title: "a chain with a waist",
    text: `
      node source > o:100x1
      node p0 < i:100x1 > o:1x1
      node p1 < i:1x1 > o:1x1
      node p2 < i:1x1 > o:100x1
      node sink < i:100x1
      edges source.o-p0.i p0.o-p1.i p1.o-p2.i p2.o-sink.i
      best 101
      fifos source.o-p0.i:100x1a p0.o-p1.i:1x1a p1.o-p2.i:1x1a p2.o-sink.i:100x1a
      order sinks source p0 p1 p2 sink
      lives sinks 0-1 1-2 2-3 3-4
      plan apart 0 1 2 3 = 100 1 1 100 ~ 0 0 0 0
      plan shared 1 0 1 0 = 100 100 ~ 0 0 0 0
      plan copied 1 0 1 0 = 100 100 ~ 0 0 0 0
      order even as sinks
      plan level 1 0 1 0 = 100 100 ~ 0 0 0 0`,
  },
  {
    title: "colours that only an exact search finds",
    text: `
      node n0_0 > o0:8x1 o1:1x2 o2:3x4
      node n1_0 < i0:8x1 > o0:1x1 o1:8x1 o2:8x4 o3:16x2
      node n1_1 < i0:1x2
      node n1_2 < i0:3x4 > o0:2x2
      node n2_0 < i0:2x2 i1:1x1 > o0:8x2
      node n2_1 < i0:8x1 > o0:4x1
      node n2_2 < i0:8x4 > o0:6x2
      node n2_3 < i0:16x2 > o0:4x1
      node n3_0 < i0:4x1 i1:4x1
      node n3_1 < i0:8x2 i1:6x2
      edges n0_0.o0-n1_0.i0 n0_0.o1-n1_1.i0 n0_0.o2-n1_2.i0 n1_2.o0-n2_0.i0 n1_0.o0-n2_0.i1 n1_0.o1-n2_1.i0
        + n1_0.o2-n2_2.i0 n1_0.o3-n2_3.i0 n2_3.o0-n3_0.i0 n2_1.o0-n3_0.i1 n2_0.o0-n3_1.i0 n2_2.o0-n3_1.i1
      best 85
      fifos n0_0.o0-n1_0.i0:8x1a n0_0.o1-n1_1.i0:1x2a n0_0.o2-n1_2.i0:3x4a n1_2.o0-n2_0.i0:2x2a
        + n1_0.o0-n2_0.i1:1x1a n1_0.o1-n2_1.i0:8x1a n1_0.o2-n2_2.i0:8x4a n1_0.o3-n2_3.i0:16x2a
        + n2_3.o0-n3_0.i0:4x1a n2_1.o0-n3_0.i1:4x1a n2_0.o0-n3_1.i0:8x2a n2_2.o0-n3_1.i1:6x2a
      order sinks n0_0 n1_1 n1_0 n2_1 n2_2 n2_3 n3_0 n1_2 n2_0 n3_1
      lives sinks 0-2 0-1 0-7 7-8 2-8 2-3 2-4 2-5 5-6 3-6 8-9 4-9
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 = 8 2 12 4 1 8 32 32 4 4 16 12 ~ 0 0 0 0
      plan shared 5 1 0 2 1 3 4 2 4 5 0 3 = 16 2 32 12 32 8 ~ 0 0 0 0
      plan copied 5 1 0 2 1 3 4 2 4 5 0 3 = 16 2 32 12 32 8 ~ 0 0 0 0
      order even n0_0 n1_2 n1_1 n1_0 n2_3 n2_2 n2_1 n3_0 n2_0 n3_1
      lives even 0-3 0-2 0-1 1-8 3-8 3-6 3-5 3-4 4-7 6-7 8-9 5-9
      plan level 3 1 2 0 1 2 4 5 3 4 2 5 = 4 2 16 8 32 32 ~ 0 0 0 0`,
  },
  {
    title: "the same with a search of one visit",
    text: `
      node n0_0 > o0:8x1 o1:1x2 o2:3x4
      node n1_0 < i0:8x1 > o0:1x1 o1:8x1 o2:8x4 o3:16x2
      node n1_1 < i0:1x2
      node n1_2 < i0:3x4 > o0:2x2
      node n2_0 < i0:2x2 i1:1x1 > o0:8x2
      node n2_1 < i0:8x1 > o0:4x1
      node n2_2 < i0:8x4 > o0:6x2
      node n2_3 < i0:16x2 > o0:4x1
      node n3_0 < i0:4x1 i1:4x1
      node n3_1 < i0:8x2 i1:6x2
      edges n0_0.o0-n1_0.i0 n0_0.o1-n1_1.i0 n0_0.o2-n1_2.i0 n1_2.o0-n2_0.i0 n1_0.o0-n2_0.i1 n1_0.o1-n2_1.i0
        + n1_0.o2-n2_2.i0 n1_0.o3-n2_3.i0 n2_3.o0-n3_0.i0 n2_1.o0-n3_0.i1 n2_0.o0-n3_1.i0 n2_2.o0-n3_1.i1
      visits 1
      fifos n0_0.o0-n1_0.i0:8x1a n0_0.o1-n1_1.i0:1x2a n0_0.o2-n1_2.i0:3x4a n1_2.o0-n2_0.i0:2x2a
        + n1_0.o0-n2_0.i1:1x1a n1_0.o1-n2_1.i0:8x1a n1_0.o2-n2_2.i0:8x4a n1_0.o3-n2_3.i0:16x2a
        + n2_3.o0-n3_0.i0:4x1a n2_1.o0-n3_0.i1:4x1a n2_0.o0-n3_1.i0:8x2a n2_2.o0-n3_1.i1:6x2a
      order sinks n0_0 n1_1 n1_0 n2_1 n2_2 n2_3 n3_0 n1_2 n2_0 n3_1
      lives sinks 0-2 0-1 0-7 7-8 2-8 2-3 2-4 2-5 5-6 3-6 8-9 4-9
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 = 8 2 12 4 1 8 32 32 4 4 16 12 ~ 0 0 0 0
      plan shared 3 1 0 2 1 6 4 2 4 5 0 3 = 16 2 32 12 32 4 8 ~ 0 0 0 0
      plan copied 3 1 0 2 1 6 4 2 4 5 0 3 = 16 2 32 12 32 4 8 ~ 0 0 0 0
      order even n0_0 n1_2 n1_1 n1_0 n2_3 n2_2 n2_1 n3_0 n2_0 n3_1
      lives even 0-3 0-2 0-1 1-8 3-8 3-6 3-5 3-4 4-7 6-7 8-9 5-9
      plan level 3 1 2 0 1 2 4 5 3 4 2 5 = 4 2 16 8 32 32 ~ 0 0 0 0`,
  },
  {
    title: "layers of mixed sizes",
    text: `
      node n0_0 > o0:1x4
      node n0_2 > o0:4x2
      node n1_0 < i0:1x4 i1:4x2 > o0:2x1 o1:3x2 o2:16x4 o3:6x1 o4:16x4
      node n2_0 < i0:2x1 > o0:3x4 o1:1x2 o2:3x4
      node n2_1 < i0:3x2
      node n2_2 < i0:16x4 > o0:3x4
      node n2_3 < i0:6x1
      node n3_0 < i0:16x4 > o0:8x4
      node n3_1 < i0:3x4 > o0:4x4
      node n4_0 < i0:8x4 i1:4x4 i2:1x2
      node n4_1 < i0:3x4 i1:3x4
      edges n0_0.o0-n1_0.i0 n0_2.o0-n1_0.i1 n1_0.o0-n2_0.i0 n1_0.o1-n2_1.i0 n1_0.o2-n2_2.i0 n1_0.o3-n2_3.i0
        + n1_0.o4-n3_0.i0 n2_0.o0-n3_1.i0 n3_0.o0-n4_0.i0 n3_1.o0-n4_0.i1 n2_0.o1-n4_0.i2 n2_2.o0-n4_1.i0
        + n2_0.o2-n4_1.i1
      visits 2000
      best 154
      fifos n0_0.o0-n1_0.i0:1x4a n0_2.o0-n1_0.i1:4x2a n1_0.o0-n2_0.i0:2x1a n1_0.o1-n2_1.i0:3x2a
        + n1_0.o2-n2_2.i0:16x4a n1_0.o3-n2_3.i0:6x1a n1_0.o4-n3_0.i0:16x4a n2_0.o0-n3_1.i0:3x4a
        + n3_0.o0-n4_0.i0:8x4a n3_1.o0-n4_0.i1:4x4a n2_0.o1-n4_0.i2:1x2a n2_2.o0-n4_1.i0:3x4a
        + n2_0.o2-n4_1.i1:3x4a
      order sinks n0_0 n0_2 n1_0 n2_1 n2_3 n2_2 n3_0 n2_0 n4_1 n3_1 n4_0
      lives sinks 0-2 1-2 2-7 2-3 2-5 2-4 2-6 7-9 6-10 9-10 7-10 5-8 7-8
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 = 4 8 2 6 64 6 64 12 32 16 2 12 12 ~ 0 0 0 0
      plan shared 3 4 0 5 2 6 1 1 2 0 4 3 5 = 16 64 64 12 8 12 6 ~ 0 0 0 0
      plan copied 3 4 0 5 2 6 1 1 2 0 4 3 5 = 16 64 64 12 8 12 6 ~ 0 0 0 0
      order even n0_2 n0_0 n1_0 n3_0 n2_3 n2_2 n2_1 n2_0 n4_1 n3_1 n4_0
      lives even 1-2 0-2 2-7 2-6 2-5 2-4 2-3 7-9 3-10 9-10 7-10 5-8 7-8
      plan level 1 6 0 2 3 4 5 2 1 0 3 4 5 = 16 32 12 64 12 64 8 ~ 0 0 0 0`,
  },
  {
    title: "more layers of mixed sizes",
    text: `
      node n0_0 > o0:4x1 o1:2x4
      node n0_1 > o0:4x4 o1:1x1
      node n0_2 > o0:6x1 o1:16x2 o2:16x4
      node n1_0 < i0:6x1 > o0:3x4 o1:6x1
      node n1_1 < i0:4x4 i1:4x1 i2:16x2 > o0:8x4
      node n1_2 < i0:1x1 i1:16x4 i2:2x4 > o0:8x1
      node n2_0 < i0:8x1 i1:3x4 > o0:1x4
      node n2_1 < i0:6x1 i1:8x4 > o0:6x2 o1:4x4 o2:2x1
      node n3_0 < i0:6x2 > o0:8x2 o1:6x4
      node n3_1 < i0:4x4 > o0:16x4 o1:16x1
      node n3_2 < i0:1x4 i1:2x1 > o0:3x2 o1:4x4
      node n4_0 < i0:16x4
      node n4_1 < i0:8x2 i1:3x2
      node n4_2 < i0:6x4 i1:16x1
      node n5_0 < i0:4x4
      edges n0_2.o0-n1_0.i0 n0_1.o0-n1_1.i0 n0_0.o0-n1_1.i1 n0_2.o1-n1_1.i2 n0_1.o1-n1_2.i0 n0_2.o2-n1_2.i1
        + n0_0.o1-n1_2.i2 n1_2.o0-n2_0.i0 n1_0.o0-n2_0.i1 n1_0.o1-n2_1.i0 n1_1.o0-n2_1.i1 n2_1.o0-n3_0.i0
        + n2_1.o1-n3_1.i0 n2_0.o0-n3_2.i0 n2_1.o2-n3_2.i1 n3_1.o0-n4_0.i0 n3_0.o0-n4_1.i0 n3_2.o0-n4_1.i1
        + n3_0.o1-n4_2.i0 n3_1.o1-n4_2.i1 n3_2.o1-n5_0.i0
      visits 2000
      best 139
      fifos n0_2.o0-n1_0.i0:6x1a n0_1.o0-n1_1.i0:4x4a n0_0.o0-n1_1.i1:4x1a n0_2.o1-n1_1.i2:16x2a
        + n0_1.o1-n1_2.i0:1x1a n0_2.o2-n1_2.i1:16x4a n0_0.o1-n1_2.i2:2x4a n1_2.o0-n2_0.i0:8x1a
        + n1_0.o0-n2_0.i1:3x4a n1_0.o1-n2_1.i0:6x1a n1_1.o0-n2_1.i1:8x4a n2_1.o0-n3_0.i0:6x2a
        + n2_1.o1-n3_1.i0:4x4a n2_0.o0-n3_2.i0:1x4a n2_1.o2-n3_2.i1:2x1a n3_1.o0-n4_0.i0:16x4a
        + n3_0.o0-n4_1.i0:8x2a n3_2.o0-n4_1.i1:3x2a n3_0.o1-n4_2.i0:6x4a n3_1.o1-n4_2.i1:16x1a
        + n3_2.o1-n5_0.i0:4x4a
      order sinks n0_0 n0_1 n0_2 n1_0 n1_1 n2_1 n3_0 n3_1 n4_0 n4_2 n1_2 n2_0 n3_2 n4_1 n5_0
      lives sinks 2-3 1-4 0-4 2-4 1-10 2-10 0-10 10-11 3-11 3-5 4-5 5-6 5-7 11-12 5-12 7-8 6-13 12-13 6-9 7-9
        + 12-14
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 = 6 16 4 32 1 64 8 8 12 6 32 12 16 4 2
        + 64 16 6 24 16 16 ~ 0 0 0 0
      plan shared 7 4 6 8 1 2 3 6 0 5 7 8 6 1 4 8 5 0 7 9 2 = 12 4 64 8 16 16 16 32 64 16 ~ 0 0 0 0
      plan copied 7 4 6 8 1 2 3 6 0 5 7 8 6 1 4 8 5 0 7 9 2 = 12 4 64 8 16 16 16 32 64 16 ~ 0 0 0 0
      order even n0_2 n1_0 n0_1 n0_0 n1_2 n2_0 n1_1 n2_1 n3_2 n5_0 n3_1 n4_0 n3_0 n4_2 n4_1
      lives even 0-1 2-6 3-6 0-6 2-4 0-4 3-4 4-5 1-5 1-7 6-7 7-12 7-10 5-8 7-8 10-11 12-14 8-14 12-13 10-13
        + 8-9
      plan level 3 3 4 2 7 1 8 6 5 0 5 2 3 1 4 4 3 0 4 1 5 = 6 64 32 16 64 32 8 1 8 ~ 0 0 0 0`,
  },
];
