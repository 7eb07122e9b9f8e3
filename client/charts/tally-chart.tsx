import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';

import { TOKENS } from '#client/ui/tokens.ts';
import { PlotFigure } from './plot-figure.tsx';
import { useChartScheme } from './use-printed.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Number of events of one kind in one bin of time. */
export type DrawnTally = {
  from: IsoDate;
  /** First day after the bin. */
  until: IsoDate;
  /** Status that the event led to, which gives the colour. */
  status: PointStatus;
  kind: string;
  count: number;
};

const HEIGHT = 180;

/** Events over time, one bar a bin, the kinds upon each other; each bar tells its kind and number when pointed at. */
export function TallyChart({ label, tallies }: { label: string; tallies: readonly DrawnTally[] }) {
  const scheme = useChartScheme();
  const options = useCallback((): Plot.PlotOptions => {
    const tokens = TOKENS[scheme];
    return {
      marginLeft: 32,
      marginBottom: 24,
      x: { type: 'utc', label: null, ticks: 4 },
      y: { label: null, grid: true, ticks: 4, tickFormat: 'd' },
      marks: [
        Plot.rectY(tallies, {
          x1: (one: DrawnTally) => new Date(one.from),
          x2: (one: DrawnTally) => new Date(one.until),
          y: 'count',
          fill: (one: DrawnTally) => tokens.status[one.status],
          title: (one: DrawnTally) => `${one.kind}: ${one.count}`,
          insetLeft: 0.5,
        }),
        Plot.ruleY([0], { stroke: tokens.borderStrong }),
      ],
    };
  }, [tallies, scheme]);
  return <PlotFigure label={label} height={HEIGHT} options={options} />;
}
