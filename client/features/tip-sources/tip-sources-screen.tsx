import { Button, NumberInput, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import { SecretDialog } from '#client/ui/secret-dialog.tsx';
import classes from '#client/ui/token-list.module.css';
import {
  type TipSourceWithToken,
  NewTipSourceBody,
  type TipSource,
} from '#server/contract/tip-source.ts';
import { TIP_CHANNELS, type TipChannel } from '#server/contract/tip.ts';

const tipSourcesQuery = apiQuery(['tip-sources'], api['tip-sources'].$get, {});

const USUAL_RATE = 60;
const MOST_RATE = 100_000;

/** A new source; with it comes its first token. */
function SourceForm({ onIssued }: { onIssued: (issued: TipSourceWithToken) => void }) {
  const text = useText();
  const own = text.tipSources;
  const write = useWrite({
    draft: 'source of tips',
    initial: { name: '', channel: 'hotline' as TipChannel, requestsPerMinute: USUAL_RATE },
    schema: NewTipSourceBody,
    words: { name: own.nameMissing },
    // The server keeps no answer to it under the key, because the answer holds the token.
    send: (json, once) => call(api['tip-sources'].$post({ json }, once)),
    refresh: [tipSourcesQuery.queryKey],
    onDone: onIssued,
    startsAnew: true,
  });
  const { field, form } = write;
  return (
    <Form className={classes.form} {...write.formProps}>
      <PlainInput label={own.name} description={own.nameMore} {...field('name')} />
      <Select
        label={own.channel}
        description=" "
        allowDeselect={false}
        data={TIP_CHANNELS.map((value) => ({ value, label: text.tips.channel[value] }))}
        {...field('channel')}
      />
      <NumberInput
        label={own.rate}
        description={own.rateMore}
        min={1}
        max={MOST_RATE}
        allowDecimal={false}
        clampBehavior="strict"
        {...field('requestsPerMinute')}
        onChange={(rate) => form.setFieldValue('requestsPerMinute', Math.max(1, Number(rate)))}
      />
      <Button type="submit" loading={write.pending}>
        {own.create}
      </Button>
      <ErrorNotice error={write.error} />
    </Form>
  );
}

const WIDTH = 620;

/** A new token of a source, shown this once with an example of its use. */
function TokenOnce({ issued, onClose }: { issued: TipSourceWithToken; onClose: () => void }) {
  const { tipSources: own } = useText();
  const example = [
    `curl -X POST ${location.origin}/api/intake/tips`,
    `  -H 'Authorization: Bearer ${issued.token}'`,
    `  -H 'Content-Type: application/json'`,
    `  -d '{"channelNumber":"0001","position":[105.85,21.032]}'`,
  ].join(' \\\n');
  return (
    <SecretDialog
      title={own.once}
      secret={issued.token}
      seen={own.close}
      size={WIDTH}
      onClose={onClose}
    >
      <p>{own.onceMore}</p>
      <p>
        {issued.source.name}: <code data-token>{issued.token}</code>
      </p>
      <p>{own.how}</p>
      <pre aria-label={own.how}>{example}</pre>
    </SecretDialog>
  );
}

/** Hotlines and portals that hand in tips by themselves, and the tokens that let them. */
export default function TipSourcesScreen() {
  const { tipSources: own } = useText();
  const sources = useQuery(tipSourcesQuery);
  const [issued, setIssued] = useState<TipSourceWithToken | null>(null);
  return (
    <Page title={own.title} lead={own.lead}>
      <Section title={own.add}>
        <SourceForm onIssued={setIssued} />
      </Section>
      <ErrorNotice error={sources.error} onRetry={() => void sources.refetch()} />
      {sources.isPending && <LoadingRows rows={3} />}
      {sources.data?.items.length === 0 && (
        <EmptyState title={own.emptyTitle}>{own.emptyMore}</EmptyState>
      )}
      {sources.data?.items.map((source) => (
        <SourceCard key={source.id} source={source} onIssued={setIssued} />
      ))}
      {issued !== null && <TokenOnce issued={issued} onClose={() => setIssued(null)} />}
    </Page>
  );
}

type Token = TipSource['tokens'][number];

/** One source with its tokens: when each was made, last used, and revoked. */
function SourceCard({
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
            <Text span size="sm" c="dimmed" flex="1 1 240px">
              {tokenFacts(token, own, format).join(' · ')}
            </Text>
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
