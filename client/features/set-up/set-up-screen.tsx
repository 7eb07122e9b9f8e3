import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { isStarting } from '#client/api/come-back.ts';
import { configurationQuery } from '#client/api/configuration.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { setUpQuery } from '#client/api/set-up.ts';
import { useText } from '#client/i18n/use-text.ts';
import { LanguageChoice } from '#client/ui/language-choice.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Mark } from '#client/ui/mark.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { RestoreState } from '#server/contract/set-up.ts';

import { RestoreForm } from './restore-form.tsx';
import { RestoreProgress } from './restore-progress.tsx';
import classes from './set-up.module.css';

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
