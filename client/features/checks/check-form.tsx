import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { WordsField } from '#client/forms/base-fields.tsx';
import { usePosition } from '#client/forms/use-position.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { keepRecord } from '#client/register/record-queries.ts';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import { RecordCheckBody } from '#server/contract/check.ts';
import type { CheckResult, PointDetail } from '#server/contract/point.ts';

import { checkContext, checkEntry, type CheckContext, type CheckDraft } from './check-entry.ts';
import { checkLines } from './check-lines.ts';
import { bodyOf, emptyCheck, missingOf, type CheckValues } from './check-values.ts';
import classes from './checks.module.css';
import { MomentField } from './moment-field.tsx';
import { ObstacleField } from './obstacle-field.tsx';
import { PositionField } from './position-field.tsx';
import { checkSchedulesQuery } from './queries.ts';
import { ResultField } from './result-field.tsx';

type Given = {
  point: CheckContext['point'];
  /** The entry of the outbox that is being changed; null for a new look. */
  draft?: CheckDraft | null;
  onRecorded: (point: PointDetail | null) => void;
};

/**
 * A look at a closed place in two taps: the result, then `Ghi nhận`. Everything else is there already
 * or may be left. Without a network it is kept for later; then what is recorded is null.
 */
export function CheckForm({ onCancel, ...given }: Given & { onCancel?: () => void }) {
  const text = useText();
  const [momentSaid, setMomentSaid] = useState(Boolean(given.draft));
  const { write, lines, device, photos, setPhotos } = useCheck(given);
  const { form, field, values } = write;
  return (
    <form className={classes.form} {...write.formProps}>
      <ResultField
        value={values.result}
        error={form.errors['result']}
        onChoose={(result: CheckResult) => {
          // The moment of the look is that of its result, until somebody says otherwise.
          form.setValues({ result, ...(momentSaid ? {} : { checkedAt: now() }) });
          form.clearErrors();
        }}
      />
      {values.result === 'could_not_check' && (
        <ObstacleField obstacle={values.obstacle} field={field} />
      )}
      <div className={classes.facts}>
        <MomentField
          value={values.checkedAt}
          said={momentSaid}
          error={form.errors['checkedAt']}
          onChange={(checkedAt) => {
            setMomentSaid(true);
            form.setFieldValue('checkedAt', checkedAt);
          }}
        />
        <PositionField device={device} />
        <PhotoField photos={photos} most={MOST_EVENT_PHOTOS} onChange={setPhotos} />
      </div>
      <NoteField field={field} />
      <RecordPreview lines={lines} />
      <p className={classes.small}>{text.common.willRecordMore}</p>
      <ErrorNotice error={write.error} />
      <div className={`${classes.buttons} ${classes.sticky}`}>
        {onCancel !== undefined && (
          <Button variant="default" size="md" onClick={onCancel}>
            {text.common.cancel}
          </Button>
        )}
        <Button type="submit" size="md" loading={write.pending}>
          {text.checks.record}
        </Button>
      </div>
    </form>
  );
}

/** Holds a look with its position and photos, and sends it through the outbox. */
function useCheck({ point, draft = null, onRecorded }: Given) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const schedules = useQuery(checkSchedulesQuery).data;
  const before = draft === null ? null : checkContext(draft.entry);
  const submit = useSubmit<PointDetail>(draft?.entry ?? null);
  const [photos, setPhotos] = useState<readonly NewPhoto[]>(draft?.photos ?? []);
  const device = usePosition(before?.position ?? null);
  const { position } = device;
  const inForce = schedules?.items.find(({ validFrom }) => validFrom === schedules.inForceFrom);
  const linesOf = (values: CheckValues) =>
    checkLines(
      { values, position, photos },
      {
        point: `${point.code}, ${point.officialName}`,
        retryDays: inForce?.retryDays ?? null,
        text,
        format,
        me,
      },
    );
  const { resultMissing, momentMissing, obstacleWordsMissing, recorded, keptForLater } =
    text.checks;
  const write = useWrite({
    initial: before?.values ?? emptyCheck(),
    schema: RecordCheckBody,
    body: (values) =>
      bodyOf(values, {
        position: position.kind === 'known' ? position : null,
        photoIds: photos.map(({ id }) => id),
      }),
    at: { effectiveOn: 'checkedAt' },
    words: { result: resultMissing, checkedAt: momentMissing, reason: obstacleWordsMissing },
    check: (values) => missingOf(values, now(), text),
    send: (body, _, values) => {
      const lines = plainLines(linesOf(values));
      return submit(checkEntry({ point, values, position }, photos, { body, lines, text }));
    },
    said: recorded({ code: point.code }),
    kept: keptForLater({ code: point.code }),
    keep: keepRecord,
    onDone: onRecorded,
  });
  return { write, lines: linesOf(write.values), device, photos, setPhotos };
}

function NoteField({ field }: Pick<Write, 'field'>) {
  const { checks, pointActs } = useText();
  const [open, setOpen] = useState(false);
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(
    function beginWriting() {
      if (open) words.current?.focus();
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
    <WordsField
      ref={words}
      label={pointActs.note}
      description={pointActs.noteMore}
      {...field('note')}
    />
  );
}
