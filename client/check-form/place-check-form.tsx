import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import classes from './check-form.module.css';
import type { CheckValues } from './check-values.ts';
import { MomentField } from './moment-field.tsx';
import { NoteField } from './note-field.tsx';
import { ObstacleField } from './obstacle-field.tsx';
import { PositionField } from './position-field.tsx';
import { ResultField } from './result-field.tsx';
import type { Evidence } from './use-evidence.ts';

type Given = {
  write: Pick<Write, 'field' | 'formProps' | 'pending' | 'error'>;
  values: CheckValues;
  evidence: Evidence;
  lines: readonly RecordLine[];
  onResult: (result: CheckResult) => void;
  onMoment: (checkedAt: IsoInstant | null) => void;
  /** Fields that only this kind of place has, under result and photos. */
  children?: ReactNode;
  onCancel?: (() => void) | undefined;
};

/**
 * The one form of a check at a place, in two presses: the result, then the button. Photos, position and time are there
 * already or may be left.
 */
export function PlaceCheckForm(given: Given) {
  const { write, values, evidence, lines, onResult, onMoment, children, onCancel } = given;
  const text = useText();
  const { field, formProps } = write;
  const [warned, setWarned] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (evidence.far && !warned && values.result !== null) {
      event.preventDefault();
      setWarned(true);
    } else formProps.onSubmit(event);
  };
  return (
    <form className={classes.form} {...formProps} onSubmit={submit}>
      <ResultField value={values.result} error={field('result').error} onChoose={onResult} />
      {values.result === 'could_not_check' && (
        <ObstacleField obstacle={values.obstacle} field={field} />
      )}
      <div className={classes.facts}>
        <PhotoField
          photos={evidence.photos}
          most={MOST_EVENT_PHOTOS}
          onChange={evidence.setPhotos}
        />
      </div>
      {children}
      <div className={classes.facts}>
        <PositionField device={evidence.device} metres={evidence.metres} />
        <MomentField
          value={values.checkedAt}
          said={evidence.momentSaid}
          error={field('checkedAt').error}
          onChange={(checkedAt) => {
            evidence.sayMoment();
            onMoment(checkedAt);
          }}
        />
      </div>
      <NoteField field={field} />
      <RecordPreview lines={lines} />
      <p className={classes.small}>{text.common.willRecordMore}</p>
      <ErrorNotice error={write.error} />
      {warned && evidence.far ? (
        <FarWarning evidence={evidence} pending={write.pending} onBack={() => setWarned(false)} />
      ) : (
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
      )}
    </form>
  );
}

/** Asks once before a result is recorded far from its place. */
function FarWarning({
  evidence: { metres, known },
  pending,
  onBack,
}: {
  evidence: Evidence;
  pending: boolean;
  onBack: () => void;
}) {
  const { checks: text } = useText();
  const format = useFormat();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(function readOut() {
    words.current?.focus();
  }, []);
  return (
    <div className={`${classes.far} ${classes.sticky}`}>
      <p ref={words} tabIndex={-1} role="alert">
        {text.far({
          distance: format.distance(metres ?? 0),
          accuracy: format.distance(known?.accuracyMetres ?? 0),
        })}
      </p>
      <div className={classes.buttons}>
        <Button variant="default" size="md" onClick={onBack}>
          {text.farBack}
        </Button>
        <Button type="submit" size="md" loading={pending}>
          {text.farRecord}
        </Button>
      </div>
    </div>
  );
}
