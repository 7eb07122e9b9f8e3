import { TextInput } from '@mantine/core';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { IssuePlanBody, type IssuePlan } from '#server/contract/plan.ts';

/** A paper's number, day and signing office, as they were typed. */
export type PaperValues = { number: string; signedOn: string | null; signerTitle: string };

/** The paper as the server takes it; null while something is missing. */
export function readPaper(values: PaperValues): IssuePlan | null {
  return IssuePlanBody.safeParse(values).data ?? null;
}

export function PaperFields({
  values,
  tried,
  onChange,
}: {
  values: PaperValues;
  tried: boolean;
  onChange: (values: PaperValues) => void;
}) {
  const { plans: own } = useText();
  return (
    <>
      <TextInput
        label={own.number}
        withAsterisk
        placeholder="46/KH-UBND"
        maxLength={60}
        value={values.number}
        error={tried && values.number.trim().length < 2 ? own.numberMissing : null}
        onChange={(event) => onChange({ ...values, number: event.currentTarget.value })}
      />
      <DateField
        label={own.signedOn}
        withAsterisk
        maxDate={today()}
        value={values.signedOn}
        error={tried && values.signedOn === null ? own.dayMissing : null}
        onChange={(signedOn) => onChange({ ...values, signedOn })}
      />
      <TextInput
        label={own.office}
        description={own.officeMore}
        withAsterisk
        maxLength={200}
        value={values.signerTitle}
        error={tried && values.signerTitle.trim().length < 3 ? own.officeMissing : null}
        onChange={(event) => onChange({ ...values, signerTitle: event.currentTarget.value })}
      />
    </>
  );
}
