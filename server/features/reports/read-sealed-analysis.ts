import { createHash } from 'node:crypto';

import { canonicalText } from '#server/contract/canonical-text.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { AskedAnalysis, SealedAnalysis } from '#server/contract/report-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readDataState } from '#server/features/analysis/case-queries.ts';
import { readCommuneLook } from '#server/features/analysis/read-commune-look.ts';
import { compare } from '#server/features/analysis/read-comparison.ts';
import { readEvents } from '#server/features/analysis/read-events.ts';
import { readFeedbackAudit } from '#server/features/analysis/read-feedback-audit.ts';
import { analysePlaces } from '#server/features/analysis/read-place-analysis.ts';
import { readSurvival } from '#server/features/analysis/read-survival.ts';
import { readAttribution } from '#server/features/attribution/read-attribution.ts';
import { listCategories } from '#server/features/communes/queries.ts';

import { sealAttribution } from './rules/seal-attribution.ts';
import { sealCommuneLook, sealComparison } from './rules/seal-comparison.ts';
import { sealAudit, sealSurvival } from './rules/seal-course.ts';
import { sealPlaces } from './rules/seal-places.ts';

/** A sealed answer, and its question with the days that it was answered for. */
export type Sealed = { content: SealedAnalysis; hash: string; asked: AskedAnalysis };

/**
 * Works an analysis out anew, with the rights and the reach of whoever asks, and seals it. Opens its own
 * transactions: the embedded database has no second session for a caller that holds one.
 * @throws {AppError} `permission.denied`, `report.analysis_refused` where there is too little data, and what the
 * analysis itself refuses
 */
export async function sealAnalysis(
  deps: Deps,
  actor: Actor,
  asked: AskedAnalysis,
  signal: AbortSignal,
): Promise<Sealed> {
  const placed = asked.kind === 'places' || asked.kind === 'patrol_audit';
  if (!can(actor.role, placed ? 'analysis:places' : 'analysis:read')) {
    throw new AppError('permission.denied');
  }
  const { content, pinned } = await answer(deps, actor, asked, signal);
  const hash = createHash('sha256').update(canonicalText(content)).digest('hex');
  return { content, hash, asked: pinned };
}

async function answer(
  deps: Deps,
  actor: Actor,
  asked: AskedAnalysis,
  signal: AbortSignal,
): Promise<{ content: SealedAnalysis; pinned: AskedAnalysis }> {
  switch (asked.kind) {
    case 'comparison': {
      const found = await compare(deps, actor, asked.query);
      if (found.refused !== null) throw new AppError('report.analysis_refused');
      const query = { ...asked.query, ...found.period };
      return { content: sealComparison(found), pinned: { kind: 'comparison', query } };
    }
    case 'survival': {
      const groups = asked.groups === null ? {} : { groups: asked.groups };
      const found = await readSurvival(deps, actor, { by: asked.by, band: 'pointwise', ...groups });
      return { content: sealSurvival(found, await categoryNames(deps, actor)), pinned: asked };
    }
    case 'patrol_audit':
      return { content: sealAudit(await readFeedbackAudit(deps, actor)), pinned: asked };
    case 'places': {
      const found = await analysePlaces(deps, actor, asked.query, { signal, report: () => {} });
      if (found.refused !== null) throw new AppError('report.analysis_refused');
      const query = { ...asked.query, ...found.period };
      return { content: sealPlaces(found), pinned: { kind: 'places', query } };
    }
    case 'commune': {
      const found = await readCommuneLook(deps, actor, asked.commune, asked.query);
      const content = sealCommuneLook(found, await categoryNames(deps, actor));
      return { content, pinned: { ...asked, query: found.period } };
    }
    case 'attribution': {
      const ledger = await readAttribution(deps, actor, asked.point);
      if (ledger.items.length === 0) throw new AppError('report.analysis_refused');
      const { cutOff } = await asActor(deps.database, actor, readDataState);
      return { content: sealAttribution(ledger, cutOff), pinned: asked };
    }
  }
}

async function categoryNames(deps: Deps, actor: Actor): Promise<ReadonlyMap<string, string>> {
  const categories = await asActor(deps.database, actor, (sql: TransactionSql) =>
    listCategories(sql),
  );
  return new Map(categories.map(({ code, name }) => [code, name]));
}

/**
 * Tells how a sealed analysis would come out now. Analyses of places may take seconds, so only their events are
 * counted anew; an attribution is read for one point under the log, so it is not asked again. Null where the reader
 * may not ask, or where the question has no answer any more.
 */
export async function readPresent(
  deps: Deps,
  actor: Actor,
  { asked, content }: { asked: AskedAnalysis; content: SealedAnalysis },
): Promise<{ count: number; same: boolean } | null> {
  if (asked.kind === 'attribution') return null;
  try {
    if (asked.kind === 'places') {
      const { from = content.to, to = content.to } = asked.query;
      const events = await asActor(deps.database, actor, (sql) =>
        readEvents(sql, asked.query, { from, to }),
      );
      return { count: events.days.length, same: events.days.length === content.n[0]?.count };
    }
    const now = await sealAnalysis(deps, actor, asked, new AbortController().signal);
    const findings = ({ n, rows }: SealedAnalysis) => canonicalText({ n, rows });
    return {
      count: now.content.n[0]?.count ?? 0,
      same: findings(now.content) === findings(content),
    };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
