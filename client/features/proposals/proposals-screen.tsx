import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { Proposal } from '#server/contract/proposal.ts';

import { ProposalDialog } from './proposal-dialog.tsx';
import { subjectOf } from './proposal-lines.ts';
import classes from './proposals.module.css';
import { proposalsQuery } from './queries.ts';

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
      <ul className={classes.list}>
        {items.map((proposal) => (
          <ProposalRow key={proposal.id} proposal={proposal} onOpen={onOpen} />
        ))}
      </ul>
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
    <li className={classes.row}>
      <div className={classes.words}>
        <p className={classes.kind}>
          {[own.kind[kind], subjectOf(proposal, { text, format })]
            .filter((part) => part !== null)
            .join(': ')}
        </p>
        <p className={classes.more}>
          {own.askedByPerson({
            name: askedBy.name,
            role: register.role[askedBy.role],
            time: format.dateTime(askedAt),
          })}
        </p>
        <p className={classes.more}>
          {own.state[state]}
          {state === 'waiting' && deciders === 0 && `. ${own.nobody}`}
        </p>
      </div>
      <Button
        variant={why === null ? 'filled' : 'default'}
        mih={44}
        className={classes.open}
        onClick={() => onOpen(id)}
      >
        {why === null ? own.see : own.look}
      </Button>
    </li>
  );
}
