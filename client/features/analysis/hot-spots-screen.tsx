import { Button, Progress, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, useEffect, useRef } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import {
  type PlaceAnalysis,
  PLACE_METHODS,
  PLACE_SUBJECTS,
  SIGNAL_ORIGINS,
  type PlaceDefaults,
} from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { USED_PARAMETERS } from './method-parameters.ts';
import { PeriodPresets } from './period-presets.tsx';
import { firstChoice, withFitting, type PlaceChoice, fittingOf } from './place-choice.ts';
import { PlaceOutcome } from './place-outcome.tsx';
import { placeDefaultsQuery } from './queries.ts';
import { runPlaces } from './run-places.ts';

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

type PlaceRun =
  | { phase: 'idle' }
  | { phase: 'running'; share: number }
  | { phase: 'done'; result: PlaceAnalysis }
  | { phase: 'failed'; error: unknown };

/** One analysis at a time; another, or leaving the screen, stops it on the server too. */
function usePlaceRun() {
  const [run, setRun] = useState<PlaceRun>({ phase: 'idle' });
  const current = useRef<AbortController | null>(null);
  useEffect(function stopOnLeave() {
    return () => current.current?.abort();
  }, []);

  const start = async (query: Record<string, string>) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setRun({ phase: 'running', share: 0 });
    try {
      const result = await runPlaces(query, abort.signal, (share) => {
        if (current.current === abort) setRun({ phase: 'running', share });
      });
      if (current.current === abort) setRun({ phase: 'done', result });
    } catch (error) {
      if (current.current !== abort) return;
      setRun(abort.signal.aborted ? { phase: 'idle' } : { phase: 'failed', error });
    }
  };
  return {
    run,
    start: (query: Record<string, string>) => void start(query),
    stop: () => current.current?.abort(),
  };
}

/** Everything that an answer depends on; what a method does not use is not asked. */
function PlaceParameters({
  choice,
  defaults,
  running,
  onChange,
  onStart,
}: {
  choice: PlaceChoice;
  defaults: PlaceDefaults | undefined;
  running: boolean;
  onChange: (choice: PlaceChoice) => void;
  onStart: (query: Record<string, string>) => void;
}) {
  const { placeAnalysis: own, analysis } = useText();
  const { method } = choice;
  const set = (name: keyof PlaceChoice) => (value: string | null) =>
    onChange({ ...choice, [name]: value ?? '' });
  const chooseMethod = (value: string | null) => {
    const next = PLACE_METHODS.find((one) => one === value) ?? 'hot_spots';
    const fitting = fittingOf(defaults, next);
    onChange(fitting === null ? { ...choice, method: next } : withFitting(choice, fitting));
  };
  return (
    <form
      className={classes.parameters}
      onSubmit={(event) => {
        event.preventDefault();
        onStart(choice);
      }}
    >
      <Select
        label={own.methodLabel}
        description={own.methodMore[method]}
        allowDeselect={false}
        value={method}
        data={PLACE_METHODS.map((value) => ({ value, label: own.method[value] }))}
        onChange={chooseMethod}
      />
      <SubjectFields choice={choice} set={set} />
      <PeriodPresets
        chosen={{ from: choice.from, to: choice.to }}
        onChoose={(period) => onChange({ ...choice, ...period })}
      />
      <DateField label={analysis.from} value={choice.from} onChange={set('from')} />
      <DateField label={analysis.to} value={choice.to} onChange={set('to')} />
      <Further choice={choice} set={set} />
      <Button type="submit" disabled={running}>
        {own.start}
      </Button>
    </form>
  );
}

type Setter = (name: keyof PlaceChoice) => (value: string | null) => void;

/** The events to look at, and where they are signals, how those came. */
function SubjectFields({ choice, set }: { choice: PlaceChoice; set: Setter }) {
  const { placeAnalysis: own } = useText();
  return (
    <>
      <Select
        label={own.subjectLabel}
        allowDeselect={false}
        value={choice.subject}
        data={PLACE_SUBJECTS.map((value) => ({ value, label: own.subject[value] }))}
        onChange={set('subject')}
      />
      {choice.subject === 'signals' && (
        <Select
          label={own.originLabel}
          allowDeselect={false}
          value={choice.origin}
          data={SIGNAL_ORIGINS.map((value) => ({ value, label: own.origin[value] }))}
          onChange={set('origin')}
        />
      )}
    </>
  );
}

/** Parameters that most people leave as they are. */
function Further({ choice, set }: { choice: PlaceChoice; set: Setter }) {
  const { placeAnalysis: own } = useText();
  const used = USED_PARAMETERS[choice.method];
  const number = (name: keyof PlaceChoice, label: string, [min, max, step]: number[]) => (
    <NumberInput
      label={label}
      value={choice[name]}
      {...(min === undefined || max === undefined || step === undefined ? {} : { min, max, step })}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      onChange={(value) => set(name)(String(value))}
    />
  );
  return (
    <Disclosure words={own.further} forced={false}>
      <div className={classes.parameters}>
        {used.has('cell') && number('cell', own.cellLabel, [250, 5_000, 250])}
        {used.has('radius') && number('radius', own.radiusLabel, [100, 5_000, 100])}
        {used.has('days') && number('days', own.daysLabel, [7, 180, 1])}
        {used.has('per') && (
          <Select
            label={own.perLabel}
            allowDeselect={false}
            value={choice.per}
            data={(['count', 'checks'] as const).map((value) => ({ value, label: own.per[value] }))}
            onChange={set('per')}
          />
        )}
        {used.has('chance') && (
          <>
            {number('replicates', own.replicatesLabel, [99, 9_999, 100])}
            {number('seed', own.seedLabel, [0, 2_147_483_647, 1])}
          </>
        )}
      </div>
    </Disclosure>
  );
}
