import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { ReviewTipPaper } from '#server/contract/tip.ts';
import { judgementOf } from '#server/contract/tip-judgement.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { insertPaperReview } from '#server/features/late-entries/queries.ts';
import { whyNotReview } from '#server/features/late-entries/rules.ts';

import { listTipEvents } from './event-queries.ts';
import { findTip } from './queries.ts';
import { readClockData } from './read-clocks.ts';
import { derivedFrom } from './read-tip.ts';
import { updateTip } from './write-queries.ts';

/**
 * Says what the paper of a step shows that was entered after its day. Seen, the step counts from the day that was
 * typed; refused, from that of its recording. Nobody says so of their own entry.
 */
export async function reviewTipPaper(
  deps: Deps,
  actor: Actor,
  tipId: number,
  { seq, ...review }: ReviewTipPaper,
): Promise<void> {
  refuseForbiddenText({ reason: review.reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    const tip = await findTip(sql, tipId, true);
    if (tip === null) throw new AppError('tip.not_found');
    const step = (await listTipEvents(sql, tipId, actor)).find((event) => event.seq === seq);
    if (step === undefined) throw new AppError('late_entry.not_found');
    const refusal = whyNotReview(step.late, actor, step.actorId);
    if (refusal !== null) throw new AppError(refusal);
    const by = { reviewedBy: actor.accountId, reviewedAt: deps.clock.now() };
    await insertPaperReview(sql, 'tip_event_id', step.id, { ...review, ...by });
    const { rules, calendar } = await readClockData(sql, deps.clock.today());
    const judged = judgementOf(tip, await listTipEvents(sql, tipId, actor), rules, calendar);
    await updateTip(sql, tipId, tip.version, { ...tip, ...derivedFrom(judged) });
    await appendAudit(sql, deps.clock, {
      action: review.verdict === 'seen' ? 'tip.paper_seen' : 'tip.paper_refused',
      subjectKind: 'tip',
      subjectId: tipId,
      detail: { seq, kind: step.kind, effectiveOn: step.effectiveOn },
    });
  });
}
