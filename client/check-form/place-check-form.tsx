import { Button, Radio } from '@mantine/core';
import { IconCurrentLocation, IconCurrentLocationOff } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { RadioRows } from '#client/forms/radio-rows.tsx';
import type { usePosition } from '#client/forms/use-position.ts';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import { CHECK_OBSTACLES, type CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import classes from './check-form.module.css';
import type { CheckValues } from './check-values.ts';
import { MomentField } from './moment-field.tsx';
import { NoteField } from './note-field.tsx';
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

/** Field for the reason why it could not be checked: one of a list, or words. */
function ObstacleField({
  obstacle: chosen,
  field,
}: { obstacle: CheckObstacle | null } & Pick<Write, 'field'>) {
  const { checks: text } = useText();
  const props = field('obstacle');
  return (
    <div className={classes.obstacles} data-faulty={Boolean(props.error)}>
      <Radio.Group label={text.obstacle} {...props} withAsterisk>
        <div className={classes.options}>
          <RadioRows
            rows={CHECK_OBSTACLES.map((obstacle) => [obstacle, text.obstacles[obstacle]])}
          />
        </div>
      </Radio.Group>
      {chosen === 'other' && (
        <WordsField label={text.obstacleWords} {...field('reason')} withAsterisk />
      )}
    </div>
  );
}

/** Position of the device, if it tells one; nothing waits for it. */
function PositionField({
  device,
  metres,
}: {
  device: ReturnType<typeof usePosition>;
  /** Distance from the device to the place; null where one of the two is not known. */
  metres: number | null;
}) {
  const { checks: text } = useText();
  const format = useFormat();
  const { position } = device;
  const given = position.kind === 'asking' || position.kind === 'known';
  const Sign = given ? IconCurrentLocation : IconCurrentLocationOff;
  const words = {
    asking: text.positionAsking,
    known:
      position.kind === 'known'
        ? text.positionKnown({ accuracy: format.distance(position.accuracyMetres) })
        : '',
    denied: text.positionDenied,
    unavailable: text.positionUnavailable,
    left_out: text.positionLeftOut,
  }[position.kind];
  return (
    <div className={classes.fact} data-position={position.kind}>
      <Sign size={20} stroke={1.6} aria-hidden="true" />
      <output>
        <span className={classes.factName}>{text.position}</span> {words}
        {metres !== null && `, ${text.away({ distance: format.distance(metres) })}`}
      </output>
      <Button
        variant="subtle"
        size="compact-md"
        mih={44}
        onClick={() => (given ? device.leaveOut() : device.askAgain())}
      >
        {given ? text.positionLeave : text.positionAgain}
      </Button>
    </div>
  );
}
