import { Button } from '@mantine/core';
import { IconEyeCheck, IconEyeExclamation, IconEyeOff, type Icon } from '@tabler/icons-react';
import { useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { missingOf } from '#client/check-form/check-values.ts';
import { isFarAway, metresBetween } from '#client/check-form/far-away.ts';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import fields from '#client/ui/field-group.module.css';
import { hinted } from '#client/ui/hinted.ts';
import { goesOn } from '#client/ui/use-led-focus.ts';
import { CHECK_OBSTACLES, type CheckObstacle } from '#server/contract/check.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { CheckResult } from '#server/contract/point.ts';
import {
  type FieldRouteList,
  type FieldStop,
  RecordStopResult,
} from '#server/contract/route-result.ts';

import { arrivalAt, forgetArrival } from './arrivals.ts';
import { FIELD_KEY } from './field-queries.ts';
import classes from './field.module.css';
import { newResult, resultBody, type ResultContext, resultEntry } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';
import { useResultLines } from './result-lines.ts';
import { StopWords, Ways } from './stop-words.tsx';
import type { Arrivals } from './use-arrivals.ts';
import type { Here } from './use-whereabouts.ts';

/** Time in which a result of one press can be taken back before it is sent. */
const HOLD_MILLISECONDS = 10_000;

const LOOKED: readonly (readonly [CheckResult, Icon])[] = [
  ['no_sign', IconEyeCheck],
  ['signs', IconEyeExclamation],
];

/** The stop that is next: the way there, the arrival, the result, each one press. */
export function NextStop({
  routeId,
  stop,
  here,
  arrivals,
  onKept,
}: {
  routeId: number;
  stop: FieldStop;
  here: Here | null;
  arrivals: Arrivals;
  /** Takes the stop whose result is on the device and can still be taken back. */
  onKept: (stopId: number) => void;
}) {
  const { field } = useText().routes;
  return (
    <section
      className={classes.next}
      aria-label={`${field.next}: ${nameOf(stop)}`}
      data-next={stop.id}
      {...hinted('next_stop')}
      {...goesOn('stop')}
    >
      <span className={classes.quiet}>{field.next}</span>
      <StopWords stop={stop} here={here} />
      <Ways stop={stop} withMap />
      <Arrival stop={stop} arrivals={arrivals} />
      <Results routeId={routeId} stop={stop} here={here} onKept={onKept} />
    </section>
  );
}

/** Short name of a stop, heard after the words of each of its buttons. */
const nameOf = ({ code, name }: FieldStop) => code ?? name;

function Named({ stop }: { stop: FieldStop }) {
  return <span className="visually-hidden"> {nameOf(stop)}</span>;
}

/** Results of the stop, each one press; the form opens where more has to be said, and for photos. */
function Results({
  routeId,
  stop,
  here,
  onKept,
}: {
  routeId: number;
  stop: FieldStop;
  here: Here | null;
  onKept: (stopId: number) => void;
}) {
  const { field } = useText().routes;
  const [recording, setRecording] = useState<ResultContext | null>(null);
  const atOnce = useRecordAtOnce(routeId, stop, { here, onKept });
  const say = (result: CheckResult | null, obstacle: CheckObstacle | null = null) => {
    if (result !== null && isSaidByOnePress(stop, result, { obstacle, here })) {
      atOnce.record(result, obstacle);
    } else setRecording(newResult(routeId, stop, { result, obstacle }));
  };
  return (
    <div className={classes.said}>
      <fieldset
        className={`${fields.group} ${classes.results}`}
        disabled={atOnce.pending}
        {...hinted('stop_result')}
      >
        <legend>{field.record}</legend>
        {LOOKED.map(([result, Sign]) => (
          <Button
            key={result}
            size="md"
            variant="default"
            justify="start"
            leftSection={<Sign size={22} stroke={1.6} aria-hidden="true" />}
            onClick={() => say(result)}
          >
            {field.results[result]}
            <Named stop={stop} />
          </Button>
        ))}
      </fieldset>
      <Obstacles
        stop={stop}
        disabled={atOnce.pending}
        onChoose={(obstacle) => say('could_not_check', obstacle)}
      />
      <Button size="md" variant="subtle" onClick={() => say(null)}>
        {field.recordMore}
        <Named stop={stop} />
      </Button>
      <ErrorNotice error={atOnce.error} />
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </div>
  );
}

/** Reasons why the stop could not be checked: each is the result by itself. */
function Obstacles({
  stop,
  disabled,
  onChoose,
}: {
  stop: FieldStop;
  disabled: boolean;
  onChoose: (obstacle: CheckObstacle) => void;
}) {
  const { routes, checks } = useText();
  return (
    <fieldset className={classes.obstacles} disabled={disabled}>
      <legend>
        <IconEyeOff size={20} stroke={1.6} aria-hidden="true" /> {routes.field.notCheckedBecause}
      </legend>
      {CHECK_OBSTACLES.map((obstacle) => (
        <Button
          key={obstacle}
          className={classes.obstacle ?? ''}
          variant="default"
          onClick={() => onChoose(obstacle)}
        >
          {checks.obstacles[obstacle]}
          <Named stop={stop} />
        </Button>
      ))}
    </fieldset>
  );
}

function Arrival({ stop, arrivals }: { stop: FieldStop; arrivals: Arrivals }) {
  const { field } = useText().routes;
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  const arrived = arrivals.times[stop.id];
  if (arrived === undefined) {
    return (
      <div ref={place} className={classes.arrival}>
        <Button
          size="md"
          variant="default"
          onClick={() => {
            arrivals.arrive(stop.id);
            // The press takes its button away: what was found is said next.
            place.current?.parentElement?.querySelector<HTMLElement>('fieldset button')?.focus();
          }}
        >
          {field.arrived}
          <Named stop={stop} />
        </Button>
      </div>
    );
  }
  const time = civilDate(arrived) === today() ? format.clock(arrived) : format.dateTime(arrived);
  return (
    <div ref={place} className={classes.arrival}>
      <output>{field.arrivedAt({ time })}</output>
      <Button
        variant="subtle"
        size="compact-md"
        mih={44}
        onClick={() => {
          arrivals.takeBack(stop.id);
          requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
        }}
      >
        {field.notArrived}
        <Named stop={stop} />
      </Button>
    </div>
  );
}

/**
 * Tests for a result that needs no form: nothing has to be chosen along with it, and the device is not known to be
 * somewhere else. A business of the register of inspections needs the outcome of its inspection.
 */
export function isSaidByOnePress(
  { objectId, place }: Pick<FieldStop, 'objectId' | 'place'>,
  result: CheckResult,
  { obstacle, here }: { obstacle: CheckObstacle | null; here: Here | null },
): boolean {
  const complete =
    result === 'could_not_check' ? obstacle !== null && obstacle !== 'other' : objectId === null;
  const far = here !== null && isFarAway(metresBetween(here.at, place), here.accuracyMetres);
  return complete && !far;
}

/** Records a result by one press: it stays on the device for a moment, in which it can be taken back. */
function useRecordAtOnce(
  routeId: number,
  stop: FieldStop,
  { here, onKept }: { here: Here | null; onKept: (stopId: number) => void },
) {
  const text = useText();
  const { field: own } = text.routes;
  const submit = useSubmit<FieldRouteList>();
  const [begun] = useState(() => newResult(routeId, stop, { result: null, obstacle: null }));
  const known = here === null ? null : { kind: 'known' as const, ...here };
  const context = (): ResultContext => ({
    ...begun,
    arrivedAt: arrivalAt(stop.id),
    position: known,
  });
  const metres = here === null ? null : metresBetween(here.at, stop.place);
  const evidence = { known, metres, photos: [] };
  const linesOf = useResultLines(begun, evidence);
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: begun.values,
    schema: RecordStopResult,
    body: (values) => resultBody(context(), values, evidence),
    at: { finishedAt: 'checkedAt' },
    check: (values) => missingOf(values, now(), text),
    async send(body, _, values) {
      const lines = plainLines(linesOf(values));
      const entry = resultEntry({ ...context(), values }, { body, photos: [], lines, text });
      return await submit({ ...entry, holdMilliseconds: HOLD_MILLISECONDS });
    },
    // A device that keeps nothing has sent it already.
    said: () => own.recorded,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone() {
      forgetArrival(stop.id);
      onKept(stop.id);
    },
  });
  return {
    record(result: CheckResult, obstacle: CheckObstacle | null) {
      write.form.setValues({ ...begun.values, result, obstacle, checkedAt: now() });
      write.press();
    },
    pending: write.pending,
    error: write.error,
  };
}
