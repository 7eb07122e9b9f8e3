import { Progress } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RestorePhase, RestoreState } from '#server/contract/set-up.ts';

import classes from './set-up.module.css';

/** Part of the bar at which a phase begins; it ends where the next one begins. */
const BEGINS: Readonly<Record<RestorePhase, number>> = {
  receiving: 0,
  checking: 0.3,
  loading: 0.45,
  files: 0.8,
  starting: 0.95,
  ready: 1,
  failed: 1,
};
const ENDS: Readonly<Record<RestorePhase, number>> = {
  receiving: BEGINS.checking,
  checking: BEGINS.loading,
  loading: BEGINS.files,
  files: BEGINS.starting,
  starting: 1,
  ready: 1,
  failed: 1,
};

/** Progress of a restore, as a bar, in words and for screen readers. */
export function RestoreProgress({ restore }: { restore: RestoreState }) {
  const { setUp: own } = useText();
  const sentence = useSentence(restore);
  const share = shareOf(restore);
  const spoken = useSteps(restore, sentence, share);
  return (
    <section className={classes.form} aria-labelledby="restore-title">
      <h2 id="restore-title">{own.running}</h2>
      <Progress
        value={share * 100}
        size="lg"
        radius={4}
        animated={restore.phase === 'starting'}
        aria-label={own.running}
      />
      <p className={classes.sentence}>{sentence}</p>
      <output className="visually-hidden">{spoken}</output>
    </section>
  );
}

function useSentence({ phase, done, total, table }: RestoreState): string {
  const { setUp: own } = useText();
  const format = useFormat();
  const bytes = { done: format.bytes(done), total: total === null ? '?' : format.bytes(total) };
  const counted = { done: format.number(done, 0), total: format.number(total ?? 0, 0) };
  switch (phase) {
    case 'receiving':
      return own.receiving(bytes);
    case 'checking':
      return own.checking(bytes);
    case 'loading':
      return own.loading({
        ...counted,
        number: format.number(table?.number ?? 0, 0),
        of: table === null ? '?' : format.number(table.of, 0),
      });
    case 'files':
      return own.files(counted);
    case 'starting':
    case 'ready':
    case 'failed':
      return own.starting;
  }
}

function shareOf({ phase, done, total }: RestoreState): number {
  const within = total === null || total === 0 ? 0 : Math.min(1, done / total);
  return BEGINS[phase] + (ENDS[phase] - BEGINS[phase]) * within;
}

/** Read aloud at every quarter of a phase only: each second would never let the listener go. */
function useSteps(restore: RestoreState, sentence: string, share: number): string {
  const { phase } = restore;
  const width = ENDS[phase] - BEGINS[phase];
  const quarter = `${phase} ${width === 0 ? 0 : Math.floor(((share - BEGINS[phase]) / width) * 4)}`;
  const [spoken, setSpoken] = useState({ quarter, sentence });
  if (spoken.quarter !== quarter) setSpoken({ quarter, sentence });
  return spoken.sentence;
}
