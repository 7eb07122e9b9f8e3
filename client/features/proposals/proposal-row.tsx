import { Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Proposal } from '#server/contract/proposal.ts';

import classes from './proposals.module.css';
import { subjectOf } from './proposal-lines.ts';

/** One proposal in the list: what, about what, by whom, and how it stands. */
export function ProposalRow({
  proposal,
  onOpen,
}: {
  proposal: Proposal;
  onOpen: (id: number) => void;
}) {
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
