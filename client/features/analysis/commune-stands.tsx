import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { Section } from '#client/ui/page.tsx';
import type { CommuneLook, ComparedCommune, FunnelSide } from '#server/contract/comparison.ts';
import { CONDUCT_OF_COMPARISON } from '#server/contract/conduct.ts';

import classes from './commune-look.module.css';
import shared from '#client/ui/shared.module.css';
import { readingOf } from './funnel-words.ts';

const WIDTH = 320;
const HEIGHT = 28;
const MIDDLE = HEIGHT / 2;
const EDGE = 8;

/** A count on a line with the range that chance alone may bring (band) and the expected count (tick). */
function RangeBar({
  label,
  observed,
  expected,
  range: [low, high],
  side,
}: {
  label: string;
  observed: number;
  expected: number;
  range: [number, number];
  side: FunnelSide;
}) {
  const most = Math.max(observed, high, 1);
  const at = (count: number) => EDGE + ((WIDTH - 2 * EDGE) * count) / most;
  return (
    <svg
      className={classes.range}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      data-side={side}
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={MIDDLE} y2={MIDDLE} className={classes.line} />
      <rect
        x={at(low)}
        width={Math.max(2, at(high) - at(low))}
        y={MIDDLE - 6}
        height={12}
        rx={3}
        className={classes.band}
      />
      <line
        x1={at(expected)}
        x2={at(expected)}
        y1={MIDDLE - 10}
        y2={MIDDLE + 10}
        className={classes.tick}
      />
      <circle cx={at(observed)} cy={MIDDLE} r={6} className={classes.dot} />
    </svg>
  );
}

/** Compares a commune by each measure: the count, the expected count, and the range that chance alone may bring. */
export function CommuneStands({ look }: { look: CommuneLook }) {
  const { analysis, communeLook: own } = useText();
  return (
    <Section title={own.stands}>
      <ul className={classes.measures}>
        {look.rows.map(({ measure, row }) => (
          <li key={measure}>
            {row === null ? (
              <p className={shared.aside}>
                {own.notCompared({ measure: analysis.measure[measure] })}
              </p>
            ) : (
              <>
                <Standing name={analysis.measure[measure]} row={row} look={look} />
                <ConductLine
                  scope={{
                    figure: CONDUCT_OF_COMPARISON[measure],
                    ...look.period,
                    commune: look.commune.code,
                  }}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ name, row, look }: { name: string; row: ComparedCommune; look: CommuneLook }) {
  const { analysis, communeLook: own } = useText();
  const format = useFormat();
  const [low, high] = row.actionLimits;
  const counts = {
    observed: format.number(row.observed),
    expected: format.number(row.expected),
    low: format.number(low),
    high: format.number(high),
  };
  return (
    <>
      <p className={classes.verdict} data-side={row.verdict.side}>
        {readingOf(row, analysis)}
      </p>
      <p>{own.compared({ measure: name, ...counts })}</p>
      <RangeBar
        label={own.range(counts)}
        observed={row.observed}
        expected={row.expected}
        range={[low, high]}
        side={row.verdict.side}
      />
      {row.onTime !== null && (
        <p>
          {analysis.ownTips({
            all: format.number(row.onTime.all, 0),
            own: format.number(row.onTime.own, 0),
            awaiting: format.number(row.onTime.awaiting, 0),
          })}
        </p>
      )}
      <p className={shared.aside}>
        {analysis.reason[row.verdict.reason]}.{' '}
        {own.before({
          count: format.number(row.previousObserved),
          from: format.date(look.previousPeriod.from),
          to: format.date(look.previousPeriod.to),
        })}
      </p>
    </>
  );
}
