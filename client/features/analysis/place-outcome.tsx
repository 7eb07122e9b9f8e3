import { Box, Button, Group, useComputedColorScheme } from '@mantine/core';
import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo, useState } from 'react';

import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { slotEnd } from '#client/map/style/order.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Section } from '#client/ui/page.tsx';
import { TOKENS } from '#client/ui/tokens.ts';
import type { ConductFigure } from '#server/contract/conduct.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { FittingQuery, PlaceAnalysis, PlaceMethod } from '#server/contract/place-analysis.ts';

import { AnalysisMap } from './analysis-map.tsx';
import classes from './analysis.module.css';
import { HowCounted } from './how-counted.tsx';
import { USED_PARAMETERS } from './method-parameters.ts';
import { PaperFacts } from './paper-facts.tsx';
import { changeWords } from './place-choice.ts';
import {
  foremostBox,
  PLACE_COLOURS,
  PLACE_SOURCE,
  placeFeatures,
  placeLayers,
} from './place-layers.ts';
import { PlaceSentence } from './place-sentence.tsx';
import { ANALYSIS_KEY } from './queries.ts';
import { PlaceTables } from './place-tables.tsx';
import { RunLine } from './run-line.tsx';
import { TestTable } from './test-table.tsx';

/** The answer on the map and in tables; or why there is none, and the smallest change that would give one. */
export function PlaceOutcome({
  result,
  onApply,
}: {
  result: PlaceAnalysis | null;
  onApply: (change: FittingQuery) => void;
}) {
  const { placeAnalysis: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [pressed, setPressed] = useState<{ of: PlaceAnalysis; box: BoundingBox } | null>(null);
  const features = useMemo(
    () =>
      result === null
        ? { type: 'FeatureCollection' as const, features: [] }
        : placeFeatures(result),
    [result],
  );
  const foremost = useMemo(() => (result === null ? null : foremostBox(result)), [result]);
  const shown = pressed?.of === result ? pressed.box : foremost;
  const answered = result !== null && result.refused === null;
  return (
    <Section
      title={result === null ? own.resultTitle : own.method[result.query.method]}
      {...(answered
        ? {
            aside: (
              <Group gap={8}>
                <PutPlaces result={result} />
                <PrintButton
                  kind="place_analysis_print"
                  view={new URLSearchParams({ ...result.period }).toString()}
                />
              </Group>
            ),
          }
        : {})}
    >
      {result !== null && <Refused result={result} onApply={onApply} />}
      {answered && (
        <div className={classes.sentences} aria-live="polite">
          <PlaceSentence result={result} />
        </div>
      )}
      {answered && <PlaceLegend method={result.query.method} />}
      <AnalysisMap label={own.mapOf} interactive={[]} shown={shown}>
        <Source id={PLACE_SOURCE} type="geojson" data={features}>
          {placeLayers(scheme, TOKENS[scheme]).map((layer) => (
            <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
          ))}
        </Source>
      </AnalysisMap>
      {result !== null && (
        <Below
          result={result}
          onShow={(ring) => setPressed({ of: result, box: boundsAround(ring, 0) })}
        />
      )}
    </Section>
  );
}

/** Puts the answer into a report: the table by street and commune, without positions. */
function PutPlaces({ result: { query, period, events, run } }: { result: PlaceAnalysis }) {
  const { origin, ...asked } = query;
  return (
    <PutIntoReport
      analysis={{
        kind: 'places',
        query: {
          ...asked,
          ...period,
          origin: origin ?? 'reported',
          replicates: run.replicates ?? 999,
          seed: run.seed ?? 1,
        },
      }}
      subject={query.method}
      n={events.all}
      {...period}
      shownBy={ANALYSIS_KEY}
    />
  );
}

function Refused({
  result,
  onApply,
}: {
  result: PlaceAnalysis;
  onApply: (change: FittingQuery) => void;
}) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const { refused, change } = result;
  if (refused === null) return null;
  const remedy = changeWords(result, { own, format });
  return (
    <EmptyState
      title={own.refusedTitle}
      action={
        change !== null && <Button onClick={() => onApply(change)}>{own.change.apply}</Button>
      }
    >
      <p>
        {own.refused[refused.reason]({
          needed: format.number(refused.needed),
          found: format.number(refused.found),
        })}
      </p>
      <p>{remedy === null ? own.change.none : <strong>{remedy}</strong>}</p>
    </EmptyState>
  );
}

