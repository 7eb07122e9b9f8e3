import type { PopulationsBody } from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { OF_SETTING } from '#server/setting-proposal.ts';

import { insertPopulations, listComparedCommunes } from './comparison-queries.ts';

/** The people of communes, by which new points are compared. */
export const POPULATIONS_PROPOSAL: KindOf<'populations'> = {
  ...OF_SETTING,
  subjectOf: (_sql, _deps, _asker, { act }) =>
    Promise.resolve({ name: `setting populations ${act.countedOn}` }),
  async carryOut(deps, asker, { act }, { consent }) {
    await enterPopulations(deps, asker, act, consent);
  },
};

/**
 * Enters how many people live in communes, as a source says; earlier figures stay.
 * @throws {AppError} `commune.not_found` with the rows whose codes are none
 */
export async function enterPopulations(
  deps: Deps,
  actor: Actor,
  body: PopulationsBody,
  consent?: Consent,
): Promise<{ communes: number }> {
  refuseForbiddenText({ source: body.source });
  return writeForTwo(deps.database, actor, consent, async (sql) => {
    const communes = await listComparedCommunes(sql, deps.clock.today());
    const idOf = new Map(communes.map(({ code, id }) => [code, id]));
    const unknown = body.items.flatMap(({ commune }, i) =>
      idOf.has(commune) ? [] : [{ pointer: `/items/${i}/commune`, code: 'commune.not_found' }],
    );
    if (unknown.length > 0) throw new AppError('commune.not_found', { errors: unknown });
    requireSecond(consent);
    const rows = body.items.map(({ commune, people }) => ({
      communeId: idOf.get(commune) ?? 0,
      people,
    }));
    await insertPopulations(sql, rows, {
      countedOn: body.countedOn,
      source: body.source,
      enteredBy: actor.accountId,
      enteredAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: 'analysis.enter_populations',
      subjectKind: 'setting',
      subjectId: null,
      detail: { countedOn: body.countedOn, communes: rows.length },
    });
    return { communes: rows.length };
  });
}
