/** What stands where an answer is not there yet, or why there is none. */

import { type Problem, sayProblem } from "../../core/result.ts";
import { showNamed } from "./links.ts";
import css from "./Waiting.module.css";

export function Waiting(props: { working: boolean; problem: Problem | null; what: string }) {
  const { working, problem, what } = props;
  if (problem !== null)
    return (
      <p className={css.problem} role="alert">
        {sayProblem({ ...problem, where: "" })}
        {problem.at.length > 0 && (
          <button type="button" className={css.show} onClick={() => showNamed(problem.at)}>
            Show
          </button>
        )}
      </p>
    );
  return working ? (
    <p className={css.quiet} role="status">
      {what}: being worked out…
    </p>
  ) : null;
}
