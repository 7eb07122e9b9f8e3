import type { FunnelSide } from '#server/contract/comparison.ts';

import classes from './commune-look.module.css';

const WIDTH = 320;
const HEIGHT = 28;
const MIDDLE = HEIGHT / 2;
const EDGE = 8;

/** A count on a line with the range that chance alone may bring (band) and the expected count (tick). */
export function RangeBar({
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
