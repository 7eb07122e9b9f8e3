import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { plainLines } from '#client/register/outbox-point.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import { MOST_CHECK_PHOTOS } from '#server/contract/check.ts';
import type { PointDetail } from '#server/contract/point.ts';

import type { CheckDraft } from './check-entry.ts';
import { checkLines } from './check-lines.ts';
import classes from './checks.module.css';
import { MomentField } from './moment-field.tsx';
import { ObstacleField } from './obstacle-field.tsx';
import { PositionField } from './position-field.tsx';
import { checkSchedulesQuery } from './queries.ts';
import { ResultField } from './result-field.tsx';
import { useCheckForm } from './use-check-form.ts';

/**
 * A look at a closed place in two taps: the result, then `Ghi nhận`. Everything else is there already
 * or may be left. Without a network it is kept for later; then what is recorded is null.
 */
export function CheckForm({
  point,
  draft = null,
  onRecorded,
  onCancel,
}: {
  point: { id: number; code: string; officialName: string };
  draft?: CheckDraft | null;
  onRecorded: (point: PointDetail | null) => void;
  onCancel?: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const { language } = useLanguage();
  const schedules = useQuery(checkSchedulesQuery).data;
  const [momentSaid, setMomentSaid] = useState(draft !== null);
  const form = useCheckForm({
    point,
    draft,
    onRecorded(after) {
      const { recorded, keptForLater } = text.checks;
      const message = after === null ? keptForLater : recorded;
      notifications.show({ message: message({ code: point.code }) });
      onRecorded(after);
    },
  });
  const { values, missing } = form;
  const element = useFirstFault(form.tries);
  const refused = refusedFields(form.error, language, (path) =>
    path === 'note' ? values.note : values.reason,
  );
  const inForce = schedules?.items.find(({ validFrom }) => validFrom === schedules.inForceFrom);
  const lines = checkLines(form, {
    point: `${point.code}, ${point.officialName}`,
    retryDays: inForce?.retryDays ?? null,
    text,
    format,
    me,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(plainLines(lines));
  };
  return (
    <form ref={element} className={classes.form} noValidate onSubmit={submit}>
      <ResultField
        value={values.result}
        error={missing.result}
        onChoose={(result) => form.choose(result, momentSaid)}
      />
      {values.result === 'could_not_check' && (
        <ObstacleField
          values={values}
          missing={missing}
          refused={refused['reason']}
          onChange={(more) => form.set(more)}
        />
      )}
      <div className={classes.facts}>
        <MomentField
          value={values.checkedAt}
          said={momentSaid}
          error={missing.checkedAt}
          onChange={(checkedAt) => {
            setMomentSaid(true);
            form.set({ checkedAt });
          }}
        />
        <PositionField device={form.device} />
        <PhotoField photos={form.photos} most={MOST_CHECK_PHOTOS} onChange={form.setPhotos} />
      </div>
      <NoteField
        value={values.note}
        refused={refused['note']}
        onChange={(note) => form.set({ note })}
      />
      <RecordPreview lines={lines} />
      <p className={classes.small}>{text.common.willRecordMore}</p>
      {Object.keys(refused).every((path) => !['note', 'reason'].includes(path)) && (
        <ErrorNotice error={form.error} />
      )}
      <div className={`${classes.buttons} ${classes.sticky}`}>
        {onCancel !== undefined && (
          <Button variant="default" size="md" onClick={onCancel}>
            {text.common.cancel}
          </Button>
        )}
        <Button type="submit" size="md" loading={form.pending}>
          {text.checks.record}
        </Button>
      </div>
    </form>
  );
}

function NoteField({
  value,
  refused,
  onChange,
}: {
  value: string;
  refused: ReactNode;
  onChange: (note: string) => void;
}) {
  const { checks, pointActs } = useText();
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(
    function beginWriting() {
      if (open) field.current?.focus();
    },
    [open],
  );
  if (!open) {
    return (
      <Button
        className={classes.more ?? ''}
        px={0}
        variant="transparent"
        c="var(--db-accent)"
        mih={44}
        onClick={() => setOpen(true)}
      >
        {checks.addNote}
      </Button>
    );
  }
  return (
    <div data-faulty={refused !== undefined}>
      <Textarea
        ref={field}
        label={pointActs.note}
        description={pointActs.noteMore}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={value}
        error={refused}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** Each time that something was found wrong the focus goes to the first of it. */
function useFirstFault(tries: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    function focusFault() {
      if (tries === 0) return;
      const fault = form.current?.querySelector('[data-faulty="true"], [aria-invalid="true"]');
      const field = fault?.matches('input, textarea')
        ? fault
        : fault?.querySelector('input, textarea');
      if (field instanceof HTMLElement) field.focus();
    },
    [tries],
  );
  return form;
}
