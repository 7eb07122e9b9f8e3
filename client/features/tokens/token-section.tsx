import { Button, MultiSelect, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { PageForm } from '#client/forms/page-form.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import classes from '#client/ui/token-list.module.css';
import { needsCommune } from '#server/contract/account.ts';
import { can, type Role, ROLES } from '#server/contract/permission.ts';
import {
  type AccessToken,
  type NewToken,
  READING_RIGHTS,
  NewTokenBody,
  rightsOfTokens,
} from '#server/contract/token.ts';

const tokensQuery = apiQuery(['tokens'], api.tokens.$get, {});

const DAYS = [30, 90, 180, 365] as const;
/** Roles whose accounts can read something. */
const READERS = ROLES.filter((role) =>
  rightsOfTokens(role).some((right) => READING_RIGHTS.includes(right)),
);

type FormProps = { system: boolean; onIssued: (issued: NewToken) => void };

/** A new token for reading: of the own account, or of a system with a role of its own. */
function TokenForm({ system, onIssued }: FormProps) {
  const { tokens: own } = useText();
  const write = useNewToken({ system, onIssued });
  const { field, values } = write;
  return (
    <PageForm write={write} className={classes.form} confirm={own.create}>
      <PlainInput label={own.name} description={own.nameMore} {...field('name')} />
      <PlainInput label={own.purpose} description={own.purposeMore} {...field('purpose')} />
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
    </PageForm>
  );
}

function useNewToken({ system, onIssued }: FormProps) {
  const { tokens: own } = useText();
  return useWrite({
    draft: `token ${system ? 'of a system' : ''}`,
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

const WIDTH = 620;

/** A new token, shown this once with the address for GIS programs. */
function TokenOnce({ issued, onClose }: { issued: NewToken; onClose: () => void }) {
  const { tokens: own } = useText();
  return (
    <SecretDialog
      title={own.onceTitle}
      secret={issued.token}
      seen={own.seen}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.name}: <code data-token>{issued.token}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>{`${location.origin}/ogc`}</pre>
    </SecretDialog>
  );
}

/** The access tokens of the own account, for the administrator those of systems too. */
export function TokenSection() {
  const { tokens: own } = useText();
  const { role } = useMe();
  const tokens = useQuery(tokensQuery);
  const [issued, setIssued] = useState<NewToken | null>(null);
  const [ended, setEnded] = useState<AccessToken | null>(null);
  const mayHavePersonal = READING_RIGHTS.some((right) => can(role, right));
  const maySystems = can(role, 'accounts:manage');
  if (!mayHavePersonal && !maySystems) return null;
  return (
    <Section title={own.title} lead={maySystems ? own.systemLead : own.lead}>
      <TokenForm system={maySystems} onIssued={setIssued} />
      <ErrorNotice error={tokens.error} onRetry={() => void tokens.refetch()} />
      {tokens.isPending && <LoadingRows rows={2} />}
      {tokens.data?.items.length === 0 && <EmptyLine title={own.empty} next="tokens" />}
      <ul className={classes.tokens} aria-label={own.title}>
        {tokens.data?.items.map((token) => (
          <TokenRow key={token.id} token={token} onEnd={() => setEnded(token)} />
        ))}
      </ul>
      {issued !== null && <TokenOnce issued={issued} onClose={() => setIssued(null)} />}
      {ended !== null && <EndToken token={ended} onClose={() => setEnded(null)} />}
    </Section>
  );
}

function TokenRow({ token, onEnd }: { token: AccessToken; onEnd: () => void }) {
  const { tokens: own, register } = useText();
  const format = useFormat();
  const { kind, account, lastUsedAt, revokedAt, expiresAt } = token;
  const facts = [
    ...(kind === 'system' && account.role !== null ? [register.role[account.role]] : []),
    revokedAt === null
      ? own.until({ time: format.dateTime(expiresAt) })
      : own.ended({ time: format.dateTime(revokedAt) }),
    lastUsedAt === null ? own.unused : own.used({ time: format.dateTime(lastUsedAt) }),
  ];
  return (
    <li data-ended={revokedAt !== null}>
      <span>
        {token.name} <code>…{token.ending}</code>
      </span>
      <Text span size="sm" c="dimmed" flex="1 1 240px">
        {facts.join(' · ')}
      </Text>
      {revokedAt === null && (
        <Button
          variant="default"
          mih={44}
          aria-label={own.endNamed({ name: token.name })}
          onClick={onEnd}
        >
          {own.end}
        </Button>
      )}
    </li>
  );
}

function EndToken({ token, onClose }: { token: AccessToken; onClose: () => void }) {
  const { tokens: own } = useText();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.tokens[':id'].$delete({ param: { id: String(token.id) } }, once)),
    refresh: [tokensQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.endTitle}
      lead={own.endMore}
      lines={[
        { label: own.name, value: token.name },
        { label: own.purpose, value: token.purpose },
      ]}
      confirm={own.end}
      onClose={onClose}
    />
  );
}
