import type { Actor } from '#server/contract/permission.ts';
import {
  PREVENTION_CONTENTS,
  type PreventionModel,
  type RecordContent,
} from '#server/contract/prevention-model.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { insertContent, listModel } from './model-queries.ts';
import { listCommuneRows } from './result-queries.ts';
import { mayEnterFor } from './rules.ts';

/** Reads the state of the seven contents by commune, within reach. */
export async function readModel(deps: Deps, actor: Actor): Promise<PreventionModel> {
  return asActor(deps.database, actor, (sql) => modelOf(sql, deps, actor));
}

/** Says that a content runs in a commune, or runs no longer, from a day on and by a paper. */
export async function recordContent(
  deps: Deps,
  actor: Actor,
  input: RecordContent,
): Promise<PreventionModel> {
  refuseForbiddenText({ documentNumber: input.documentNumber });
  const { businesses, effectiveOn } = input;
  if (businesses !== null && input.content !== 3 && input.content !== 4) {
    const code = 'plan.counts_businesses_only';
    throw new AppError(code, { errors: [{ pointer: '/businesses', code }] });
  }
  const today = deps.clock.today();
  if (effectiveOn > today) throw new AppError('lifecycle.future_date');
  return writeAsActor(deps.database, actor, async (sql) => {
    const communes = await listCommuneRows(sql, today);
    const commune = communes.find(({ code }) => code === input.commune);
    if (commune === undefined) throw new AppError('commune.not_found');
    if (!mayEnterFor(actor, commune.id)) throw new AppError('plan.other_commune');
    await insertContent(sql, {
      ...input,
      communeId: commune.id,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    const model = await modelOf(sql, deps, actor);
    await appendAudit(sql, deps.clock, {
      action: 'plan.model',
      subjectKind: 'commune',
      subjectId: commune.code,
      detail: { content: input.content, runs: input.runs, effectiveOn },
    });
    return model;
  });
}

async function modelOf(sql: TransactionSql, deps: Deps, actor: Actor): Promise<PreventionModel> {
  const asOf = deps.clock.today();
  const rows = await listModel(sql, asOf, actor.reach === 'city' ? null : actor.communeIds);
  const runs = (contents: (typeof rows)[number]['contents'], content?: number) =>
    contents.some((one) => one.runs && one.content === (content ?? one.content));
  return {
    asOf,
    communes: rows
      .map(({ code, name, type, contents }) => ({ commune: { code, name, type }, contents }))
      .toSorted((a, b) => b.contents.length - a.contents.length),
    running: rows.filter(({ contents }) => runs(contents)).length,
    byContent: PREVENTION_CONTENTS.map(
      (content) => rows.filter(({ contents }) => runs(contents, content)).length,
    ),
  };
}
