import { Text, useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Layer, type MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import { useMemo, useState } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import { AnalysisMap } from './analysis-map.tsx';
import classes from './analysis.module.css';
import { ComparisonFacts, KeepComparison } from './comparison-facts.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { tellingInterval } from './funnel-words.ts';
import { HowCounted } from './how-counted.tsx';
import { RATE_LAYER, rateClasses, rateLayer } from './rate-layers.ts';
import { rateNumber, rateUnit } from './rate-words.ts';
import { RunLine } from './run-line.tsx';

const route = getRouteApi('/comparison');

/** Empirical Bayes rates on the map, once the boundaries are true; the table stands below in any case. */
export function RateMapView({ comparison }: { comparison: Comparison }) {
  const { analysis } = useText();
  const communes = useQuery(communesQuery).data;
  const navigate = route.useNavigate();
  return (
    <>
      <Section
        title={analysis.mapTitle}
        lead={analysis.mapLead}
        aside={<KeepComparison comparison={comparison} />}
      >
        {communes?.approximate === true ? (
          <Notice>
            <p>{analysis.mapApproximate}</p>
          </Notice>
        ) : (
          <RateMap comparison={comparison} />
        )}
        <ComparisonFacts comparison={comparison} />
        <HowCounted>
          <p>{analysis.mapBasis}</p>
          <p>{analysis.changeMore}</p>
          <RunLine run={comparison.run} />
          <FiguresTable comparison={comparison} />
        </HowCounted>
      </Section>
      <ComparisonTable
        comparison={comparison}
        onOpen={(commune) =>
          void navigate({
            search: (before) => ({ ...before, view: 'funnel' as const, commune }),
          })
        }
      />
    </>
  );
}

function RateMap({ comparison }: { comparison: Comparison }) {
  const text = useText();
  const { analysis } = text;
  const format = useFormat();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [pointed, setPointed] = useState<string | null>(null);
  const rates = useMemo(
    () =>
      new Map(
        comparison.communes.flatMap(({ commune, smoothedRate }) =>
          smoothedRate === null ? [] : [[commune.code, smoothedRate] as const],
        ),
      ),
    [comparison],
  );
  const steps = useMemo(() => rateClasses([...rates.values()], scheme), [rates, scheme]);
  const row = comparison.communes.find(({ commune }) => commune.code === pointed);
  const unit = comparison.exposureUnit;
  const point = (event: MapLayerMouseEvent) => {
    const code: unknown = event.features?.[0]?.properties['code'];
    setPointed(typeof code === 'string' ? code : null);
  };
  return (
    <>
      <ul className={classes.legend}>
        <li>{rateUnit(unit, text)}</li>
        {steps.map(({ colour, from, to }) => (
          <li key={colour}>
            <span className={classes.swatch} style={{ background: colour }} aria-hidden="true" />
            {rateNumber(from, unit, format)}–{rateNumber(to, unit, format)}
          </li>
        ))}
      </ul>
      <AnalysisMap label={analysis.mapName} interactive={[RATE_LAYER]} onPointer={point}>
        <Layer {...rateLayer(rates, steps)} beforeId={slotEnd('areas')} />
      </AnalysisMap>
      <Text size="sm" mih={40} mt="xs" aria-live="polite">
        {row === undefined ? null : <Pointed row={row} unit={unit} />}
      </Text>
    </>
  );
}

function Pointed({ row, unit }: { row: ComparedCommune; unit: Comparison['exposureUnit'] }) {
  const text = useText();
  const { analysis } = text;
  const format = useFormat();
  const interval = tellingInterval(row);
  const events = format.number(row.observed);
  const exposure = `${format.number(row.exposure, 0)} ${analysis.columns.exposure[unit].toLocaleLowerCase('vi')}`;
  return (
    <>
      <strong>{communeName(row.commune, text)}</strong>
      {`: ${rateNumber(row.smoothedRate, unit, format)} ${rateUnit(unit, text)} · `}
      {interval === null
        ? analysis.mapTooltipBare({ events, exposure })
        : analysis.mapTooltip({
            events,
            exposure,
            low: rateNumber(interval[0], unit, format),
            high: rateNumber(interval[1], unit, format),
          })}
    </>
  );
}
