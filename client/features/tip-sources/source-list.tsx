import { Button } from '@mantine/core';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { TipSource, TipSourceWithToken } from '#server/contract/tip-source.ts';

import { useAddToken, useRevokeToken } from './queries.ts';
import classes from './tip-sources.module.css';

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
  const add = useAddToken();
  const [revoked, setRevoked] = useState<Token | null>(null);
  return (
    <Section
      title={source.name}
      lead={`${text.tips.channel[source.channel]} · ${own.rate}: ${format.number(source.requestsPerMinute, 0)} · ${own.tips}: ${format.number(source.tips, 0)}`}
      aside={
        <Button
          variant="default"
          loading={add.isPending}
          onClick={() => add.mutate(source.id, { onSuccess: onIssued })}
        >
          {own.addToken}
        </Button>
      }
    >
      <ErrorNotice error={add.error} />
      <ul className={classes.tokens} aria-label={own.tokens}>
        {source.tokens.map((token) => (
          <li key={token.id} data-revoked={token.revokedAt !== null}>
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
  const revoke = useRevokeToken();
  return (
    <ConfirmRecord
      opened
      danger
      title={own.revokeTitle}
      lines={[
        { label: own.name, value: source.name },
        { label: own.token, value: own.tokenEnding({ ending: token.ending }) },
      ]}
      confirm={own.revoke}
      pending={revoke.isPending}
      notice={<ErrorNotice error={revoke.error} />}
      onConfirm={() =>
        revoke.mutate({ sourceId: source.id, tokenId: token.id }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <p>{own.revokeMore}</p>
    </ConfirmRecord>
  );
}