/** Figure whose conduct stands beside a result: what is counted by 100 checks rests on looks too. */
function figureOf({ subject, per }: PlaceAnalysis['query']): ConductFigure {
  return per === 'checks' && subject === 'new_points' ? 'register' : subject;
}

/** Part below the map: the question, its tables, and how they were counted. */
function Below({
  result,
  onShow,
}: {
  result: PlaceAnalysis;
  onShow: (ring: readonly LonLat[]) => void;
}) {
  const { placeAnalysis: own, analysis } = useText();
  const format = useFormat();
  return (
    <>
      <PlaceQueryLine result={result} />
      <ConductLine scope={{ figure: figureOf(result.query), ...result.period }} />
      {result.refused === null && (
        <>
          <PaperFacts
            n={analysis.nPlaces({ events: format.number(result.events.all) })}
            {...result.period}
            run={result.run}
          />
          <div style={{ marginTop: 12 }}>
            <PlaceTables key={result.query.method} result={result} onShow={onShow} />
          </div>
        </>
      )}
      <HowCounted>
        <p>{own.methodBasis[result.query.method]}</p>
        <RunLine run={result.run} />
        <TestTable result={result} />
      </HowCounted>
    </>
  );
}

/** The query of the answer that is shown; the form may have changed since. */
function PlaceQueryLine({ result: { query, period } }: { result: PlaceAnalysis }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const used = USED_PARAMETERS[query.method];
  const number = (value: number) => format.number(value, 0);
  const parts = [
    own.method[query.method],
    own.subject[query.subject],
    query.origin === null ? null : own.origin[query.origin],
    `${format.date(period.from)} – ${format.date(period.to)}`,
    used.has('cell') ? `${own.cellLabel}: ${number(query.cell)}` : null,
    used.has('radius') ? `${own.radiusLabel}: ${number(query.radius)}` : null,
    used.has('days') ? `${own.daysLabel}: ${number(query.days)}` : null,
    used.has('per') ? own.per[query.per] : null,
  ];
  return (
    <Box component="p" fz="xs" c="dimmed" mt="sm">
      {parts.filter((part) => part !== null).join(' · ')}
    </Box>
  );
}

type Colours = (typeof PLACE_COLOURS)[keyof typeof PLACE_COLOURS];

/** Legend of the colours and strokes on the map. */
function PlaceLegend({ method }: { method: PlaceMethod }) {
  const { placeAnalysis: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return (
    <ul className={classes.legend} aria-label={own.legend}>
      <LegendItems method={method} colours={PLACE_COLOURS[scheme]} />
    </ul>
  );
}

function LegendItems({ method, colours }: { method: PlaceMethod; colours: Colours }) {
  const { placeAnalysis: own } = useText();
  if (method === 'density') return <DensityItem dense={colours.dense} />;
  if (method === 'near_repeat') return <LinkItem colour={colours.hot} />;
  return (
    <>
      <li>
        <Swatch colour={colours.hot} />
        {method === 'scan' ? own.hotClass.cluster : own.hotClass.hot}
      </li>
      {method !== 'scan' && (
        <li>
          <Swatch colour={colours.cold} dashed />
          {own.hotClass.cold}
        </li>
      )}
      {method !== 'emerging' && (
        <li>
          <Swatch colour={colours.none} />
          {own.hotClass.none}
        </li>
      )}
    </>
  );
}

function Swatch({ colour, dashed = false }: { colour: string; dashed?: boolean }) {
  return (
    <span
      className={classes.swatch}
      style={{
        background: `${colour}80`,
        borderColor: colour,
        borderStyle: dashed ? 'dashed' : 'solid',
      }}
      aria-hidden="true"
    />
  );
}

function DensityItem({ dense: [low, high] }: { dense: Colours['dense'] }) {
  const { placeAnalysis: own } = useText();
  return (
    <li>
      {own.densityLess}
      <span
        aria-hidden="true"
        style={{ width: 96, height: 12, background: `linear-gradient(90deg, ${low}, ${high})` }}
      />
      {own.densityMore}
    </li>
  );
}

function LinkItem({ colour }: { colour: string }) {
  const { placeAnalysis: own } = useText();
  return (
    <li>
      <span aria-hidden="true" style={{ width: 24, height: 0, borderTop: `3px solid ${colour}` }} />
      {own.link}
    </li>
  );
}
