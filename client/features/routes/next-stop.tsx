import { Button } from '@mantine/core';
import { IconEyeCheck, IconEyeExclamation, IconEyeOff, type Icon } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { CheckResult } from '#server/contract/point.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import type { Arrivals } from './use-arrivals.ts';
import classes from './field.module.css';
import { newResult, type ResultContext } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';
import { StopWords, Ways } from './stop-words.tsx';
import type { Here } from './use-whereabouts.ts';

const SIGNS: Record<CheckResult, Icon> = {
  no_sign: IconEyeCheck,
  signs: IconEyeExclamation,
  could_not_check: IconEyeOff,
};

/** The stop that is next: the way there, the arrival, the result, each one press. */
export function NextStop({
  routeId,
  stop,
  here,
  arrivals,
}: {
  routeId: number;
  stop: FieldStop;
  here: Here | null;
  arrivals: Arrivals;
}) {
  const { field } = useText().routes;
  const [recording, setRecording] = useState<ResultContext | null>(null);
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
      <fieldset className={classes.results} {...hinted('stop_result')}>
        <legend>{field.record}</legend>
        {CheckResult.options.map((result) => {
          const Sign = SIGNS[result];
          return (
            <Button
              key={result}
              size="md"
              variant="default"
              justify="start"
              leftSection={<Sign size={22} stroke={1.6} aria-hidden="true" />}
              onClick={() => setRecording(newResult(routeId, stop, result))}
            >
              {field.results[result]}
            </Button>
          );
        })}
      </fieldset>
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </section>
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
