import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import type { NewPhoto } from '#client/features/attachments/send-attachment.ts';
import { isSettled } from '#client/features/points/acts/use-record.ts';
import { keepRecord } from '#client/features/points/drawer/queries.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { CheckResult, PointDetail } from '#server/contract/point.ts';

import { bodyOf, missingOf, type CheckErrors, type CheckValues } from './check-values.ts';
import type { SendCheck } from './send-check.ts';
import { usePosition } from './use-position.ts';

/** What the form of a check holds and does: values, what is wrong with them, sending them once. */
export function useCheckForm(given: {
  pointId: number;
  send: SendCheck;
  onRecorded: (point: PointDetail | null) => void;
}) {
  const text = useText();
  const client = useQueryClient();
  const [values, setValues] = useState(emptyValues);
  const [missing, setMissing] = useState<CheckErrors>({});
  const [tries, setTries] = useState(0);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>([]);
  const [key, setKey] = useState(newIdempotencyKey);
  const device = usePosition();
  const sending = useMutation({
    mutationFn: () =>
      given.send({
        pointId: given.pointId,
        key,
        body: bodyOf(values, {
          position: device.position.kind === 'known' ? device.position : null,
          photoIds: photos.map(({ id }) => id),
        }),
        photos,
      }),
    onSuccess: async (point) => {
      given.onRecorded(point);
      if (point !== null) await keepRecord(client, point);
    },
    onError: (error) => {
      if (isSettled(error)) setKey(newIdempotencyKey());
      setTries((count) => count + 1);
    },
  });
  return {
    values,
    photos,
    device,
    error: sending.error,
    pending: sending.isPending,
    /** Counts the times that something was found wrong: each leads the focus to it. */
    tries,
    /** What was missing when somebody last tried to record, without what has changed since. */
    missing,
    setPhotos,
    set(more: Partial<CheckValues>) {
      if (sending.isError) sending.reset();
      setMissing((before) => without(before, Object.keys(more)));
      setValues((before) => ({ ...before, ...more }));
    },
    /** The moment of the look is that of its result, until somebody says otherwise. */
    choose(result: CheckResult, momentSaid: boolean) {
      if (sending.isError) sending.reset();
      setMissing({});
      const checkedAt = new Date().toISOString();
      setValues((before) => ({ ...before, result, ...(momentSaid ? {} : { checkedAt }) }));
    },
    submit() {
      const found = missingOf(values, new Date().toISOString(), text);
      setMissing(found);
      if (Object.keys(found).length === 0) sending.mutate();
      else setTries((count) => count + 1);
    },
  };
}

export type CheckFormState = ReturnType<typeof useCheckForm>;

function without(errors: CheckErrors, fields: readonly string[]): CheckErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field)));
}

function emptyValues(): CheckValues {
  const checkedAt = new Date().toISOString();
  return { result: null, obstacle: null, reason: '', checkedAt, note: '' };
}
