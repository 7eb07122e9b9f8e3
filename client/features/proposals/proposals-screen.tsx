import { Anchor, Box, Button, Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { attachmentAddress } from '#client/attachments/send-attachment.ts';
import { WordsField } from '#client/forms/base-fields.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { Form } from '#client/forms/form.tsx';
import classes from '#client/forms/forms.module.css';
import { useWrite } from '#client/forms/use-write.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { RecordPreview } from '#client/ui/record-preview.tsx';
import type { PointEvent } from '#server/contract/point.ts';
import {
  ConfirmProposal,
  EndProposal,
  NewProposal,
  type Proposal,
  type ProposalDetail,
} from '#server/contract/proposal.ts';
import shared from '#client/ui/shared.module.css';

import { recordLines, subjectOf } from './proposal-lines.ts';
import { proposalQuery, PROPOSALS_KEY, proposalsQuery } from './queries.ts';

/** Proposals that wait for a second person: for the reader first, then for others, then how it ended. */
export default function ProposalsScreen() {
  const { proposals: own } = useText();
  const { id } = useSearch({ from: '/proposals' });
  const navigate = useNavigate({ from: '/proposals' });
  const { data, error, isPending, refetch } = useQuery(proposalsQuery);
  const open = (opened: number | undefined) => void navigate({ search: { id: opened } });
  const items = data?.items ?? [];
  const waits = items.filter(({ state }) => state === 'waiting');
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={6} />}
      {data?.items.length === 0 && (
        <Section>
          <EmptyState title={own.noneTitle}>{own.none}</EmptyState>
        </Section>
      )}
      <Part title={own.waiting} items={waits.filter(({ why }) => why === null)} onOpen={open} />
      <Part title={own.others} items={waits.filter(({ why }) => why !== null)} onOpen={open} />
      <Part
        title={own.decided}
        items={items.filter(({ state }) => state !== 'waiting')}
        onOpen={open}
      />
      {id !== undefined && <ProposalDialog id={id} onClose={() => open(undefined)} />}
    </Page>
  );
}

function Part({
  title,
  items,
  onOpen,
}: {
  title: string;
  items: readonly Proposal[];
  onOpen: (id: number) => void;
}) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <Flex component="ul" direction="column" gap="sm">
        {items.map((proposal) => (
          <ProposalRow key={proposal.id} proposal={proposal} onOpen={onOpen} />
        ))}
      </Flex>
    </Section>
  );
}

/** One proposal in the list: what, about what, by whom, and how it stands. */
function ProposalRow({ proposal, onOpen }: { proposal: Proposal; onOpen: (id: number) => void }) {
  const text = useText();
  const format = useFormat();
  const { proposals: own, register } = text;
  const { id, kind, state, askedBy, askedAt, why, deciders } = proposal;
  return (
    <Flex component="li" gap="sm" align="center" justify="space-between" wrap="wrap">
      <Box flex="1 1 280px" miw={0}>
        <Box component="p" className={shared.wrap} fw={500}>
          {[own.kind[kind], subjectOf(proposal, { text, format })]
            .filter((part) => part !== null)
            .join(': ')}
        </Box>
        <Box component="p" fz="md" mt={4}>
          {own.askedByPerson({
            name: askedBy.name,
            role: register.role[askedBy.role],
            time: format.dateTime(askedAt),
          })}
        </Box>
        <Box component="p" fz="md" mt={4}>
          {own.state[state]}
          {state === 'waiting' && deciders === 0 && `. ${own.nobody}`}
        </Box>
      </Box>
      <Button
        variant={why === null ? 'filled' : 'default'}
        mih={44}
        flex="0 0 auto"
        onClick={() => onOpen(id)}
      >
        {why === null ? own.see : own.look}
      </Button>
    </Flex>
  );
}

/** One proposal: its paper, exactly what will be recorded, and the decision of whoever may take it. */
function ProposalDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { proposals: own } = useText();
  const { data, error, isPending, refetch } = useQuery(proposalQuery(id));
  return (
    <DialogFrame
      title={data === undefined ? own.title : own.kind[data.kind]}
      size={600}
      onClose={onClose}
    >
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={5} />}
      {data !== undefined && <Opened proposal={data} onClose={onClose} />}
    </DialogFrame>
  );
}

