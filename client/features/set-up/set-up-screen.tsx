import { Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { isStarting } from '#client/api/come-back.ts';
import { configurationQuery } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { setUpQuery } from '#client/api/set-up.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { RestoreState, RestorePhase } from '#server/contract/set-up.ts';

import { RestoreForm } from './restore-form.tsx';
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
function RestoreProgress({ restore }: { restore: RestoreState }) {
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

const ASK_MILLISECONDS = 1_000;

/** The page of an empty installation: the operator restores a backup, and sees how far that is. */
export default function SetUpScreen() {
  const { setUp: own } = useText();
  const [sending, setSending] = useState(false);
  const state = useQuery({
    ...setUpQuery,
    refetchInterval: ({ state: { data } }) =>
      sending || isUnderWay(data?.restore ?? null) ? ASK_MILLISECONDS : false,
  });
  const restore = state.data?.restore ?? null;
  const starting = isStarting(state.failureReason);
  const underWay = isUnderWay(restore);
  useFreshConfiguration(restore?.phase === 'ready');
  return (
    <main id="main" className={classes.screen}>
      <div className={classes.column}>
        <div className={classes.head}>
          <Mark size={40} />
          <h1>{own.title}</h1>
          <LanguageChoice />
        </div>
        {state.isPending && !starting && <LoadingRows rows={3} />}
        {!underWay && <ErrorNotice error={state.error} onRetry={() => void state.refetch()} />}
        {underWay && restore !== null && (
          <RestoreProgress restore={starting ? { ...restore, phase: 'starting' } : restore} />
        )}
        {state.data !== undefined && !underWay && (
          <Ended unused={state.data.unused} ready={restore?.phase === 'ready'} />
        )}
        {state.data?.unused === true && restore?.phase !== 'ready' && (
          <div hidden={underWay}>
            <RestoreForm
              failed={restore?.problem ?? null}
              onSending={setSending}
              onSettled={() => void state.refetch()}
            />
          </div>
        )}
      </div>
    </main>
  );
}

function isUnderWay(restore: RestoreState | null): boolean {
  return restore !== null && restore.phase !== 'ready' && restore.phase !== 'failed';
}

/** The sign-in asks anew what there is: a demonstration shows its accounts, and nothing is restored a second time. */
function useFreshConfiguration(isReady: boolean): void {
  const client = useQueryClient();
  useEffect(
    function forgetConfiguration() {
      if (isReady) client.removeQueries({ queryKey: configurationQuery.queryKey });
    },
    [client, isReady],
  );
}

function Ended({ unused, ready }: { unused: boolean; ready: boolean }) {
  const { setUp: own } = useText();
  if (unused && !ready) return null;
  return (
    <Notice kind={ready ? 'good' : 'info'} title={ready ? own.ready : own.used}>
      <p>{ready ? own.readyMore : own.usedMore}</p>
      <Link to="/sign-in" className={classes.link}>
        {own.signIn}
      </Link>
    </Notice>
  );
}
