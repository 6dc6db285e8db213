/** The types of samples that need no declaration: C's and CMSIS-DSP's numbers. */

interface Scalar {
  readonly bytes: number;
  /** Names with the same word here are one type: samples of either may go to the other. */
  readonly same: string;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  double: { bytes: 8, same: "f64" },
  float64_t: { bytes: 8, same: "f64" },
  float: { bytes: 4, same: "f32" },
  float32_t: { bytes: 4, same: "f32" },
  float16_t: { bytes: 2, same: "f16" },
  q31_t: { bytes: 4, same: "q31" },
  q15_t: { bytes: 2, same: "q15" },
  q7_t: { bytes: 1, same: "q7" },
  uint32_t: { bytes: 4, same: "u32" },
  uint16_t: { bytes: 2, same: "u16" },
  uint8_t: { bytes: 1, same: "u8" },
  int32_t: { bytes: 4, same: "s32" },
  int16_t: { bytes: 2, same: "s16" },
  int8_t: { bytes: 1, same: "s8" },
};

/** Undefined for types that a document has to declare. */
export function scalarOf(type: string): Scalar | undefined {
  return Object.hasOwn(SCALARS, type) ? SCALARS[type] : undefined;
}
