import { Button, Flex, Radio, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';

import type { NewPhoto } from '#client/attachments/send-attachment.ts';
import { missingOf } from '#client/check-form/check-values.ts';
import { PlaceCheckForm } from '#client/check-form/place-check-form.tsx';
import { useEvidence } from '#client/check-form/use-evidence.ts';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { RadioRows } from '#client/forms/radio-rows.tsx';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { now } from '#client/i18n/clock.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import {
  RecordStopResult,
  type FieldRouteList,
  CHECKLIST_ITEMS,
  ChecklistAnswer,
} from '#server/contract/route-result.ts';

import { forgetArrival } from './arrivals.ts';
import classes from './business-fields.module.css';
import { FIELD_KEY } from './field-queries.ts';
import {
  evidenceOf,
  needsInspection,
  resultBody,
  resultEntry,
  withResult,
  type ResultContext,
  type ResultValues,
} from './result-entry.ts';
import shared from '#client/ui/shared.module.css';
import { useResultLines } from './result-lines.ts';

type Inspection = NonNullable<ResultValues['inspection']>;
const FIRST_INSPECTIONS: readonly Inspection[] = ['no_violation', 'reminder', 'violation_record'];

/** The outcome of the inspection of a business, and its checklist; about the business, never about persons. */
function BusinessFields({
  write,
  required,
}: {
  write: Write<ResultValues>;
  /** A visit to a business of the register of inspections always comes to one of these. */
  required: boolean;
}) {
  const { inspection, checklist } = write.values;
  const seen = Object.values(checklist).some((answer) => answer !== 'not_seen');
  const [open, setOpen] = useState(seen);
  const { field: own } = useText().routes;
  const format = useFormat();
  const remarked = inspection !== null && inspection !== 'no_violation';
  const [inspecting, setInspecting] = useState(required || inspection !== null);
  if (!inspecting) return <Opens label={own.inspection} onOpen={() => setInspecting(true)} />;
  return (
    <Stack gap="xs">
      <InspectionField write={write} required={required} />
      {open || remarked ? (
        <Checklist write={write} />
      ) : (
        <Opens
          label={own.openChecklist({ count: format.number(CHECKLIST_ITEMS.length, 0) })}
          onOpen={() => setOpen(true)}
        />
      )}
    </Stack>
  );
}

/** Opens what is needed seldom. */
function Opens({ label, onOpen }: { label: string; onOpen: () => void }) {
  return (
    <Button
      className={shared.start ?? ''}
      variant="transparent"
      px={0}
      mih={44}
      c="var(--db-accent)"
      onClick={onOpen}
    >
      {label}
    </Button>
  );
}

/** The usual outcomes; the others by one press more. */
function InspectionField({ write, required }: { write: Write<ResultValues>; required: boolean }) {
  const { field: own } = useText().routes;
  const { inspection } = write.values;
  const rare = inspection !== null && !FIRST_INSPECTIONS.includes(inspection);
  const [all, setAll] = useState(rare);
  const props = write.field('inspection');
  const shown = Object.entries(own.inspections).filter(
    ([value]) => all || FIRST_INSPECTIONS.some((first) => first === value),
  );
  return (
    <div data-faulty={Boolean(props.error)}>
      <Radio.Group label={own.inspection} {...props} withAsterisk={required}>
        <Stack gap={0} mt={4}>
          <RadioRows rows={shown} />
        </Stack>
      </Radio.Group>
      {!all && <Opens label={own.moreInspections} onOpen={() => setAll(true)} />}
    </div>
  );
}

/** One press an answer. */
function Checklist({ write }: { write: Write<ResultValues> }) {
  const { field: own } = useText().routes;
  const { checklist } = write.values;
  return (
    <Flex
      component="fieldset"
      className={classes.checklist}
      direction="column"
      gap="xs"
      miw={0}
      m={0}
      p={0}
      bd={0}
    >
      <legend>{own.checklist}</legend>
      {CHECKLIST_ITEMS.map((item) => (
        <Stack key={item} gap={4}>
          <span>{own.items[item]}</span>
          <SegmentedControl
            aria-label={own.items[item]}
            fullWidth
            size="md"
            data={ChecklistAnswer.options.map((value) => ({ value, label: own.answers[value] }))}
            {...write.field(`checklist.${item}`)}
            value={checklist[item] ?? 'not_seen'}
          />
        </Stack>
      ))}
    </Flex>
  );
}

type Given = {
  context: ResultContext;
  /** The entry of the outbox that is being changed, with its photos. */
  entry?: Entry | null;
  photos?: readonly NewPhoto[] | null;
  onClose: () => void;
};

/** Dialog for the result of a stop: the form of every check, with what a business adds to it. */
export function ResultDialog(given: Given) {
  const { stop } = given.context;
  const { write, lines, evidence } = useResult(given);
  const { form, values } = write;
  const inspected = stop.business && values.result !== null && values.result !== 'could_not_check';
  return (
    <DialogFrame
      title={[stop.code, stop.name].filter((part) => part !== null).join(' ')}
      size={520}
      onClose={given.onClose}
    >
      <PlaceCheckForm
        write={write}
        values={values}
        evidence={evidence}
        lines={lines}
        onResult={(result) => {
          const moment = evidence.momentOfResult();
          form.setValues({ ...withResult(form.getValues(), result, stop), ...moment });
          form.clearErrors();
        }}
        onMoment={(checkedAt) => form.setFieldValue('checkedAt', checkedAt)}
        onCancel={given.onClose}
      >
        {inspected && <BusinessFields write={write} required={stop.objectId !== null} />}
      </PlaceCheckForm>
    </DialogFrame>
  );
}

/** Records the result of a stop, or keeps it on the device. */
function useResult({ context, entry = null, photos = null, onClose }: Given) {
  const text = useText();
  const { field: own } = text.routes;
  const { stop } = context;
  const submit = useSubmit<FieldRouteList>(entry);
  const evidence = useEvidence(stop.place, evidenceOf(context, photos));
  const linesOf = useResultLines(context, evidence);
  const write = useWrite({
    draft: `result of stop ${stop.id} ${entry?.id ?? ''}`,
    initial: context.values,
    schema: RecordStopResult,
    body: (values) => resultBody(context, values, evidence),
    at: { finishedAt: 'checkedAt' },
    words: { result: text.checks.resultMissing, reason: text.checks.obstacleWordsMissing },
    check: (values) => ({
      ...missingOf(values, now(), text),
      inspection: needsInspection(stop, values) ? own.chooseInspection : null,
    }),
    send(body, _, values) {
      const { position } = evidence.device;
      const lines = plainLines(linesOf(values));
      const written = { body, photos: evidence.photos, lines, text };
      return submit(resultEntry({ ...context, values, position }, written));
    },
    said: own.recorded,
    kept: own.kept,
    keep: (client, list) => void client.setQueryData(FIELD_KEY, list),
    onDone() {
      forgetArrival(stop.id);
      onClose();
    },
  });
  return { write, lines: linesOf(write.values), evidence };
}
