import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { WriteAnswerBody } from '#server/contract/question.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { whyNotAnswer } from './answer-rules.ts';
import { findQuestions } from './read-asked.ts';
import { insertAnswer, listAnswers } from './queries.ts';

/**
 * Keeps a draft, or files the answer of a commune, or of the city, to a question that stands. Earlier versions stay; who has not seen the
 * latest one is refused. No figure changes by it.
 */
export async function writeAnswer(deps: Deps, actor: Actor, input: WriteAnswerBody): Promise<void> {
  const { after, ...answer } = input;
  const documents = input.documentNumbers.map((number, at) => [`documentNumbers/${at}`, number]);
  refuseForbiddenText({ words: input.words, ...Object.fromEntries(documents) });
  const refusal = whyNotAnswer(actor, input.communeId, input.state);
  if (refusal !== null) {
    throw new AppError(refusal === 'reply.other_commune' ? 'question.other_commune' : refusal);
  }
  const isThis = (one: { kind: string; communeId: number | null; year: number }) =>
    one.kind === input.kind && one.communeId === input.communeId && one.year === input.year;
  const { asked } = await findQuestions(deps, deps.clock.today());
  if (!asked.some(isThis)) throw new AppError('question.not_found');
  await writeAsActor(deps.database, actor, async (sql) => {
    const latest = (await listAnswers(sql, [input.year])).find(isThis);
    if ((latest?.seq ?? 0) !== after) {
      throw new AppError('question.changed_meanwhile', {
        parameters: { by: latest?.writtenBy ?? '' },
      });
    }
    await insertAnswer(sql, {
      ...answer,
      seq: after + 1,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: input.state === 'filed' ? 'question.file' : 'question.draft',
      subjectKind: input.communeId === null ? 'city' : 'commune',
      subjectId: String(input.communeId ?? 'city'),
      detail: { kind: input.kind, year: input.year, seq: after + 1 },
    });
  });
}
