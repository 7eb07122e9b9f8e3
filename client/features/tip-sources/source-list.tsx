import { Button } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import classes from '#client/ui/token-list.module.css';
import type { TipSource, TipSourceWithToken } from '#server/contract/tip-source.ts';

import { tipSourcesQuery } from './queries.ts';

type Token = TipSource['tokens'][number];

/** One source with its tokens: when each was made, last used, and revoked. */
export function SourceCard({
  source,
  onIssued,
}: {
  source: TipSource;
  onIssued: (issued: TipSourceWithToken) => void;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.tipSources;
  const add = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api['tip-sources'][':id'].tokens.$post({ param: { id: String(source.id) } }, once)),
    refresh: [tipSourcesQuery.queryKey],
    onDone: onIssued,
  });
  const [revoked, setRevoked] = useState<Token | null>(null);
  return (
    <Section
      title={source.name}
      lead={`${text.tips.channel[source.channel]} · ${own.rate}: ${format.number(source.requestsPerMinute, 0)} · ${own.tips}: ${format.number(source.tips, 0)}`}
      aside={
        <Button variant="default" loading={add.pending} onClick={add.press}>
          {own.addToken}
        </Button>
      }
    >
      <ErrorNotice error={add.error} />
      <ul className={classes.tokens} aria-label={own.tokens}>
        {source.tokens.map((token) => (
          <li key={token.id} data-ended={token.revokedAt !== null}>
            <code>{own.tokenEnding({ ending: token.ending })}</code>
            <span className={classes.facts}>{tokenFacts(token, own, format).join(' · ')}</span>
            {token.revokedAt === null && (
              <Button
                variant="default"
                size="compact-sm"
                mih={36}
                aria-label={own.revokeFor({ ending: token.ending })}
                onClick={() => setRevoked(token)}
              >
                {own.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {revoked !== null && (
        <RevokeToken source={source} token={revoked} onClose={() => setRevoked(null)} />
      )}
    </Section>
  );
}

function tokenFacts(
  token: Token,
  own: ReturnType<typeof useText>['tipSources'],
  format: ReturnType<typeof useFormat>,
): string[] {
  const made = own.made({ time: format.dateTime(token.createdAt), name: token.createdBy });
  if (token.revokedAt !== null) {
    const name = token.revokedBy ?? '';
    return [made, own.revoked({ time: format.dateTime(token.revokedAt), name })];
  }
  const used =
    token.lastUsedAt === null ? own.unused : own.used({ time: format.dateTime(token.lastUsedAt) });
  return [made, used];
}

function RevokeToken({
  source,
  token,
  onClose,
}: {
  source: TipSource;
  token: Token;
  onClose: () => void;
}) {
  const { tipSources: own } = useText();
  const revoke = useWrite({
    initial: {},
    schema: NO_BODY,
    send(_, once) {
      const param = { id: String(source.id), tokenId: String(token.id) };
      return call(api['tip-sources'][':id'].tokens[':tokenId'].revoke.$post({ param }, once));
    },
    refresh: [tipSourcesQuery.queryKey],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={revoke}
      weighty
      title={own.revokeTitle}
      lead={own.revokeMore}
      lines={[
        { label: own.name, value: source.name },
        { label: own.token, value: own.tokenEnding({ ending: token.ending }) },
      ]}
      confirm={own.revoke}
      onClose={onClose}
    />
  );
}
