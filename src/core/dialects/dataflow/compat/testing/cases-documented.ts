/** Golden results: what CMSIS-Stream makes of the graphs of its examples and documents. Written as read-case.ts reads it. */

import type { CaseText } from "./read-case.ts";

export const DOCUMENTED: readonly CaseText[] = [
  {
    title: "blocks of 5 and of 7",
    text: `
      node source > o:5x4
      node processing < i:7x4 > o:7x4
      node sink < i:5x4
      edges source.o-processing.i processing.o-sink.i
      best 88
      fifos source.o-processing.i:11x4 processing.o-sink.i:11x4
      order sinks source*2 processing sink source processing sink source*2 processing sink*2 source processing
        + sink source processing sink*2
      lives sinks 0-16 2-18
      plan apart 0 1 = 44 44 ~ 80 0 80 0
      plan shared 0 1 = 44 44 ~ 80 0 80 0
      plan copied 0 1 = 44 44 ~ 80 0 80 0
      order even as sinks
      plan level 0 1 = 44 44 ~ 80 0 80 0`,
  },
  {
    title: "a chain of four in two buffers",
    text: `
      node source > o:5x4
      node processingA < i:5x4 > o:5x4
      node processingB < i:5x4 > o:5x4
      node sink < i:5x4
      edges source.o-processingA.i processingA.o-processingB.i processingB.o-sink.i
      best 40
      fifos source.o-processingA.i:5x4a processingA.o-processingB.i:5x4a processingB.o-sink.i:5x4a
      order sinks source processingA processingB sink
      lives sinks 0-1 1-2 2-3
      plan apart 0 1 2 = 20 20 20 ~ 0 0 0 0
      plan shared 1 0 1 = 20 20 ~ 0 0 0 0
      plan copied 1 0 1 = 20 20 ~ 0 0 0 0
      order even as sinks
      plan level 1 0 1 = 20 20 ~ 0 0 0 0`,
  },
  {
    title: "two channels, functions with constants, and delays",
    text: `
      node src > o:320x4
      node toMono < i:320x4 > o1:160x4 o2:160x4
      node arm_scale_f321 < ia:160x4 ib:160x4 > o:160x4
      node arm_scale_f322 < ia:160x4 ib:160x4 > o:160x4
      node arm_add_f321 < ia:160x4 ib:160x4 > o:160x4
      node audioWin < i:320x4 > o:640x4
      node mfcc < i:640x4 > o:10x4
      node mfccWind < i:250x4 > o:500x4
      node TFLite < i:500x4
      edges constant:HALF-arm_scale_f321.ib constant:HALF-arm_scale_f322.ib src.o-toMono.i|delay:10
        + toMono.o1-arm_scale_f321.ia toMono.o2-arm_scale_f322.ia arm_scale_f321.o-arm_add_f321.ia
        + arm_scale_f322.o-arm_add_f321.ib arm_add_f321.o-audioWin.i audioWin.o-mfcc.i mfcc.o-mfccWind.i
        + mfccWind.o-TFLite.i
      best 6160
      fifos src.o-toMono.i:330x4|delay:10 toMono.o1-arm_scale_f321.ia:160x4a
        + toMono.o2-arm_scale_f322.ia:160x4a arm_scale_f321.o-arm_add_f321.ia:160x4a
        + arm_scale_f322.o-arm_add_f321.ib:160x4a arm_add_f321.o-audioWin.i:320x4 audioWin.o-mfcc.i:640x4a
        + mfcc.o-mfccWind.i:250x4 mfccWind.o-TFLite.i:500x4a
      order sinks (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f321 arm_scale_f322 arm_add_f321)*2 audioWin mfcc mfccWind TFLite
      lives sinks 0-294 1-295 1-296 2-297 3-297 4-298 10-299 11-300 300-301
      plan apart 0 1 2 3 4 5 6 7 8 = 1320 640 640 640 640 1280 2560 1000 2000 ~ 1960 0 2000 0
      plan shared 5 0 1 2 3 6 4 7 0 = 2000 640 640 640 2560 1320 1280 1000 ~ 1960 0 2000 0
      plan copied 5 0 1 2 3 6 4 7 0 = 2000 640 640 640 2560 1320 1280 1000 ~ 1960 0 2000 0
      order even (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc
        + (src toMono arm_scale_f322 arm_scale_f321 arm_add_f321)*2 audioWin mfcc mfccWind TFLite
      lives even 0-294 1-296 1-295 3-297 2-297 4-298 10-299 11-300 300-301
      plan level 5 0 1 2 3 6 4 7 0 = 2000 640 640 640 2560 1320 1280 1000 ~ 1960 0 2000 0`,
  },
  {
    title: "sliding windows before and after a transform",
    text: `
      node src > o:192x4
      node audioWin < i:128x4 > o:256x4
      node mfcc < i:256x4 > o:13x4
      node mfccWin < i:13x4 > o:26x4
      node sink < i:13x4
      edges src.o-audioWin.i audioWin.o-mfcc.i mfcc.o-mfccWin.i mfccWin.o-sink.i
      best 2204
      fifos src.o-audioWin.i:256x4 audioWin.o-mfcc.i:256x4a mfcc.o-mfccWin.i:13x4a mfccWin.o-sink.i:26x4
      order sinks (src audioWin mfcc mfccWin sink*2)*2 audioWin mfcc mfccWin sink*2
      lives sinks 0-12 1-13 2-14 3-16
      plan apart 0 1 2 3 = 1024 1024 52 104 ~ 256 0 256 0
      plan shared 2 0 1 3 = 1024 52 1024 104 ~ 256 0 256 0
      plan copied 2 0 1 3 = 1024 52 1024 104 ~ 256 0 256 0
      order even as sinks
      plan level 2 0 1 3 = 1024 52 1024 104 ~ 256 0 256 0`,
  },
  {
    title: "a loop that a delay lets go",
    text: `
      node source > o:5x4
      node filter < ia:5x4 ib:5x4 > o:5x4
      node sink < i:5x4
      edges source.o-filter.ia filter.o-sink.i filter.o-filter.ib|delay:5
      best 60
      fifos source.o-filter.ia:5x4a filter.o-dup0.i:5x4a dup0.aaaaaa-sink.i:5x4a
        + dup0.aaaaab-filter.ib:5x4|delay:5
      order sinks source filter dup0 sink
      lives sinks 0-1 1-2 2-3 2-1
      plan apart 0 1 2 3 = 20 20 20 20 ~ 0 40 0 40
      plan shared 0 1 0 2 = 20 20 20 ~ 0 40 0 40
      plan copied 1 0 1 2 = 20 20 20 ~ 0 40 0 40
      order even as sinks
      plan level 0 1 0 2 = 20 20 20 ~ 0 40 0 40`,
  },
  {
    title: "one pass without rates, with a weak edge",
    text: `
      node sourceOdd > o:1x2
      node proc < ia:1x2 ib:1x2 ic:1x2 > o:1x2
      node sourceEven > o:1x2
      node debug < i:1x2
      node compute1 < i:1x2 > o:1x2
      node sinka < i:1x2
      node sinkb < i:1x2
      node debug0 < i:1x2
      node debug1 < i:1x2
      node debug2 < i:1x2
      node debug3 < i:1x2
      edges sourceOdd.o-proc.ia|length:1 sourceEven.o-proc.ib|length:1 sourceOdd.o-debug.i|length:2
        + proc.o-compute1.i|length:2 compute1.o-proc.ic|length:2|weak compute1.o-sinka.i|length:2
        + compute1.o-sinkb.i|length:2 compute1.o-debug0.i|length:2 compute1.o-debug1.i|length:2
        + compute1.o-debug2.i|length:2 compute1.o-debug3.i|length:2
      mode fully-asynchronous
      fifos sourceEven.o-proc.ib:1x2 proc.o-compute1.i:2x2 sourceOdd.o-dup0.i:2x2 dup0.aaaaaa-proc.ia:1x2
        + dup0.aaaaab-debug.i:2x2 compute1.o-dup1.i:2x2 dup1.aaaaaa-proc.ic:2x2 dup1.aaaaab-sinka.i:2x2
        + dup1.aaaaac-sinkb.i:2x2 dup1.aaaaad-debug0.i:2x2 dup1.aaaaae-debug1.i:2x2 dup1.aaaaaf-debug2.i:2x2
        + dup1.aaaaag-debug3.i:2x2
      order sinks sourceEven sourceOdd dup0 debug proc compute1 dup1 debug0 debug1 debug2 debug3 sinka sinkb
      plan apart 0 1 2 3 4 5 6 7 8 9 10 11 12 = 2 4 4 2 4 4 4 4 4 4 4 4 4`,
  },
  {
    title: "a source that gives by turns",
    text: `
      node source > o:3,2x4
      node processing < i:7x4 > o:7x4
      node sink < i:5x4
      edges source.o-processing.i processing.o-sink.i
      best 88
      fifos source.o-processing.i:11x4 processing.o-sink.i:11x4
      order sinks (source*3 processing sink)*2 source*3 processing sink*2 source*2 processing sink source*3
        + processing sink*2
      lives sinks 0-23 3-25
      plan apart 0 1 = 44 44 ~ 56 0 56 0
      plan shared 0 1 = 44 44 ~ 56 0 56 0
      plan copied 0 1 = 44 44 ~ 56 0 56 0
      order even (source*3 processing sink)*2 source*4 processing sink*2 source processing sink source*3
        + processing sink*2
      lives even 0-23 3-25
      plan level 0 1 = 44 44 ~ 64 0 64 0`,
  },
  {
    title: "a function of three inputs",
    text: `
      node sourceA > o:7x4
      node myfunc1 < ia:7x4 ib:7x4 > o:5x2
      node sourceB > o:7x4
      node sink < i:5x2
      edges sourceA.o-myfunc1.ia sourceB.o-myfunc1.ib myfunc1.o-sink.i
      best 66
      fifos sourceA.o-myfunc1.ia:7x4a sourceB.o-myfunc1.ib:7x4a myfunc1.o-sink.i:5x2a
      order sinks sourceA sourceB myfunc1 sink
      lives sinks 0-2 1-2 2-3
      plan apart 0 1 2 = 28 28 10 ~ 0 0 0 0
      plan shared 0 1 2 = 28 28 10 ~ 0 0 0 0
      plan copied 0 1 2 = 28 28 10 ~ 0 0 0 0
      order even sourceB sourceA myfunc1 sink
      lives even 1-2 0-2 2-3
      plan level 0 1 2 = 28 28 10 ~ 0 0 0 0`,
  },
];
