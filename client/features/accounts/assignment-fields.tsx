import { MultiSelect, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { needsCommune, type NewAssignment } from '#server/contract/account.ts';
import { ROLES, type Role } from '#server/contract/permission.ts';
import { foldText } from '#server/contract/text.ts';

import classes from './accounts.module.css';

export type AssignmentDraft = {
  role: Role | null;
  communeIds: string[];
  validFrom: string | null;
  validTo: string | null;
};

export function emptyAssignment(): AssignmentDraft {
  return { role: null, communeIds: [], validFrom: today(), validTo: null };
}

/** The rules of an assignment, as `useForm` wants them. */
export function assignmentRules(text: Text) {
  return {
    role: (role: Role | null) => (role === null ? text.accounts.roleMissing : null),
    communeIds: (ids: string[], { role }: AssignmentDraft) =>
      role !== null && needsCommune(role) && ids.length === 0
        ? text.accounts.communesMissing
        : null,
    validFrom: (date: string | null) => (date === null ? text.accounts.dateMissing : null),
    validTo: (date: string | null, { validFrom }: AssignmentDraft) =>
      date !== null && validFrom !== null && date <= validFrom ? text.accounts.dateOrder : null,
  };
}

/** The body of the request; null while the draft is not complete. */
export function assignmentOf(draft: AssignmentDraft): NewAssignment | null {
  const { role, validFrom, validTo } = draft;
  if (role === null || validFrom === null) return null;
  const communeIds = needsCommune(role) ? draft.communeIds.map(Number) : [];
  return { role, communeIds, validFrom, validTo };
}

/** Role × communes × period. Communes are asked for only where the role is bound to them. */
export function AssignmentFields<T extends AssignmentDraft>({
  form,
}: {
  form: UseFormReturnType<T>;
}) {
  const text = useText();
  const { role } = form.getValues();
  return (
    <>
      <Select
        label={text.accounts.role}
        data={ROLES.map((value) => ({ value, label: text.register.role[value] }))}
        allowDeselect={false}
        checkIconPosition="right"
        {...form.getInputProps('role')}
      />
      {role !== null && needsCommune(role) && <CommuneField form={form} />}
      <div className={classes.period}>
        <DateField label={text.accounts.validFrom} {...form.getInputProps('validFrom')} />
        <DateField
          label={text.accounts.validTo}
          description={text.accounts.validToHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          clearable
          clearButtonProps={{ 'aria-label': text.common.clear }}
          {...form.getInputProps('validTo')}
        />
      </div>
    </>
  );
}

function CommuneField<T extends AssignmentDraft>({ form }: { form: UseFormReturnType<T> }) {
  const text = useText();
  const communes = useQuery(communesQuery);
  const options = communes.data?.items.map((commune) => ({
    value: String(commune.id),
    label: communeName(commune, text),
  }));
  return (
    <>
      <ErrorNotice error={communes.error} />
      <MultiSelect
        label={text.accounts.communes}
        description={text.accounts.communesHint}
        data={options ?? []}
        searchable
        hidePickedOptions
        clearButtonProps={{ 'aria-label': text.common.clear }}
        filter={({ options: all, search }) =>
          all.filter((one) => 'label' in one && foldText(one.label).includes(foldText(search)))
        }
        {...form.getInputProps('communeIds')}
      />
    </>
  );
}
