import type { Actor } from '#server/contract/permission.ts';
import type { ReviewPointPaper } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { insertPaperReview } from '#server/features/late-entries/queries.ts';
import { whyNotReview } from '#server/features/late-entries/rules.ts';
import { deriveFlags } from '#server/features/life-cycle/flag-commands.ts';
import { lockPoint } from '#server/features/life-cycle/queries.ts';

import { findEventActor, listEvents } from './history-queries.ts';

/**
 * Says what the paper of a check or of an answer shows that was entered after its day. A look whose paper was seen
 * ends what was owed on the day that was typed; else on that of its recording. Nobody says so of their own entry.
 */
export async function reviewPointPaper(
  deps: Deps,
  actor: Actor,
  pointId: number,
  { eventId, ...review }: ReviewPointPaper,
): Promise<void> {
  refuseForbiddenText({ reason: review.reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    if ((await lockPoint(sql, pointId)) === null) throw new AppError('point.not_found');
    const event = (await listEvents(sql, pointId, actor)).find(({ id }) => id === eventId);
    if (event === undefined) throw new AppError('late_entry.not_found');
    const refusal = whyNotReview(event.late, actor, await findEventActor(sql, eventId));
    if (refusal !== null) throw new AppError(refusal);
    const by = { reviewedBy: actor.accountId, reviewedAt: deps.clock.now() };
    await insertPaperReview(sql, 'event_id', eventId, { ...review, ...by });
    await deriveFlags(sql, deps, pointId);
    await appendAudit(sql, deps.clock, {
      action: review.verdict === 'seen' ? 'point.paper_seen' : 'point.paper_refused',
      subjectKind: 'point',
      subjectId: String(pointId),
      detail: { eventId, kind: event.kind, effectiveOn: event.effectiveOn },
    });
  });
  await deps.points.refresh([pointId]);
}
