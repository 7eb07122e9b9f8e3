import { useQuery } from '@tanstack/react-query';

import { useMe } from '#client/api/me.ts';
import { checkLines } from '#client/check-form/check-lines.ts';
import {
  bodyOf,
  emptyCheck,
  missingOf,
  type CheckValues,
} from '#client/check-form/check-values.ts';
import { PlaceCheckForm } from '#client/check-form/place-check-form.tsx';
import { useEvidence } from '#client/check-form/use-evidence.ts';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { OpenedElsewhere } from '#client/register/opened-elsewhere.tsx';
import { keepRecord } from '#client/register/record-queries.ts';
import { RecordCheckBody } from '#server/contract/check.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { CheckResult, PointDetail } from '#server/contract/point.ts';

import { type CheckContext, type CheckDraft, checkContext, checkEntry } from './check-entry.ts';
import { checkSchedulesQuery } from './queries.ts';

/** The check over the screen that it is begun from; on a phone it is the screen. */
export function CheckDialog({
  point,
  draft = null,
  result = null,
  onClose,
}: {
  point: CheckContext['point'];
  /** The entry of the outbox that is being changed; null for a new look. */
  draft?: CheckDraft | null;
  /** The result that was said before, which may still be changed. */
  result?: CheckResult | null;
  onClose: () => void;
}) {
  const text = useText();
  return (
    <DialogFrame title={text.checks.title} size={520} onClose={onClose}>
      <CheckForm
        point={point}
        draft={draft}
        result={result}
        onRecorded={onClose}
        onCancel={onClose}
      />
    </DialogFrame>
  );
}

type Given = {
  point: CheckContext['point'];
  /** The entry of the outbox that is being changed; null for a new look. */
  draft?: CheckDraft | null;
  /** The result with which a new look begins; null: none. */
  result?: CheckResult | null;
  onRecorded: (point: PointDetail | null) => void;
};

/**
 * A look at a closed place in two taps: the result, then `Ghi nhận`. Everything else is there already
 * or may be left. Without a network it is kept for later; then what is recorded is null.
 */
function CheckForm({ onCancel, ...given }: Given & { onCancel?: () => void }) {
  const { write, lines, evidence } = useCheck(given);
  const { form } = write;
  return (
    <PlaceCheckForm
      write={write}
      values={write.values}
      evidence={evidence}
      lines={lines}
      onResult={(result) => {
        form.setValues({ result, ...evidence.momentOfResult() });
        form.clearErrors();
      }}
      onMoment={(checkedAt) => form.setFieldValue('checkedAt', checkedAt)}
      onCancel={onCancel}
    >
      <OpenedElsewhere kind="point" id={given.point.id} />
      <PaperFields withNumber field={write.field} on={paperOf(write.values).effectiveOn} />
    </PlaceCheckForm>
  );
}

/** The day of a look, and the paper of one that is entered later. */
function paperOf({ checkedAt, documentNumber = '', documentOn = null }: CheckValues) {
  const effectiveOn = checkedAt === null ? null : civilDate(checkedAt);
  return { effectiveOn, documentNumber, documentOn };
}

/** The one spot that a distance can be measured to; null for lines and areas, whose mark may be far from their edge. */
function spotOf({ anchor, geometry }: CheckContext['point']): LonLat | null {
  return geometry !== undefined && geometry.type !== 'Point' ? null : (anchor ?? null);
}

/** Holds a look with its position and photos, and sends it through the outbox. */
function useCheck({ point, draft = null, result = null, onRecorded }: Given) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const schedules = useQuery(checkSchedulesQuery).data;
  const before = draft === null ? null : checkContext(draft.entry);
  const submit = useSubmit<PointDetail>(draft?.entry ?? null);
  const evidence = useEvidence(
    spotOf(point),
    before === null ? null : { position: before.position, photos: draft?.photos ?? [] },
  );
  const { known, photos, device } = evidence;
  const inForce = schedules?.items.find(({ validFrom }) => validFrom === schedules.inForceFrom);
  const linesOf = (values: CheckValues) =>
    checkLines(
      { values, evidence },
      {
        place: `${point.code}, ${point.officialName}`,
        ofPoint: true,
        retryDays: inForce?.retryDays ?? null,
        text,
        format,
        me,
      },
    );
  const { resultMissing, momentMissing, obstacleWordsMissing, recorded, keptForLater } =
    text.checks;
  const write = useWrite({
    draft: `check ${point.id} ${draft?.entry.id ?? ''}`,
    initial: { ...emptyCheck(), documentNumber: '', documentOn: null, result, ...before?.values },
    schema: RecordCheckBody,
    body: (values) => bodyOf(values, { position: known, photoIds: photos.map(({ id }) => id) }),
    at: { effectiveOn: 'checkedAt' },
    words: { result: resultMissing, checkedAt: momentMissing, reason: obstacleWordsMissing },
    check: (values) => ({
      ...missingPaper(paperOf(values), text),
      ...missingOf(values, now(), text),
    }),
    send: (body, _, values) => {
      const { id, code, officialName, anchor, geometry } = point;
      const place = {
        id,
        code,
        officialName,
        anchor,
        geometry: geometry && { type: geometry.type },
      };
      const context = { point: place, values, position: device.position };
      const lines = plainLines(linesOf(values));
      return submit(checkEntry(context, photos, { body, lines, text }));
    },
    said: recorded({ code: point.code }),
    kept: keptForLater({ code: point.code }),
    keep: keepRecord,
    onDone: onRecorded,
  });
  return { write, lines: linesOf(write.values), evidence };
}
