import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { CANDIDATE_TERMS } from '#server/contract/candidate.ts';
import type { CopiedRoute } from '#server/contract/route-copy.ts';
import type { SentMessage } from '#server/contract/route-message.ts';
import type { TeamList } from '#server/contract/team.ts';
import { addRecurrence, recurrenceBody } from '#tests/support/routes/recurrence-acts.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  okJson,
  orderIn,
  publish,
  record,
  resultAt,
} from '#tests/support/routes/route-acts.ts';
import { near, prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import type { TestClient } from '#tests/support/test-app.ts';

let ground: PreparedRoutes;
beforeAll(async () => {
  ground = await prepareRoutes(200);
});
afterAll(() => ground.test.close());

type Line = { action: string; subject: string; by: string; detail: unknown };

/** Reads the lines of the log about acts that are done here, in their order. */
async function linesOf(acts: () => Promise<unknown>): Promise<Line[]> {
  const { sql } = ground.test.database;
  const [last] = await sql<{ seq: number }[]>`select max(seq)::int as seq from audit_entry`;
  await acts();
  return sql<Line[]>`
    select
      entry.action, concat(entry.subject_kind, ' ', entry.subject_id) as subject,
      account.username as by, entry.detail
    from audit_entry entry
    join app_user account on account.id = entry.account_id
    where entry.seq > ${last?.seq ?? 0}
    order by entry.seq`;
}
const line = (action: string, subject: string, by: string, detail: unknown = {}): Line => ({
  action,
  subject,
  by,
  detail,
});
const idOf = (client: TestClient) => client.account?.accountId ?? '';

it('the way of a route to its teams is logged act by act, with who did it and to what', async () => {
  const { planner, teams } = ground;
  const weights = Object.fromEntries(CANDIDATE_TERMS.map((term, at) => [term, at]));
  let id = 0;
  let copyId = 0;
  let shiftId = 0;
  const lines = await linesOf(async () => {
    await okJson(planner.post('/api/routes/candidates/weights', weights));
    const draft = await draftRoute(planner, teams, { onDate: '2026-11-24', unannounced: true });
    id = draft.id;
    shiftId = draft.shifts[0]?.id ?? 0;
    const filled = await edited(planner, draft, near(4));
    const ready = await arrange(planner, filled, [orderIn(filled, null)]);
    await publish(planner, ready, { acceptedProblems: 9 });
    const copy = { onDate: '2026-11-30', title: 'Bản sao' };
    const copied = await okJson<CopiedRoute>(planner.post(`/api/routes/${id}/copy`, copy));
    copyId = copied.route.id;
    await okJson(planner.get(`/api/routes/${id}/outcome`));
    await planner.get(`/api/routes/${id}.gpx?shift=${shiftId}`);
  });
  const route = `route ${id}`;
  expect(lines).toEqual([
    line('candidates.weigh', `account ${idOf(planner)}`, 'planner', weights),
    line('route.create', route, 'planner', {
      onDate: '2026-11-24',
      kind: 'regular',
      teams: teams.map((team) => team.id),
    }),
    line('route.edit', route, 'planner', { version: 2, kinds: ['add'] }),
    line('route.edit', route, 'planner', { version: 3, kinds: ['arrange'] }),
    line('route.publish', route, 'planner', {
      version: 4,
      unannounced: true,
      randomWanted: 1,
      randomDrawn: 1,
      acceptedProblems: 0,
    }),
    line('route.read', route, 'planner', { unannounced: true }),
    line('route.copy', `route ${copyId}`, 'planner', {
      from: id,
      onDate: '2026-11-30',
      leftOut: 0,
      drawnAnew: 1,
    }),
    line('route.read_outcome', route, 'planner'),
    line('export.route_gpx', route, 'planner', { shiftId, unannounced: true }),
  ]);
});

it('what a team does in the street is logged under the name of its member', async () => {
  const { planner, inspector } = ground;
  const route = await ground.published(4);
  const [shift] = route.shifts;
  const shiftId = shift?.id ?? 0;
  const [first = 0] = orderIn(route, shiftId);
  const given = { messageId: 0 };
  const lines = await linesOf(async () => {
    const body = 'Đường Láng ngập.';
    const path = `/api/routes/${route.id}`;
    const sent = await okJson<SentMessage>(planner.post(`${path}/messages`, { shiftId, body }));
    given.messageId = sent.id;
    await okJson(inspector.post(`${path}/messages/read`, given));
    await okJson(record(inspector, route, resultAt(first, { inspection: 'reminder' })));
    const added = { key: randomUUID(), shiftId, name: 'Quán ven hồ', place: [105.85, 21.03] };
    await okJson(inspector.post(`${path}/unplanned`, added));
  });
  const subject = `route ${route.id}`;
  const routes = expect.arrayContaining([route.id]);
  const takenAlong = line('route.take_along', 'route ', 'inspector', { routes });
  const { messageId } = given;
  const own = lines.filter(({ action }) => action.startsWith('route.'));
  expect(own).toEqual([
    line('route.message', subject, 'planner', { shiftId, messageId }),
    line('route.read_message', subject, 'inspector', { messageId }),
    takenAlong,
    line('route.result', `stop ${first}`, 'inspector', {
      routeId: route.id,
      result: 'no_sign',
      inspection: 'reminder',
    }),
    takenAlong,
    line('route.unplanned_stop', subject, 'inspector', { shiftId }),
    takenAlong,
  ]);
});

it('teams and recurrences are logged when they begin, change and end', async () => {
  const { planner, inspector } = ground;
  const given = { team: 0, recurrence: 0 };
  const lines = await linesOf(async () => {
    const team = await addTeam(planner, 'Tổ Sổ', [inspector]);
    given.team = team.id;
    const { name, skills, templates } = team;
    const body = { name, skills, templates, memberIds: [], version: team.version };
    await okJson<TeamList>(planner.post(`/api/teams/${team.id}`, body));
    const made = await addRecurrence(planner, [team], { weekdays: [5, 3] });
    given.recurrence = made.id;
    const later = recurrenceBody([team], { toOn: '2026-12-31', version: made.version });
    await okJson(planner.post(`/api/route-recurrences/${made.id}`, later));
    await okJson(planner.post(`/api/route-recurrences/${made.id}/end`, {}));
    await okJson(planner.post(`/api/route-recurrences/${made.id}/end`, {}));
    await okJson(planner.post(`/api/teams/${team.id}/retire`, {}));
  });
  const [team, recurrence] = [`team ${given.team}`, `recurrence ${given.recurrence}`];
  const days = { weekdays: [3, 5], fromOn: '2026-11-25' };
  expect(lines).toEqual([
    line('team.add', team, 'planner', { members: [idOf(inspector)] }),
    line('team.change', team, 'planner', { members: [] }),
    line('recurrence.add', recurrence, 'planner', { ...days, toOn: null }),
    line('recurrence.change', recurrence, 'planner', { ...days, toOn: '2026-12-31' }),
    line('recurrence.end', recurrence, 'planner'),
    line('team.retire', team, 'planner'),
  ]);
});

it('a search for a better order is logged with what was asked', async () => {
  const { planner } = ground;
  const route = await ground.filled(2);
  const asked = { scope: { kind: 'fit_new' }, seed: 7, seconds: 0.2 };
  const lines = await linesOf(async () => {
    const answer = await planner.post('/api/routes/optimise', { routeId: route.id, ...asked });
    await answer.text();
  });
  const detail = { scope: 'fit_new', seed: 7, seconds: 0.2 };
  expect(lines).toEqual([line('route.optimise', `route ${route.id}`, 'planner', detail)]);
});
