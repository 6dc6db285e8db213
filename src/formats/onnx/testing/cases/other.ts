import { cases, f32, fixed, float, i32, i64, inDomain, type OperatorCase, u8 } from "./case.ts";

const linear = { coefficients: { floats: [1, 2, 3, 4, 5, 6] }, intercepts: { floats: [0, 0] } };
const q = [fixed(f32(), 1), fixed(u8(), 0)] as const;

/** Operators beyond the standard set. */
export const OTHER_CASES: readonly OperatorCase[] = [
  ...inDomain("ai.onnx.ml", [
    ...cases("LinearClassifier", [1], [[f32(4, 3)], { ...linear, classlabels_ints: [0, 1] }, 2]),
    ...cases("LinearRegressor", [1], [[f32(4, 3)], { ...linear, targets: 2 }]),
    ...cases("Scaler", [1], [[f32(4, 3)], { offset: { floats: [0, 0, 0] }, scale: { floats: [1, 1, 1] } }]),
    ...cases("Normalizer", [1], [[f32(4, 3)], { norm: "L2" }]),
    ...cases("Binarizer", [1], [[f32(4, 3)], { threshold: { float: 0 } }]),
    ...cases("Imputer", [1], [[f32(4, 3)], { imputed_value_floats: { floats: [0] } }]),
    ...cases("FeatureVectorizer", [1], [[f32(4, 3), f32(4, 2)], { inputdimensions: [3, 2] }]),
    ...cases("ArrayFeatureExtractor", [1], [[f32(4, 3), i64(2)]], [[f32(5), i64(2)]]),
    ...cases("OneHotEncoder", [1], [[i64(4, 3)], { cats_int64s: [1, 2, 3, 4] }]),
    ...cases("LabelEncoder", [2], [[i64(4)], { keys_int64s: [0], values_floats: { floats: [1] } }]),
  ]),
  ...inDomain("com.microsoft", [
    ...cases("FastGelu", [1], [[f32(2, 3, 8)]], [[f32(2, 3, 8), f32(8)]]),
    ...cases("Gelu", [1], [[f32(2, 3, 8)]]),
    ...cases("QuickGelu", [1], [[f32(2, 3, 8)]]),
    ...cases("BiasGelu", [1], [[f32(2, 3, 8), f32(8)]]),
    ...cases("FusedMatMul", [1], [[f32(2, 4, 3), f32(2, 5, 4)], { transA: 1, transB: 1 }]),
    ...cases("SkipLayerNormalization", [1], [[f32(2, 3, 8), f32(2, 3, 8), f32(8), f32(8)]]),
    ...cases("SkipSimplifiedLayerNormalization", [1], [[f32(2, 3, 8), f32(2, 3, 8), f32(8)]]),
    ...cases(
      "EmbedLayerNormalization",
      [1],
      [[i32(2, 3), i32(2, 3), f32(9, 8), f32(5, 8), f32(2, 8), f32(8), f32(8)], {}, 2],
    ),
    ...cases("Attention", [1], [[f32(2, 3, 8), f32(8, 24), f32(24)], { num_heads: 2 }]),
    ...cases("MultiHeadAttention", [1], [[f32(2, 3, 8), f32(2, 5, 8), f32(2, 5, 8)], { num_heads: 2 }]),
    ...cases(
      "GroupQueryAttention",
      [1],
      [
        [
          f32(1, 2, 16),
          f32(1, 2, 8),
          f32(1, 2, 8),
          f32(1, 1, 6, 8),
          f32(1, 1, 6, 8),
          fixed(i32(1), 1),
          fixed(i32(), 2),
        ],
        { num_heads: 2, kv_num_heads: 1 },
        3,
      ],
    ),
    ...cases("DynamicQuantizeMatMul", [1], [[f32(3, 4), u8(4, 5), float(1), fixed(u8(), 0)]]),
    ...cases("MatMulIntegerToFloat", [1], [[u8(3, 4), u8(4, 5), float(1), float(1)]]),
    ...cases("QLinearAdd", [1], [[u8(2, 3), ...q, u8(3), ...q, ...q]]),
    ...cases("QLinearGlobalAveragePool", [1], [[u8(1, 3, 4, 4), ...q, ...q]]),
    ...cases("QLinearSigmoid", [1], [[u8(2, 3), ...q, ...q]]),
    ...cases("FusedConv", [1], [[f32(1, 3, 8, 8), f32(4, 3, 3, 3)], { activation: "Relu" }]),
    ...cases("Inverse", [1], [[fixed(f32(2, 2), 1, 0, 0, 1)]]),
  ]),
];
