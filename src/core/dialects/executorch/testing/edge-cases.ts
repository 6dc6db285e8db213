/** Whole graphs after their passes, with the lives and places that ExecuTorch gives their tensors: one line a node, one line a tensor. */

export interface EdgeCase {
  readonly id: string;
  readonly says: string;
  readonly allocInputs: boolean;
  readonly sizes: readonly number[];
  /** Id, operator or kind, arguments; after the arrow its tensors. */
  readonly nodes: string;
  /** Number, bytes, first-last, and arena:offset where it is planned. */
  readonly tensors: string;
}

export const EDGE_CASES: readonly EdgeCase[] = [
  {
    id: "views",
    says: "views of a constant, of an input and of a result",
    allocInputs: false,
    sizes: [0, 384],
    nodes: `
      p0 constant -> 0
      p1 constant -> 1
      p2 input -> 2
      v3 view p0 -> 0
      v4 view p2 -> 2
      a5 alloc -> 3
      n6 mul v3 v4 a5 -> 3
      v7 view n6 -> 3
      a8 alloc -> 4
      n9 mul v7 p1 a8 -> 4
      a10 alloc -> 5
      n11 view_copy n9 a10 -> 5
      a12 alloc -> 6
      n13 view_copy n9 a12 -> 6
      o14 output n11 n13 -> 5 6
    `,
    tensors: `
      0 120 0-6 | 1 120 0-9 | 2 120 0-6 | 3 120 5-9 1:0 | 4 120 8-13 1:256 | 5 120 10-14 1:128
      6 120 12-14 1:0
    `,
  },
  {
    id: "pairs",
    says: "ten multiplications and additions in a row",
    allocInputs: true,
    sizes: [0, 192],
    nodes: `
      p0 input -> 0
      p1 input -> 1
      a2 alloc -> 2
      n3 mul p0 p0 a2 -> 2
      a4 alloc -> 3
      n5 add n3 p1 a4 -> 3
      a6 alloc -> 4
      n7 mul n5 p0 a6 -> 4
      a8 alloc -> 5
      n9 add n7 p1 a8 -> 5
      a10 alloc -> 6
      n11 mul n9 p0 a10 -> 6
      a12 alloc -> 7
      n13 add n11 p1 a12 -> 7
      a14 alloc -> 8
      n15 mul n13 p0 a14 -> 8
      a16 alloc -> 9
      n17 add n15 p1 a16 -> 9
      a18 alloc -> 10
      n19 mul n17 p0 a18 -> 10
      a20 alloc -> 11
      n21 add n19 p1 a20 -> 11
      a22 alloc -> 12
      n23 mul n21 p0 a22 -> 12
      a24 alloc -> 13
      n25 add n23 p1 a24 -> 13
      a26 alloc -> 14
      n27 mul n25 p0 a26 -> 14
      a28 alloc -> 15
      n29 add n27 p1 a28 -> 15
      a30 alloc -> 16
      n31 mul n29 p0 a30 -> 16
      a32 alloc -> 17
      n33 add n31 p1 a32 -> 17
      a34 alloc -> 18
      n35 mul n33 p0 a34 -> 18
      a36 alloc -> 19
      n37 add n35 p1 a36 -> 19
      a38 alloc -> 20
      n39 mul n37 p0 a38 -> 20
      a40 alloc -> 21
      n41 add n39 p1 a40 -> 21
      o42 output n41 -> 21
    `,
    tensors: `
      0 40 0-39 1:144 | 1 40 0-41 1:96 | 2 40 2-5 1:48 | 3 40 4-7 1:0 | 4 40 6-9 1:48 | 5 40 8-11 1:0
      6 40 10-13 1:48 | 7 40 12-15 1:0 | 8 40 14-17 1:48 | 9 40 16-19 1:0 | 10 40 18-21 1:48
      11 40 20-23 1:0 | 12 40 22-25 1:48 | 13 40 24-27 1:0 | 14 40 26-29 1:48 | 15 40 28-31 1:0
      16 40 30-33 1:48 | 17 40 32-35 1:0 | 18 40 34-37 1:48 | 19 40 36-39 1:0 | 20 40 38-41 1:48
      21 40 40-42 1:0
    `,
  },
  {
    id: "counter",
    says: "a counter that is written back and a bias that is not",
    allocInputs: true,
    sizes: [0, 96],
    nodes: `
      p0 mutable -> 0
      p1 constant -> 1
      p2 constant -> 2
      p3 input -> 3
      a4 alloc -> 4
      n5 _to_dim_order_copy p2 a4 -> 4
      a6 alloc -> 5
      n7 add p0 n5 a6 -> 5
      a8 alloc -> 6
      n9 mul p3 p1 a8 -> 6
      a10 alloc -> 7
      n11 add n9 n7 a10 -> 7
      w12 copy_ p0 n7 -> 8
      o13 output w12 n11 -> 8 7
    `,
    tensors: `
      0 4 0-13 1:80 | 1 20 0-9 | 2 8 0-5 | 3 20 0-9 1:0 | 4 4 4-7 1:32 | 5 4 6-12 1:64 | 6 20 8-11 1:32
      7 20 10-13 1:0 | 8 4 13-13 1:32
    `,
  },
  {
    id: "returned",
    says: "an input and a constant returned as they are",
    allocInputs: true,
    sizes: [0, 96],
    nodes: `
      p0 constant -> 0
      p1 constant -> 1
      p2 constant -> 2
      p3 input -> 3
      p4 input -> 4
      a5 alloc -> 5
      n6 _to_dim_order_copy p1 a5 -> 5
      a7 alloc -> 6
      n8 add p3 n6 a7 -> 6
      a9 alloc -> 7
      n10 sum p4 a9 -> 7
      a11 alloc -> 8
      n12 _to_dim_order_copy p2 a11 -> 8
      a13 alloc -> 9
      n14 mul n10 n12 a13 -> 9
      o15 output p3 n8 p0 n14 -> 3 6 0 9
    `,
    tensors: `
      0 16 0-15 | 1 8 0-6 | 2 8 0-12 | 3 16 0-15 1:80 | 4 36 0-10 1:0 | 5 4 5-8 1:48 | 6 16 7-15 1:64
      7 4 9-14 1:48 | 8 4 11-14 1:16 | 9 4 13-15 1:0
    `,
  },
  {
    id: "several",
    says: "several results, in a list and apart",
    allocInputs: true,
    sizes: [0, 496],
    nodes: `
      p0 constant -> 0
      p1 input -> 1
      a2 alloc -> 2
      a3 alloc -> 3
      n4 topk p1 a2 a3 -> 2 3
      i5 item 0 n4 -> 2
      i6 item 1 n4 -> 3
      a7 alloc -> 4 5 6
      n8 split_with_sizes_copy p1 a7 -> 4 5 6
      i9 item 0 a7 -> 4
      i10 item 1 a7 -> 5
      a11 alloc -> 7
      n12 sum i5 a11 -> 7
      a13 alloc -> 8
      n14 mean i9 a13 -> 8
      a15 alloc -> 9
      n16 add n12 n14 a15 -> 9
      a17 alloc -> 10
      n18 _to_dim_order_copy p0 a17 -> 10
      a19 alloc -> 11
      n20 mul i10 n18 a19 -> 11
      a21 alloc -> 12
      a22 alloc -> 13
      n23 max p1 a21 a22 -> 12 13
      i24 item 0 n23 -> 12
      o25 output n16 i6 n20 i24 -> 9 3 11 12
    `,
    tensors: `
      0 8 0-18 | 1 120 0-23 1:144 | 2 72 2-12 1:272 | 3 144 3-25 1:0 | 4 40 7-14 1:448 | 5 40 7-20 1:400
      6 40 7-10 1:352 | 7 4 11-16 1:352 | 8 4 13-16 1:272 | 9 4 15-25 1:448 | 10 4 17-20 1:272
      11 40 19-25 1:352 | 12 24 21-25 1:400 | 13 48 22-24 1:272
    `,
  },
  {
    id: "training",
    says: "weights that are trained",
    allocInputs: true,
    sizes: [0, 240],
    nodes: `
      p0 weight -> 0
      p1 weight -> 1
      p2 constant -> 2
      p3 constant -> 3
      p4 input -> 4
      p5 input -> 5
      v6 view p4 -> 4
      a7 alloc -> 6
      n8 permute_copy p0 a7 -> 6
      a9 alloc -> 7
      n10 addmm p1 v6 n8 a9 -> 7
      v11 view n10 -> 7
      a12 alloc -> 8
      n13 permute_copy p2 a12 -> 8
      a14 alloc -> 9
      n15 addmm p3 v11 n13 a14 -> 9
      v16 view n15 -> 9
      a17 alloc -> 10
      n18 _softmax v16 a17 -> 10
      a19 alloc -> 11
      n20 alias_copy n18 a19 -> 11
      a21 alloc -> 12
      n22 _log_softmax n18 a21 -> 12
      a23 alloc -> 13
      n24 alias_copy n22 a23 -> 13
      a25 alloc -> 14
      n26 mul n22 p5 a25 -> 14
      a27 alloc -> 15
      n28 sum n26 a27 -> 15
      a29 alloc -> 16
      n30 neg n28 a29 -> 16
      a31 alloc -> 17
      n32 div n30 a31 -> 17
      a33 alloc -> 18
      n34 full_like n32 a33 -> 18
      a35 alloc -> 19
      n36 div n34 a35 -> 19
      a37 alloc -> 20
      n38 neg n36 a37 -> 20
      a39 alloc -> 21
      n40 expand_copy n38 a39 -> 21
      a41 alloc -> 22
      n42 mul n40 p5 a41 -> 22
      a43 alloc -> 23
      n44 alias_copy n24 a43 -> 23
      a45 alloc -> 24
      n46 exp n44 a45 -> 24
      a47 alloc -> 25
      n48 sum n42 a47 -> 25
      a49 alloc -> 26
      n50 mul n46 n48 a49 -> 26
      a51 alloc -> 27
      n52 sub n42 n50 a51 -> 27
      a53 alloc -> 28
      n54 alias_copy n20 a53 -> 28
      a55 alloc -> 29
      n56 mul n52 n54 a55 -> 29
      a57 alloc -> 30
      n58 sum n56 a57 -> 30
      a59 alloc -> 31
      n60 mul n54 n58 a59 -> 31
      a61 alloc -> 32
      n62 sub n56 n60 a61 -> 32
      v63 view n62 -> 32
      a64 alloc -> 33
      n65 permute_copy n13 a64 -> 33
      a66 alloc -> 34
      n67 mm v63 n65 a66 -> 34
      v68 view n67 -> 34
      a69 alloc -> 35
      n70 permute_copy v68 a69 -> 35
      a71 alloc -> 36
      n72 mm n70 v6 a71 -> 36
      a73 alloc -> 37
      n74 permute_copy n72 a73 -> 37
      a75 alloc -> 38
      n76 sum v68 a75 -> 38
      a77 alloc -> 39
      n78 view_copy n76 a77 -> 39
      a79 alloc -> 40
      n80 permute_copy n74 a79 -> 40
      o81 output n32 n80 n78 p0 p1 -> 17 40 39 0 1
    `,
    tensors: `
      0 36 0-81 1:96 | 1 12 0-81 1:224 | 2 36 0-13 | 3 12 0-15 | 4 12 0-72 1:208 | 5 12 0-42 1:192
      6 36 7-10 1:0 | 7 12 9-15 1:144 | 8 36 12-65 1:48 | 9 12 14-18 1:0 | 10 12 17-22 1:160
      11 12 19-54 1:32 | 12 12 21-26 1:144 | 13 12 23-44 1:160 | 14 12 25-28 1:0 | 15 4 27-30 1:144
      16 4 29-32 1:0 | 17 4 31-81 1:176 | 18 4 33-36 1:0 | 19 4 35-38 1:144 | 20 4 37-40 1:0
      21 12 39-42 1:144 | 22 12 41-52 1:16 | 23 12 43-46 1:0 | 24 12 45-50 1:160 | 25 4 47-50 1:144
      26 12 49-52 1:0 | 27 12 51-56 1:144 | 28 12 53-60 1:160 | 29 12 55-62 1:16 | 30 4 57-60 1:144
      31 12 59-62 1:0 | 32 12 61-67 1:160 | 33 36 64-67 1:0 | 34 12 66-76 1:144 | 35 12 69-72 1:48
      36 36 71-74 1:0 | 37 36 73-80 1:48 | 38 12 75-78 1:0 | 39 12 77-81 1:144 | 40 36 79-81 1:0
    `,
  },
];
