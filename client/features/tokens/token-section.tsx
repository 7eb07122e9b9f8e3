import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import classes from '#client/ui/token-list.module.css';
import { can } from '#server/contract/permission.ts';
import { type AccessToken, type NewToken, READING_RIGHTS } from '#server/contract/token.ts';

import { tokensQuery } from './queries.ts';
import { TokenForm } from './token-form.tsx';
import { TokenOnce } from './token-once.tsx';

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
      <span className={classes.facts}>{facts.join(' · ')}</span>
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
