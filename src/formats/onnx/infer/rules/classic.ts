/** ai.onnx.ml: trees, linear models and what prepares their inputs. */

import { plus, type Size } from "../../../../core/size.ts";
import { type Call, each, type Rule, type Rules } from "../call.ts";
import { E, type Known, NotKnown, tensor } from "../known.ts";
import { asFirst } from "./elementwise.ts";

function rows(call: Call): Size {
  const shape = call.shape(0);
  return shape.length < 2 ? 1 : (shape[0] ?? 1);
}

/** Label of each row, then scores of each class. */
const classifier: Rule = (call) => {
  const texts = [...(call.attribute("classlabels_strings")?.texts ?? [])];
  const ints = call.ints("classlabels_ints") ?? call.ints("classlabels_int64s") ?? [];
  const classes = Math.max(texts.length, ints.length);
  if (classes === 0) throw new NotKnown("its classes are missing");
  const label = texts.length > 0 ? E.string : E.int64;
  return [tensor(label, [rows(call)]), tensor(E.float, [rows(call), Math.max(classes, 2)])];
};

const regressor: Rule = (call) => [
  tensor(E.float, [rows(call), call.int("n_targets") ?? call.int("targets", 1)]),
];

const features: Rule = (call) => {
  const widths = call.inputs.map((_, i) => call.shape(i).at(-1) ?? 1);
  return [tensor(E.float, [rows(call), widths.reduce<Size>(plus, 0)])];
};

const labels: Rule = (call) => {
  const to = ["values_strings", "values_int64s", "values_floats"].find(
    (name) => call.attribute(name) !== undefined,
  );
  const element =
    to === "values_strings"
      ? E.string
      : to === "values_int64s"
        ? E.int64
        : to === "values_floats"
          ? E.float
          : undefined;
  const old = call.element(0) === E.string ? E.int64 : E.string;
  return [tensor(element ?? call.tensor("values_tensor")?.element ?? old, call.shape(0))];
};

const oneHot: Rule = (call) => {
  const categories = call.ints("cats_int64s") ?? call.attribute("cats_strings")?.texts ?? [];
  return [tensor(E.float, [...call.shape(0), categories.length])];
};

const extract: Rule = (call) => {
  const shape = call.shape(0);
  const n = call.shape(1).at(-1) ?? 1;
  return [tensor(call.element(0), shape.length === 1 ? [1, n] : [...shape.slice(0, -1), n])];
};

const map: Rule = (): readonly Known[] => [
  { element: 0, shape: undefined, content: undefined, other: "sequence" },
];

const floats: Rule = (call) => [tensor(E.float, call.input(0).shape)];

export const CLASSIC: Rules = {
  ...each("TreeEnsembleClassifier LinearClassifier SVMClassifier", classifier),
  ...each("TreeEnsembleRegressor LinearRegressor SVMRegressor TreeEnsemble", regressor),
  ...each("Scaler Normalizer", floats),
  ...each("Imputer Binarizer", asFirst),
  FeatureVectorizer: features,
  LabelEncoder: labels,
  OneHotEncoder: oneHot,
  ArrayFeatureExtractor: extract,
  ZipMap: map,
};
