import { Button, Progress } from '@mantine/core';
import { useComputedColorScheme } from '@mantine/core';
import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { TOKENS } from '#client/ui/tokens.ts';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { AnalysisMap } from './analysis-map.tsx';
import classes from './analysis.module.css';
import { PLACE_SOURCE, placeFeatures, placeLayers } from './place-layers.ts';
import { PlaceLegend } from './place-legend.tsx';
import { PlaceParameters } from './place-parameters.tsx';
import { PlaceQueryLine } from './place-query-line.tsx';
import { PlaceSentence } from './place-sentence.tsx';
import { PlaceTables } from './place-tables.tsx';
import { RunLine } from './run-line.tsx';
import { usePlaceRun } from './use-place-run.ts';

/** Screen of the places where more happens than by chance: five methods, each with its parameters and its finding. */
export default function HotSpotsScreen() {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const { run, start, stop } = usePlaceRun();
  return (
    <Page title={own.title} lead={own.lead}>
      <div className={classes.layout}>
        <Section>
          <PlaceParameters running={run.phase === 'running'} onStart={start} />
          {run.phase === 'running' && (
            <div style={{ display: 'grid', gap: 8, marginTop: 12 }} aria-live="polite">
              <Progress value={run.share * 100} aria-label={own.method.hot_spots} />
              <p>{own.running({ share: format.percent(run.share, 0) })}</p>
              <Button variant="default" onClick={stop}>
                {own.cancel}
              </Button>
            </div>
          )}
          {run.phase === 'failed' && <ErrorNotice error={run.error} />}
        </Section>
        <Outcome result={run.phase === 'done' ? run.result : null} />
      </div>
    </Page>
  );
}

function Outcome({ result }: { result: PlaceAnalysis | null }) {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [shown, setShown] = useState<BoundingBox | null>(null);
  const features = useMemo(
    () =>
      result === null
        ? { type: 'FeatureCollection' as const, features: [] }
        : placeFeatures(result),
    [result],
  );
  const refused = result?.refused ?? null;
  return (
    <Section>
      {refused !== null && (
        <EmptyState title={own.refusedTitle}>
          <p>
            {own.refused[refused.reason]({
              needed: format.number(refused.needed),
              found: format.number(refused.found),
            })}
          </p>
        </EmptyState>
      )}
      {result !== null && refused === null && (
        <div className={classes.sentences} aria-live="polite">
          <PlaceSentence result={result} />
        </div>
      )}
      {result !== null && refused === null && <PlaceLegend method={result.query.method} />}
      <AnalysisMap label={own.mapOf} interactive={[]} shown={shown}>
        <Source id={PLACE_SOURCE} type="geojson" data={features}>
          {placeLayers(scheme, TOKENS[scheme]).map((layer) => (
            <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
          ))}
        </Source>
      </AnalysisMap>
      {result !== null && <PlaceQueryLine result={result} />}
      {result !== null && <RunLine run={result.run} />}
      {result !== null && refused === null && (
        <div style={{ marginTop: 12 }}>
          <PlaceTables result={result} onShow={(ring) => setShown(boundsAround(ring, 0))} />
        </div>
      )}
    </Section>
  );
}
