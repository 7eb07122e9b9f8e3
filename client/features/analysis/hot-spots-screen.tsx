import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';

import classes from './analysis.module.css';
import { firstChoice, withFitting, type PlaceChoice } from './place-choice.ts';
import { PlaceOutcome } from './place-outcome.tsx';
import { PlaceParameters } from './place-parameters.tsx';
import { placeDefaultsQuery } from './queries.ts';
import { usePlaceRun } from './use-place-run.ts';

/** Screen of the places where more happens than by chance: five methods, each with its parameters and its finding. */
export default function HotSpotsScreen() {
  const { placeAnalysis: own } = useText();
  const format = useFormat();
  const { run, start, stop } = usePlaceRun();
  const defaults = useQuery(placeDefaultsQuery);
  const [asked, setAsked] = useState<PlaceChoice | null>(null);
  // What fits the data is waited for: with customary parameters the first press might be refused.
  const choice = asked ?? (defaults.isPending ? null : firstChoice(defaults.data));
  const result = run.phase === 'done' ? run.result : null;
  return (
    <Page title={own.title} lead={own.lead}>
      <div className={classes.layout}>
        <Section>
          {choice === null ? (
            <LoadingRows rows={6} />
          ) : (
            <PlaceParameters
              choice={choice}
              defaults={defaults.data}
              running={run.phase === 'running'}
              onChange={setAsked}
              onStart={start}
            />
          )}
          {run.phase === 'running' && (
            <div style={{ display: 'grid', gap: 8, marginTop: 12 }} aria-live="polite">
              <Progress value={run.share * 100} aria-label={own.title} />
              <p>{own.running({ share: format.percent(run.share, 0) })}</p>
              <Button variant="default" onClick={stop}>
                {own.cancel}
              </Button>
            </div>
          )}
          {run.phase === 'failed' && <ErrorNotice error={run.error} />}
        </Section>
        <PlaceOutcome
          result={result}
          onApply={(change) => {
            if (choice === null) return;
            const next = withFitting(choice, change);
            setAsked(next);
            start(next);
          }}
        />
      </div>
    </Page>
  );
}
