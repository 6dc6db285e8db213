/** The numbers of both plans side by side, and the settings in which they differ. */

import { deltaText, headline, otherSettings, valueOfRow } from "../../core/compare/headline.ts";
import { formatBytes, formatBytesExactly, formatCount } from "../../core/units.ts";
import { type Compared, titlesOf } from "../../store/comparing.ts";
import css from "./Compare.module.css";

function tone(delta: number): string | undefined {
  return delta > 0 ? css.more : delta < 0 ? css.less : undefined;
}

export function Numbers(props: { compared: Compared }) {
  const { compared } = props;
  const { comparison, held } = compared;
  const titles = titlesOf(compared);
  const { order, arenas } = comparison;
  // a plan in a file was made by other tools, with settings that are not ours
  const settings = held.from === "shipped" ? [] : otherSettings(comparison);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className={css.numbers} aria-label="Numbers of both plans" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col" className={css.column} title={titles.a}>
              A
            </th>
            <th scope="col" className={css.column} title={titles.b}>
              B
            </th>
            <th scope="col" className={css.column}>
              difference
            </th>
          </tr>
        </thead>
        <tbody>
          {headline(comparison).map(({ title, unit, a, b }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td title={unit === "bytes" ? formatBytesExactly(a) : undefined}>{valueOfRow(a, unit)}</td>
              <td title={unit === "bytes" ? formatBytesExactly(b) : undefined}>{valueOfRow(b, unit)}</td>
              <td className={tone(b - a)} title={unit === "bytes" ? formatBytesExactly(b - a) : undefined}>
                {deltaText(b - a, unit)}
              </td>
            </tr>
          ))}
          {arenas.length > 1 &&
            arenas.map(({ id, a, b }) => (
              <tr key={`arena ${id}`}>
                <th scope="row">{id} peak</th>
                <td>{a === null ? "–" : formatBytes(a.peak)}</td>
                <td>{b === null ? "–" : formatBytes(b.peak)}</td>
                <td className={tone((b?.peak ?? 0) - (a?.peak ?? 0))}>
                  {deltaText((b?.peak ?? 0) - (a?.peak ?? 0), "bytes")}
                </td>
              </tr>
            ))}
          {order.moved.length + order.came.length + order.went.length > 0 && (
            <tr>
              <th scope="row">nodes</th>
              <td colSpan={3}>
                {[
                  [order.moved.length, "in another order"],
                  [order.came.length, "came"],
                  [order.went.length, "went"],
                ]
                  .filter(([n]) => n !== 0)
                  .map(([n, says]) => `${formatCount(Number(n))} ${says}`)
                  .join(", ")}
              </td>
            </tr>
          )}
          {settings.map(({ name, title, a, b }) => (
            <tr key={name}>
              <th scope="row">{title}</th>
              <td title={a}>{a}</td>
              <td title={b}>{b}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
