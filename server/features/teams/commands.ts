import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { TeamList, WriteTeam } from '#server/contract/team.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import {
  insertTeam,
  isTeamAtWork,
  listInspectors,
  listTeams,
  replaceMembers,
  replaceTemplates,
  retireTeam,
  updateTeam,
} from './queries.ts';

export async function readTeams(deps: Deps, actor: Actor): Promise<TeamList> {
  return asActor(deps.database, actor, (sql) => teamList(sql, deps));
}

/** A new team, with its members and usual days. */
export async function addTeam(deps: Deps, actor: Actor, team: WriteTeam): Promise<TeamList> {
  return write(deps, actor, team, 'team.add', (sql) =>
    insertTeam(sql, { ...team, createdAt: deps.clock.now() }),
  );
}

/** Changes a team as a whole. Days on routes that stand already are copies and stay as they are. */
export async function changeTeam(
  deps: Deps,
  actor: Actor,
  teamId: number,
  team: WriteTeam,
): Promise<TeamList> {
  return write(deps, actor, team, 'team.change', async (sql) => {
    if (!(await isTeamAtWork(sql, teamId))) throw new AppError('team.not_found');
    const changed = await updateTeam(sql, { ...team, id: teamId });
    if (!changed) throw new AppError('team.changed_meanwhile');
    return teamId;
  });
}

/** Takes a team out of what can be planned; its routes stay. */
export async function endTeam(deps: Deps, actor: Actor, teamId: number): Promise<TeamList> {
  return writeAsActor(deps.database, actor, async (sql) => {
    if (!(await isTeamAtWork(sql, teamId))) throw new AppError('team.not_found');
    await retireTeam(sql, teamId, deps.clock.now());
    const list = await teamList(sql, deps);
    await appendAudit(sql, deps.clock, {
      action: 'team.retire',
      subjectKind: 'team',
      subjectId: teamId,
    });
    return list;
  });
}

async function write(
  deps: Deps,
  actor: Actor,
  team: WriteTeam,
  action: string,
  store: (sql: TransactionSql) => Promise<number>,
): Promise<TeamList> {
  refuseForbiddenText({
    name: team.name,
    ...Object.fromEntries(team.templates.map(({ name }, at) => [`templates/${at}/name`, name])),
  });
  return writeAsActor(deps.database, actor, async (sql) => {
    const known = new Set(
      (await listInspectors(sql, deps.clock.today())).map(({ accountId }) => accountId),
    );
    if (team.memberIds.some((id) => !known.has(id))) throw new AppError('team.member_unknown');
    const id = await store(sql);
    await replaceMembers(sql, id, team.memberIds);
    await replaceTemplates(sql, id, team.templates);
    const list = await teamList(sql, deps);
    await appendAudit(sql, deps.clock, {
      action,
      subjectKind: 'team',
      subjectId: id,
      detail: { members: [...team.memberIds] },
    });
    return list;
  });
}

async function teamList(sql: TransactionSql, deps: Deps): Promise<TeamList> {
  return {
    items: await listTeams(sql),
    inspectors: await listInspectors(sql, deps.clock.today()),
  };
}
