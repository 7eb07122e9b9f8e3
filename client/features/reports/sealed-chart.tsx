import { useCallback, useMemo } from 'react';

import { FunnelChart } from '#client/charts/funnel-chart.tsx';
import { ShareChart } from '#client/charts/share-chart.tsx';
import { SurvivalChart } from '#client/charts/survival-chart.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SealedChart } from '#server/contract/report-analysis.ts';

import { useSealedWords } from './use-sealed-words.ts';

type Of<Type extends SealedChart['type']> = Extract<SealedChart, { type: Type }>;

/** The chart of a sealed analysis, drawn again from its data as its page draws it. */
export function SealedChartView({ chart, label }: { chart: SealedChart; label: string }) {
  switch (chart.type) {
    case 'funnel':
      return <Funnel chart={chart} label={label} />;
    case 'curves':
      return <Curves chart={chart} label={label} />;
    case 'shares':
      return <Shares chart={chart} label={label} />;
  }
}

function Funnel({ chart, label }: { chart: Of<'funnel'>; label: string }) {
  const { analysis, sealedAnalyses: own } = useText();
  const format = useFormat();
  const number = useCallback((value: number) => format.number(value), [format]);
  const units = useMemo(
    () =>
      chart.dots.map((dot, at) => ({
        ...dot,
        key: String(at),
        said: `${dot.name}: ${analysis.axisExpected} ${format.number(dot.expected)}, ${analysis.axisRatio} ${format.number(dot.ratio, 2)}. ${own.word[dot.side]}`,
      })),
    [chart, analysis, own, format],
  );
  const words = useMemo(
    () => ({
      expected: analysis.axisExpected,
      ratio: analysis.axisRatio,
      warning: analysis.limitWarning,
      action: analysis.limitAction,
    }),
    [analysis],
  );
  return (
    <FunnelChart label={label} units={units} limits={chart.limits} words={words} number={number} />
  );
}

function Curves({ chart, label }: { chart: Of<'curves'>; label: string }) {
  const { analysis } = useText();
  const format = useFormat();
  const { cell } = useSealedWords();
  const number = useCallback((value: number) => format.number(value), [format]);
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  const words = useMemo(() => ({ days: analysis.axisDays, quiet: analysis.axisQuiet }), [analysis]);
  const curves = chart.curves.map((curve, at) => ({
    ...curve,
    key: String(at),
    name: cell(curve.name, 'text'),
  }));
  return (
    <SurvivalChart label={label} curves={curves} words={words} percent={percent} number={number} />
  );
}

function Shares({ chart, label }: { chart: Of<'shares'>; label: string }) {
  const format = useFormat();
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  return <ShareChart label={label} shares={chart.shares} percent={percent} />;
}
