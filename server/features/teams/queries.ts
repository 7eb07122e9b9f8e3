import type {
  ShiftTemplate,
  Team,
  TeamMember,
  TeamSkill,
  WriteTeam,
} from '#server/contract/team.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { shiftOf, shiftRow, type ShiftRow } from './shift-rules.ts';

/** Teams at work by name, each with members and usual days. */
export async function listTeams(sql: TransactionSql): Promise<Team[]> {
  const teams = await sql<{ id: number; name: string; skills: TeamSkill[]; version: number }[]>`
    select id, name, skills, version
    from team
    where retired_at is null
    order by fold_text(name), id`;
  const members = await sql<(TeamMember & { teamId: number })[]>`
    select team_member.team_id, team_member.account_id, app_user.name
    from team_member
    join app_user on app_user.id = team_member.account_id
    order by app_user.name, app_user.id`;
  const templates = await sql<(ShiftRow & { id: number; teamId: number; name: string })[]>`
    select
      id, team_id, name, vehicle, starts_at, ends_at, rest_from, rest_to, rest_minutes,
      st_x(start_place) as start_longitude, st_y(start_place) as start_latitude,
      st_x(end_place) as end_longitude, st_y(end_place) as end_latitude, most_stops
    from shift_template
    order by id`;
  return teams.map((team) => ({
    ...team,
    members: members
      .filter(({ teamId }) => teamId === team.id)
      .map(({ accountId, name }) => ({ accountId, name })),
    templates: templates
      .filter(({ teamId }) => teamId === team.id)
      .map((row): ShiftTemplate => ({
        id: row.id,
        teamId: row.teamId,
        name: row.name,
        shift: shiftOf(row),
      })),
  }));
}

/** Accounts that are inspectors on a day. */
export async function listInspectors(sql: TransactionSql, on: IsoDate): Promise<TeamMember[]> {
  return sql<TeamMember[]>`select account_id, name from inspectors_on(${on})`;
}

export async function insertTeam(
  sql: TransactionSql,
  team: Pick<WriteTeam, 'name' | 'skills'> & { createdAt: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into team (name, skills, created_at)
    values (${team.name}, ${team.skills}::text[], ${team.createdAt})
    returning id`;
  if (row === undefined) throw new Error('the new team has no number');
  return row.id;
}

/** False when somebody changed or retired it meanwhile. */
export async function updateTeam(
  sql: TransactionSql,
  team: Pick<WriteTeam, 'name' | 'skills' | 'version'> & { id: number },
): Promise<boolean> {
  const rows = await sql`
    update team set name = ${team.name}, skills = ${team.skills}::text[], version = version + 1
    where id = ${team.id} and version = ${team.version} and retired_at is null
    returning id`;
  return rows.length === 1;
}

export async function retireTeam(
  sql: TransactionSql,
  teamId: number,
  retiredAt: IsoInstant,
): Promise<void> {
  await sql`update team set retired_at = ${retiredAt} where id = ${teamId}`;
}

export async function isTeamAtWork(sql: TransactionSql, teamId: number): Promise<boolean> {
  const rows = await sql`select from team where id = ${teamId} and retired_at is null`;
  return rows.length === 1;
}

export async function replaceMembers(
  sql: TransactionSql,
  teamId: number,
  accountIds: readonly string[],
): Promise<void> {
  await sql`delete from team_member where team_id = ${teamId}`;
  await sql`
    insert into team_member (team_id, account_id)
    select ${teamId}, account_id
    from unnest(${[...new Set(accountIds)]}::text[]) account_id`;
}

export async function replaceTemplates(
  sql: TransactionSql,
  teamId: number,
  templates: WriteTeam['templates'],
): Promise<void> {
  await sql`delete from shift_template where team_id = ${teamId}`;
  for (const { name, shift } of templates) {
    const row = shiftRow(shift);
    await sql`
      insert into shift_template (
        team_id, name, vehicle, starts_at, ends_at, rest_from, rest_to, rest_minutes,
        start_place, end_place, most_stops
      ) values (
        ${teamId}, ${name}, ${row.vehicle}, ${row.startsAt}, ${row.endsAt},
        ${row.restFrom}, ${row.restTo}, ${row.restMinutes},
        st_setsrid(st_makepoint(${row.startLongitude}::float8, ${row.startLatitude}::float8), 4326),
        st_setsrid(st_makepoint(${row.endLongitude}::float8, ${row.endLatitude}::float8), 4326),
        ${row.mostStops}
      )`;
  }
}