function Opened({ proposal, onClose }: { proposal: ProposalDetail; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const waits = proposal.state === 'waiting';
  const annulled = useAnnulled(proposal);
  return (
    <div className={classes.form}>
      <Paper proposal={proposal} />
      <RecordPreview lines={recordLines(proposal, annulled, { text, format })} />
      {waits ? <Waiting proposal={proposal} /> : <Outcome proposal={proposal} />}
      {waits && proposal.why === null && <Decision proposal={proposal} onClose={onClose} />}
      {waits && proposal.mine && <Ending proposal={proposal} act="withdraw" onClose={onClose} />}
    </div>
  );
}

/** The act that an annulment takes back, from the record of its place; null for every other proposal. */
function useAnnulled({ point, asked }: ProposalDetail): PointEvent | null {
  const given = NewProposal.parse(asked);
  const eventId = given.kind === 'annul' ? given.eventId : null;
  const record = useQuery({
    ...pointQuery(point?.id ?? 0),
    enabled: eventId !== null && point !== null,
  });
  return record.data?.events.find(({ id }) => id === eventId) ?? null;
}

function Paper({ proposal: { paper } }: { proposal: ProposalDetail }) {
  const { proposals: own } = useText();
  if (paper === null) return null;
  return (
    <p>
      <Anchor href={attachmentAddress(paper.id, 'full')} target="_blank" rel="noreferrer">
        {own.openPaper({ number: paper.documentNumber ?? '' })}
      </Anchor>
    </p>
  );
}

function sentence(code: string, text: Text): string {
  const sentences: Readonly<Record<string, string | undefined>> = text.sentences;
  return sentences[code] ?? code;
}

function Waiting({ proposal }: { proposal: ProposalDetail }) {
  const text = useText();
  const format = useFormat();
  const { proposals: own } = text;
  const { dueAt, expiresAt, deciders, hindrance } = proposal;
  return (
    <>
      {hindrance !== null && <Notice title={own.hindrance}>{sentence(hindrance, text)}</Notice>}
      <p className={shared.muted}>
        {dueAt === null
          ? own.expires({ time: format.dateTime(expiresAt) })
          : own.due({ time: format.dateTime(dueAt) })}{' '}
        {deciders === 0 && own.nobody}
      </p>
    </>
  );
}

function Outcome({
  proposal: { state, decidedBy, decidedAt, reason },
}: {
  proposal: ProposalDetail;
}) {
  const { proposals: own } = useText();
  const format = useFormat();
  const who = decidedBy?.name ?? own.byClock;
  const when = decidedAt === null ? '' : format.dateTime(decidedAt);
  return (
    <Notice title={own.state[state]}>
      {state === 'expired' ? when : `${who}, ${when}`}
      {reason === null ? '' : `: ${reason}`}
    </Notice>
  );
}

function Decision({ proposal, onClose }: { proposal: ProposalDetail; onClose: () => void }) {
  const { proposals: own } = useText();
  const { id, point, hindrance } = proposal;
  const write = useWrite({
    initial: {},
    schema: ConfirmProposal,
    body: () => ({ pointVersion: point?.version ?? null }),
    send: (json, once) =>
      call(api.proposals[':id'].confirm.$post({ param: { id: String(id) }, json }, once)),
    said: own.confirmed,
    refresh: [PROPOSALS_KEY, ['accounts']],
    onDone: onClose,
  });
  return (
    <>
      <Form className={classes.form} {...write.formProps}>
        <ErrorNotice error={write.error} />
        <Button type="submit" mih={44} loading={write.pending} disabled={hindrance !== null}>
          {own.confirm}
        </Button>
      </Form>
      <Ending proposal={proposal} act="refuse" onClose={onClose} />
    </>
  );
}

function Ending({
  proposal: { id },
  act,
  onClose,
}: {
  proposal: ProposalDetail;
  act: 'refuse' | 'withdraw';
  onClose: () => void;
}) {
  const { proposals: own } = useText();
  const write = useWrite({
    draft: `ending of proposal ${act} ${id}`,
    initial: { reason: '' },
    schema: EndProposal,
    words: { reason: own.groundsMissing },
    send: (json, once) =>
      call(api.proposals[':id'][act].$post({ param: { id: String(id) }, json }, once)),
    said: act === 'refuse' ? own.refused : own.withdrawn,
    refresh: [PROPOSALS_KEY],
    onDone: onClose,
  });
  return (
    <Form className={classes.form} {...write.formProps}>
      <WordsField label={own.endGrounds[act]} {...write.field('reason')} />
      <ErrorNotice error={write.error} />
      <Button type="submit" variant="default" mih={44} loading={write.pending}>
        {own[act]}
      </Button>
    </Form>
  );
}
