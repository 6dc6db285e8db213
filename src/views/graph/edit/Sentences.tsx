/** What is wrong or open at ports, in sentences beside them: of the boxes that are pointed at, chosen or walked to. */

import { memo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { boxOfTarget, type ChosenState, chosenStore } from "../../../store/chosen.ts";
import { outcomeStore } from "../../../store/outcome.ts";
import { sessionStore } from "../../../store/session.ts";
import { detailOf } from "../camera.ts";
import { boxOf } from "../geometry.ts";
import { type DrawnPorts, type PortFacts, portFactsStore, portsOfBox } from "../ports.ts";
import { boxByKey, type Scene, sceneStore } from "../scene.ts";
import { viewStore } from "../view.ts";
import css from "./Sentences.module.css";
import { type Sentence, type Stack, stacksOf, widthOf } from "./stacks.ts";
import { underWayStore } from "./under-way.ts";

/** Of more that are chosen together, sentences would hide the drawing. */
const MOST_CHOSEN = 4;

/** Pixels of the pane. */
interface Spot {
  readonly left: number;
  readonly zoom: number;
}

function sentencesOf({ dots, whole }: DrawnPorts, { left, zoom }: Spot): readonly Sentence[] {
  const sentences = dots.flatMap(({ id, x, fault, says }): Sentence[] => {
    const side = id.startsWith("in") ? "in" : "out";
    return fault === undefined ? [] : [{ side, kind: fault, says, x: left + x * zoom }];
  });
  const [first] = whole;
  return first === undefined ? sentences : [...sentences, { ...first, x: left + 6 * zoom }];
}

/** Boxes that somebody looks at, by their numbers in the scene. */
function lookedAt(scene: Scene, current: number, hovered: number, { keys }: ChosenState): readonly number[] {
  const chosen = keys.length > MOST_CHOSEN ? [] : keys.map((key) => boxByKey(scene, key));
  const boxes = new Set([hovered, current, ...chosen]);
  return [...boxes].filter((box) => box >= 0 && box < scene.skeleton.count);
}

function useLookedAt(): readonly number[] {
  const scene = useStore(sceneStore, (s) => s.scene);
  const picture = useStore(outcomeStore, (s) => s.picture);
  const current = useStore(viewStore, (v) => v.current);
  const hover = useStore(sessionStore, (s) => s.hover);
  return useStore(
    chosenStore,
    useShallow((chosen) => {
      if (scene === null) return [];
      const key = boxOfTarget(picture, hover);
      return lookedAt(scene, current, key === null ? -1 : boxByKey(scene, key), chosen);
    }),
  );
}

function Stacked({ stack, width }: { stack: Stack; width: number }) {
  const { height } = viewStore.getState();
  const { edge, reaches, y } = stack;
  return (
    <div
      className={css.stack}
      style={edge === "above" ? { bottom: height - y } : { top: y }}
      data-edge={edge}
      data-reaches={reaches}
      aria-hidden="true"
    >
      {stack.sentences.map((sentence) => (
        <p
          key={`${sentence.side} ${sentence.x}`}
          className={css.sentence}
          style={{
            maxWidth: widthOf(sentence, reaches, { width, height }),
            ...(reaches === "right" ? { marginLeft: sentence.x } : { marginRight: width - sentence.x }),
          }}
          data-kind={sentence.kind}
          data-stem={sentence.stem}
          data-testid="port-sentence"
        >
          {sentence.says}
        </p>
      ))}
    </div>
  );
}

const OfBox = memo(function OfBox(props: { scene: Scene; box: number; facts: PortFacts }) {
  const { scene, box } = props;
  const { x, y, zoom, width, height } = useStore(viewStore);
  const ports = portsOfBox(scene, box, props.facts);
  if (ports.fault === undefined) return null;
  const at = boxOf(scene.geometry, box);
  const onPane = { x: at.x * zoom + x, y: at.y * zoom + y, width: at.width * zoom, height: at.height * zoom };
  const stacks = stacksOf(onPane, sentencesOf(ports, { left: onPane.x, zoom }), { width, height });
  return stacks.map((stack) => <Stacked key={stack.edge} stack={stack} width={width} />);
});

export function Sentences() {
  const scene = useStore(sceneStore, (s) => s.scene);
  const facts = useStore(portFactsStore, (p) => p.facts);
  const busy = useStore(underWayStore, (s) => s.doing.kind !== "nothing");
  const far = useStore(viewStore, (v) => v.overview || detailOf(v.zoom) === "far");
  const boxes = useLookedAt();
  if (scene === null || facts === null || busy || far) return null;
  return boxes.map((box) => <OfBox key={box} scene={scene} box={box} facts={facts} />);
}
