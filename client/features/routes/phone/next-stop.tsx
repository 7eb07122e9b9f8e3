import { Button } from '@mantine/core';
import { IconEyeCheck, IconEyeExclamation, IconEyeOff, type Icon } from '@tabler/icons-react';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import fields from '#client/ui/field-group.module.css';
import { hinted } from '#client/ui/hinted.ts';
import { CHECK_OBSTACLES, type CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import classes from './field.module.css';
import { isSaidByOnePress, useRecordAtOnce } from './record-at-once.ts';
import { newResult, type ResultContext } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';
import { StopWords, Ways } from './stop-words.tsx';
import type { Arrivals } from './use-arrivals.ts';
import type { Here } from './use-whereabouts.ts';

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
      aria-label={field.next}
      data-next={stop.id}
      {...hinted('next_stop')}
    >
      <span className={classes.quiet}>{field.next}</span>
      <StopWords stop={stop} here={here} />
      <Ways stop={stop} withMap />
      <Arrival stop={stop} arrivals={arrivals} />
      <Results routeId={routeId} stop={stop} here={here} onKept={onKept} />
    </section>
  );
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
    <>
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
          </Button>
        ))}
      </fieldset>
      <Obstacles
        disabled={atOnce.pending}
        onChoose={(obstacle) => say('could_not_check', obstacle)}
      />
      <Button size="md" variant="subtle" onClick={() => say(null)}>
        {field.recordMore}
      </Button>
      <ErrorNotice error={atOnce.error} />
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </>
  );
}

/** Reasons why the stop could not be checked: each is the result by itself. */
function Obstacles({
  disabled,
  onChoose,
}: {
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
        </Button>
      ))}
    </fieldset>
  );
}

function Arrival({ stop, arrivals }: { stop: FieldStop; arrivals: Arrivals }) {
  const { field } = useText().routes;
  const format = useFormat();
  const arrived = arrivals.times[stop.id];
  if (arrived === undefined) {
    return (
      <div className={classes.acts}>
        <Button size="md" variant="default" onClick={() => arrivals.arrive(stop.id)}>
          {field.arrived}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.arrival}>
      <output>{field.arrivedAt({ time: format.dateTime(arrived) })}</output>
      <Button
        variant="subtle"
        size="compact-md"
        mih={44}
        onClick={() => arrivals.takeBack(stop.id)}
      >
        {field.notArrived}
      </Button>
    </div>
  );
}
