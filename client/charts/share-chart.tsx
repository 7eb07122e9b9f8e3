import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';

import { TOKENS } from '#client/ui/tokens.ts';

import { PlotFigure } from './plot-figure.tsx';
import { useChartScheme } from './use-printed.ts';

export type DrawnShare = { name: string; share: number; low: number; high: number };

const HEIGHT = 240;

/** Shares over time with their intervals, in the order given. */
export function ShareChart({
  label,
  shares,
  percent,
}: {
  label: string;
  shares: readonly DrawnShare[];
  percent: (share: number) => string;
}) {
  const scheme = useChartScheme();
  const options = useCallback((): Plot.PlotOptions => {
    const tokens = TOKENS[scheme];
    return {
      marginLeft: 48,
      marginBottom: 36,
      x: { label: null, domain: shares.map(({ name }) => name), type: 'point' },
      y: {
        label: null,
        domain: [0, 1],
        grid: true,
        ticks: 5,
        tickFormat: (share: number) => percent(share),
      },
      marks: [
        Plot.ruleX(shares, {
          x: 'name',
          y1: 'low',
          y2: 'high',
          stroke: tokens.accent,
          strokeWidth: 2,
        }),
        Plot.dot(shares, { x: 'name', y: 'share', r: 5, fill: tokens.accent }),
        Plot.text(shares, {
          x: 'name',
          y: 'share',
          text: (d: DrawnShare) => percent(d.share),
          textAnchor: 'start',
          dx: 9,
          fill: tokens.text,
        }),
      ],
    };
  }, [shares, percent, scheme]);
  return <PlotFigure label={label} height={HEIGHT} options={options} />;
}
