import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { WriteReplyBody } from '#server/contract/reply.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { answerDueOn } from '#server/features/handovers/rules.ts';
import { lockPoint } from '#server/features/life-cycle/queries.ts';
import type { AnswerPeriod } from '#server/settings/life-cycle-settings.ts';

import {
  findLeadCommune,
  insertReply,
  insertReplyRequest,
  listReplies,
  listReplyRequests,
} from './queries.ts';
import { whyNotReply } from './rules.ts';

/**
 * Asks for a reply to what has just opened a cycle. The period runs from the day on which it was
 * recorded, when the commune could first know of it, not from the day on which it happened.
 */
export function askForReply(
  sql: TransactionSql,
  { period, ...subject }: { pointId: number; cycle: number; period: AnswerPeriod },
  today: IsoDate,
): void {
  insertReplyRequest(sql, {
    ...subject,
    askedOn: today,
    dueOn: answerDueOn(today, period),
  });
}

/**
 * Keeps a draft, or files the commune's reply. Earlier versions stay; who has not seen the latest one
 * is refused. The point itself does not change, and so neither does its version.
 */
export async function writeReply(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: WriteReplyBody,
): Promise<void> {
  refuseForbiddenText(textsOf(input));
  await writeAsActor(deps.database, actor, async (sql) => {
    if ((await lockPoint(sql, pointId)) === null) throw new AppError('point.not_found');
    const communeId = await findLeadCommune(sql, pointId);
    const refusal = whyNotReply(actor, communeId, input.state);
    if (refusal !== null || communeId === null)
      throw new AppError(refusal ?? 'reply.other_commune');
    const requests = await listReplyRequests(sql, pointId);
    if (!requests.some((request) => request.cycle === input.cycle)) {
      throw new AppError('reply.not_asked');
    }
    const latest = (await listReplies(sql, pointId)).find((reply) => reply.cycle === input.cycle);
    if ((latest?.seq ?? 0) !== input.after) {
      throw new AppError('reply.changed_meanwhile', {
        parameters: { by: latest?.writtenBy ?? '', at: latest?.writtenAt ?? '' },
      });
    }
    await insertReply(sql, {
      pointId,
      cycle: input.cycle,
      seq: input.after + 1,
      communeId,
      state: input.state,
      words: input.words,
      documentNumbers: input.documentNumbers,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: input.state === 'filed' ? 'reply.file' : 'reply.draft',
      subjectKind: 'point',
      subjectId: String(pointId),
      detail: { cycle: input.cycle, seq: input.after + 1, communeId },
    });
  });
  // Nothing that the engine knows has changed; those who look at the point hear of it by this.
  await deps.points.refresh([pointId]);
}

function textsOf(input: WriteReplyBody): Record<string, string> {
  const documents = input.documentNumbers.map((number, at) => [`documentNumbers/${at}`, number]);
  return { words: input.words, ...Object.fromEntries(documents) };
}
