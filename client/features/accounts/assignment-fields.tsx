import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { needsCommune } from '#server/contract/account.ts';
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

/** Sentences of an assignment, and what no schema knows of one. */
export function assignmentRules({ accounts: own }: Text) {
  return {
    at: { communeIds: 'communeIds' },
    words: { role: own.roleMissing, validFrom: own.dateMissing },
    check: ({ role, communeIds, validFrom, validTo }: AssignmentDraft) => {
      const asks = role !== null && needsCommune(role) && communeIds.length === 0;
      const turned = validTo !== null && validFrom !== null && validTo <= validFrom;
      return {
        communeIds: asks ? own.communesMissing : null,
        validTo: turned ? own.dateOrder : null,
      };
    },
  };
}

/** The body, with communes only where the role is bound to them. */
export function assignmentBody({ role, communeIds, validFrom, validTo }: AssignmentDraft) {
  const bound = role !== null && needsCommune(role);
  return { role, communeIds: bound ? communeIds.map(Number) : [], validFrom, validTo };
}

/** Role × communes × period. Communes are asked for only where the role is bound to them. */
export function AssignmentFields({
  role,
  field,
}: Pick<AssignmentDraft, 'role'> & Pick<Write, 'field'>) {
  const text = useText();
  return (
    <>
      <Select
        label={text.accounts.role}
        data={ROLES.map((value) => ({ value, label: text.register.role[value] }))}
        allowDeselect={false}
        checkIconPosition="right"
        {...field('role')}
      />
      {role !== null && needsCommune(role) && <CommuneField field={field} />}
      <div className={classes.period}>
        <DateField label={text.accounts.validFrom} {...field('validFrom')} />
        <DateField
          label={text.accounts.validTo}
          description={text.accounts.validToHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          clearable
          clearButtonProps={{ 'aria-label': text.common.clear }}
          {...field('validTo')}
        />
      </div>
    </>
  );
}

function CommuneField({ field }: Pick<Write, 'field'>) {
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
        {...field('communeIds')}
      />
    </>
  );
}
