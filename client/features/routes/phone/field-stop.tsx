import { Button } from '@mantine/core';
import { useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import classes from './field.module.css';
import { newResult, type ResultContext } from './result-entry.ts';
import { ResultDialog } from './result-form.tsx';
import { StopWords, Ways } from './stop-words.tsx';
import type { Here } from './use-whereabouts.ts';

/** A stop further on, or one that has its result. */
export function FieldStopRow({
  routeId,
  stop,
  here,
  waits,
  open,
}: {
  routeId: number;
  stop: FieldStop;
  here: Here | null;
  /** Its result is on this device and not sent yet. */
  waits: boolean;
  /** Takes a result: the shift has not ended. */
  open: boolean;
}) {
  const { field } = useText().routes;
  const [recording, setRecording] = useState<ResultContext | null>(null);
  const result = stop.result === null ? null : field.results[stop.result.result];
  const left = stop.state === 'planned' && !waits && open;
  return (
    <li className={classes.stop} data-stop={stop.id}>
      <StopWords stop={stop} here={left ? here : null}>
        {(waits || result !== null) && (
          <span className={classes.quiet}>{waits ? field.waiting : result}</span>
        )}
      </StopWords>
      {left && (
        <>
          <Ways stop={stop} />
          <Button
            variant="default"
            size="md"
            aria-label={`${field.record} ${stop.code ?? stop.name}`}
            onClick={() => setRecording(newResult(routeId, stop, { result: null, obstacle: null }))}
          >
            {field.record}
          </Button>
        </>
      )}
      {recording !== null && (
        <ResultDialog context={recording} onClose={() => setRecording(null)} />
      )}
    </li>
  );
}
