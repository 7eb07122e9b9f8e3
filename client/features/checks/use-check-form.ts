import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { keepRecord } from '#client/register/record-queries.ts';
import { now } from '#client/i18n/clock.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { EntryLine } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { CheckResult, PointDetail } from '#server/contract/point.ts';

import { checkContext, checkEntry, type CheckDraft } from './check-entry.ts';
import { missingOf, type CheckErrors, type CheckValues } from './check-values.ts';
import { usePosition } from '#client/forms/use-position.ts';

/** State of the form of a check: values, errors, and the one sending. */
export function useCheckForm(given: {
  point: { id: number; code: string; officialName: string };
  /** The entry of the outbox that is being changed; null for a new look. */
  draft: CheckDraft | null;
  onRecorded: (point: PointDetail | null) => void;
}) {
  const text = useText();
  const client = useQueryClient();
  const { draft } = given;
  const before = draft === null ? null : checkContext(draft.entry);
  const submit = useSubmit<PointDetail>(draft?.entry ?? null);
  const [values, setValues] = useState(before?.values ?? emptyValues);
  const [missing, setMissing] = useState<CheckErrors>({});
  const [tries, setTries] = useState(0);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>(draft?.photos ?? []);
  const device = usePosition(before?.position ?? null);
  const sending = useMutation({
    mutationFn: (lines: readonly EntryLine[]) => {
      const { point } = given;
      return submit(
        checkEntry({ point, values, position: device.position }, photos, { lines, text }),
      );
    },
    onSuccess: async (point) => {
      given.onRecorded(point);
      if (point !== null) await keepRecord(client, point);
    },
    onError: () => setTries((count) => count + 1),
  });
  return {
    values,
    photos,
    device,
    error: sending.error,
    pending: sending.isPending,
    /** Counts the times that something was found wrong: each leads the focus to it. */
    tries,
    /** Values missing at the last attempt to record, without those changed since. */
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
      const checkedAt = now();
      setValues((before) => ({ ...before, result, ...(momentSaid ? {} : { checkedAt }) }));
    },
    /** `lines`: what the reader sees that it will write. */
    submit(lines: readonly EntryLine[]) {
      const found = missingOf(values, now(), text);
      setMissing(found);
      if (Object.keys(found).length === 0) sending.mutate(lines);
      else setTries((count) => count + 1);
    },
  };
}

export type CheckFormState = ReturnType<typeof useCheckForm>;

function without(errors: CheckErrors, fields: readonly string[]): CheckErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field)));
}

function emptyValues(): CheckValues {
  const checkedAt = now();
  return { result: null, obstacle: null, reason: '', checkedAt, note: '' };
}
