import { Box, Button, Flex, Radio, SimpleGrid, Stack } from '@mantine/core';
import {
  type Icon,
  IconCurrentLocation,
  IconCurrentLocationOff,
  IconEyeCheck,
  IconEyeExclamation,
  IconEyeOff,
} from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PhotoField } from '#client/attachments/photo-field.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { Form } from '#client/forms/form.tsx';
import { RadioRows } from '#client/forms/radio-rows.tsx';
import type { usePosition } from '#client/forms/use-position.ts';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import fields from '#client/ui/field-group.module.css';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';
import { MOST_EVENT_PHOTOS } from '#server/contract/attachment.ts';
import { CHECK_OBSTACLES, type CheckObstacle } from '#server/contract/check.ts';
import { CheckResult } from '#server/contract/point.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import classes from './check-form.module.css';
import type { CheckValues } from './check-values.ts';
import { MomentField } from './moment-field.tsx';
import { NoteField } from './note-field.tsx';
import type { Evidence } from './use-evidence.ts';

const SIGNS: Record<CheckResult, Icon> = {
  no_sign: IconEyeCheck,
  signs: IconEyeExclamation,
  could_not_check: IconEyeOff,
};

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
    <Form className={classes.form} {...formProps} onSubmit={submit}>
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
    </Form>
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
    <Stack gap="sm" data-faulty={Boolean(props.error)}>
      <Radio.Group label={text.obstacle} {...props} withAsterisk>
        <SimpleGrid minColWidth={180} autoFlow="auto-fit" spacing={0} mt={4}>
          <RadioRows
            rows={CHECK_OBSTACLES.map((obstacle) => [obstacle, text.obstacles[obstacle]])}
          />
        </SimpleGrid>
      </Radio.Group>
      {chosen === 'other' && (
        <WordsField label={text.obstacleWords} {...field('reason')} withAsterisk />
      )}
    </Stack>
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
        <Box component="span" c="dimmed" mr={4}>
          {text.position}
        </Box>{' '}
        {words}
        {metres !== null && `, ${text.away({ distance: format.distance(metres) })}`}
      </output>
      <Button
        variant="subtle"
        size="compact-md"
        mih={44}
        aria-label={`${given ? text.positionLeave : text.positionAgain}: ${text.position}`}
        onClick={() => (given ? device.leaveOut() : device.askAgain())}
      >
        {given ? text.positionLeave : text.positionAgain}
      </Button>
    </div>
  );
}

/** The three results as large buttons: radios underneath, so that arrows move between them. */
function ResultField({
  value,
  error,
  onChoose,
}: {
  value: CheckResult | null;
  error: ReactNode;
  onChoose: (result: CheckResult) => void;
}) {
  const text = useText();
  const id = useId();
  return (
    <fieldset
      className={`${fields.group} ${classes.results}`}
      data-faulty={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend>{text.checks.result}</legend>
      {CheckResult.options.map((result) => {
        const Sign = SIGNS[result];
        return (
          <label key={result} className={classes.result} data-result={result}>
            <input
              type="radio"
              name={`${id}-result`}
              value={result}
              {...(result === (value ?? CheckResult.options[0]) && { 'data-autofocus': true })}
              checked={value === result}
              aria-describedby={`${id}-${result}`}
              onChange={() => onChoose(result)}
            />
            <Sign size={28} stroke={1.6} aria-hidden="true" />
            <Flex component="span" direction="column">
              <Box component="span" fz="lg" lh="1.375rem" fw={600}>
                {text.pointActs.results[result]}
              </Box>
              <span id={`${id}-${result}`} className={classes.small}>
                {text.checks.resultMore[result]}
              </span>
            </Flex>
          </label>
        );
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={classes.wrong} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
