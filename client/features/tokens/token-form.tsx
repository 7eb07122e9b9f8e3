import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { type FieldProps, useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { communesQuery } from '#client/api/communes.ts';
import classes from '#client/ui/token-list.module.css';
import { needsCommune } from '#server/contract/account.ts';
import { type Role, ROLES } from '#server/contract/permission.ts';
import {
  type NewToken,
  NewTokenBody,
  READING_RIGHTS,
  rightsOfTokens,
} from '#server/contract/token.ts';

import { tokensQuery } from './queries.ts';

const DAYS = [30, 90, 180, 365] as const;
/** Roles whose accounts can read something. */
const READERS = ROLES.filter((role) =>
  rightsOfTokens(role).some((right) => READING_RIGHTS.includes(right)),
);

type FormProps = { system: boolean; onIssued: (issued: NewToken) => void };

/** A new token for reading: of the own account, or of a system with a role of its own. */
export function TokenForm({ system, onIssued }: FormProps) {
  const { tokens: own } = useText();
  const write = useNewToken({ system, onIssued });
  const { field, values } = write;
  return (
    <form className={classes.form} {...write.formProps}>
      <TextInput
        label={own.name}
        description={own.nameMore}
        autoComplete="off"
        {...field('name')}
      />
      <TextInput
        label={own.purpose}
        description={own.purposeMore}
        autoComplete="off"
        {...field('purpose')}
      />
      <Select
        label={own.days}
        description=" "
        allowDeselect={false}
        data={DAYS.map((days) => ({
          value: String(days),
          label: own.ofDays({ days: String(days) }),
        }))}
        {...field('days')}
      />
      {system && <SystemReach field={field} role={values.role} />}
      <Button type="submit" mih={44} loading={write.pending}>
        {own.create}
      </Button>
      <ErrorNotice error={write.error} />
    </form>
  );
}

function useNewToken({ system, onIssued }: FormProps) {
  const { tokens: own } = useText();
  return useWrite({
    initial: {
      name: '',
      purpose: '',
      days: String(DAYS[1]),
      role: 'coordinator' as Role,
      communeIds: [] as string[],
    },
    schema: NewTokenBody,
    body: ({ name, purpose, days, role, communeIds }) => ({
      name,
      purpose,
      days: Number(days),
      ...(system && { system: { role, communeIds: communeIds.map(Number) } }),
    }),
    at: { system: 'communeIds' },
    words: { name: own.nameMissing },
    // The server keeps no answer to it under the key, because the answer holds the token.
    send: (json, once) => call(api.tokens.$post({ json }, once)),
    refresh: [tokensQuery.queryKey],
    onDone: onIssued,
    startsAnew: true,
  });
}

/** Role and communes of a system: what its token can read. */
function SystemReach({ field, role }: { field: FieldProps; role: Role }) {
  const { tokens: own, register } = useText();
  const communes = useQuery(communesQuery);
  return (
    <>
      <Select
        label={own.role}
        description={own.roleMore}
        allowDeselect={false}
        data={READERS.map((value) => ({ value, label: register.role[value] }))}
        {...field('role')}
      />
      {needsCommune(role) && (
        <MultiSelect
          label={own.communes}
          searchable
          data={
            communes.data?.items.map(({ id, name }) => ({ value: String(id), label: name })) ?? []
          }
          {...field('communeIds')}
        />
      )}
    </>
  );
}
