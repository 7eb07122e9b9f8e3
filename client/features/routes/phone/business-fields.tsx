import { Button, Radio, SegmentedControl } from '@mantine/core';
import { useState } from 'react';

import { RadioRows } from '#client/forms/radio-rows.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CHECKLIST_ITEMS, ChecklistAnswer } from '#server/contract/route-result.ts';

import classes from './business-fields.module.css';
import type { ResultValues } from './result-entry.ts';

type Inspection = NonNullable<ResultValues['inspection']>;
const FIRST_INSPECTIONS: readonly Inspection[] = ['no_violation', 'reminder', 'violation_record'];

/** The outcome of the inspection of a business, and its checklist; about the business, never about persons. */
export function BusinessFields({
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
    <div className={classes.business}>
      <InspectionField write={write} required={required} />
      {open || remarked ? (
        <Checklist write={write} />
      ) : (
        <Opens
          label={own.openChecklist({ count: format.number(CHECKLIST_ITEMS.length, 0) })}
          onOpen={() => setOpen(true)}
        />
      )}
    </div>
  );
}

/** Opens what is needed seldom. */
function Opens({ label, onOpen }: { label: string; onOpen: () => void }) {
  return (
    <Button
      className={classes.opens ?? ''}
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
        <div className={classes.options}>
          <RadioRows rows={shown} />
        </div>
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
    <fieldset className={classes.checklist}>
      <legend>{own.checklist}</legend>
      {CHECKLIST_ITEMS.map((item) => (
        <div key={item} className={classes.item}>
          <span>{own.items[item]}</span>
          <SegmentedControl
            aria-label={own.items[item]}
            fullWidth
            size="md"
            data={ChecklistAnswer.options.map((value) => ({ value, label: own.answers[value] }))}
            {...write.field(`checklist.${item}`)}
            value={checklist[item] ?? 'not_seen'}
          />
        </div>
      ))}
    </fieldset>
  );
}
