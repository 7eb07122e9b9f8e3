import { PARAMETER_KEYS } from '#server/contract/signal-parameters.ts';
import { addDays } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { matchSignal, matchWaiting, appendSystemEvent } from './match-commands.ts';
import { listUndecided } from './match-queries.ts';
import { lapseSignal, listLapsing } from './queries.ts';
import { previewRematch } from './read-rematch.ts';
import { APPLY_JOB, PREVIEW_JOB } from './rematch-commands.ts';
import {
  hasWaitingParameters,
  markParametersApplied,
  moveRematch,
  reportRematch,
} from './rematch-queries.ts';

const MATCH_JOB = 'signals.match';
const DAILY_JOB = 'signals.daily';
const AT_ONCE = 200;

/** The jobs that work on signals without a request. None of them changes a status. */
export const SIGNAL_JOBS: JobPlan = {
  kinds: [
    { kind: MATCH_JOB, run: async (deps) => void (await matchWaiting(deps)) },
    { kind: DAILY_JOB, run: daily },
    { kind: PREVIEW_JOB, run: previewRematch },
    { kind: APPLY_JOB, run: apply },
  ],
  recurring: [
    { kind: MATCH_JOB, everyMinutes: 5 },
    { kind: DAILY_JOB, dailyAt: '00:20' },
  ],
};

/** Runs once a day: applies parameters that begin today, matches corrected places again, lapses old suspicions. */
async function daily(deps: Deps): Promise<void> {
  await rematchAll(deps, async () => true);
  await lapseSuspicions(deps);
}

/** Carries out a change that a person has applied. */
async function apply(deps: Deps, job: ClaimedJob): Promise<void> {
  const id = Number(job.payload['rematchId']);
  await rematchAll(deps, (done) =>
    asSystem(deps.database, (sql) => reportRematch(sql, id, done)).then(() => true),
  );
  await lapseSuspicions(deps);
  const end = { state: 'applied', endedAt: deps.clock.now() } as const;
  await asSystem(deps.database, (sql) => moveRematch(sql, id, { from: ['applying'], ...end }));
}

/** Matches every undecided signal again with the parameters of today. */
async function rematchAll(deps: Deps, report: (done: number) => Promise<boolean>): Promise<void> {
  const today = deps.clock.today();
  const changed = new Set<number>();
  let done = 0;
  for (let afterId: number | null = 0; afterId !== null;) {
    const from: { afterId: number; limit: number } = { afterId, limit: AT_ONCE };
    const ids = (await asSystem(deps.database, (sql) => listUndecided(sql, from))).map(
      (signal) => signal.id,
    );
    for (const id of ids) {
      const touched = await asSystem(deps.database, async (sql) =>
        matchSignal(sql, deps, id, await readMatchingParameters(sql, today)),
      );
      for (const pointId of touched) changed.add(pointId);
    }
    done += ids.length;
    await report(done);
    afterId = ids.at(-1) ?? null;
  }
  await asSystem(deps.database, async (sql) => {
    if (!(await hasWaitingParameters(sql, PARAMETER_KEYS, today))) return;
    await markParametersApplied(sql, PARAMETER_KEYS, today, deps.clock.now());
  });
  if (changed.size > 0) await deps.points.refresh([...changed]);
}

/** Lapses the suspicions that nothing has renewed within the set time. Statuses stay. @returns the number of points changed */
export async function lapseSuspicions(
  deps: Pick<Deps, 'database' | 'clock' | 'points'>,
): Promise<number> {
  const today = deps.clock.today();
  const lapsing = await asSystem(deps.database, async (sql) => {
    const { flag } = await readMatchingParameters(sql, today);
    return listLapsing(sql, addDays(today, -flag.expiryDays));
  });
  const changed = new Set<number>();
  for (const { id, pointId } of lapsing) {
    const lapsed = await asSystem(deps.database, async (sql) => {
      if (!(await lapseSignal(sql, id, today))) return false;
      await appendSystemEvent(sql, deps, pointId, {
        kind: 'suspicion_lapsed',
        effectiveOn: today,
        detail: { signalId: id, cause: 'not_renewed' },
      });
      return true;
    });
    if (lapsed) changed.add(pointId);
  }
  if (changed.size > 0) await deps.points.refresh([...changed]);
  return changed.size;
}
