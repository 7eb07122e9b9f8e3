import { useState } from 'react';

import { missingOf } from '#client/check-form/check-values.ts';
import { isFarAway, metresBetween } from '#client/check-form/far-away.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import type { CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import {
  RecordStopResult,
  type FieldRouteList,
  type FieldStop,
} from '#server/contract/route-result.ts';

import { arrivalAt, forgetArrival } from './arrivals.ts';
import { FIELD_KEY } from './field-queries.ts';
import { newResult, resultBody, resultEntry, type ResultContext } from './result-entry.ts';
import { useResultLines } from './result-lines.ts';
import type { Here } from './use-whereabouts.ts';

/** Time in which a result of one press can be taken back before it is sent. */
const HOLD_MILLISECONDS = 10_000;

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
export function useRecordAtOnce(
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
