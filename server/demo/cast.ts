import { hashPassword } from '#server/authentication/password.ts';
import { REACH, ROLES, type Actor, type Role } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { insertAssignments } from '#server/features/accounts/assignment-queries.ts';
import { insertAccount } from '#server/features/accounts/queries.ts';

/** Published in the README: these accounts exist only in the demonstration. */
export const DEMO_PASSWORD = 'diaban-demo';

const NAMES: Record<Role, string> = {
  analyst: 'Cán bộ phân tích (minh họa)',
  leader: 'Lãnh đạo UBND phường Hoàn Kiếm (minh họa)',
  officer: 'Cán bộ VH-XH phường Hoàn Kiếm (minh họa)',
  planner: 'Người lập kế hoạch kiểm tra (minh họa)',
  inspector: 'Thành viên Đội 178 (minh họa)',
  coordinator: 'Cơ quan thường trực (minh họa)',
  admin: 'Quản trị hệ thống (minh họa)',
  auditor: 'Kiểm toán nhật ký (minh họa)',
};
const SINCE = '2020-01-01';

type DemoCommune = { id: number; code: string; name: string };

/** Persons of the story: the eight sign-ins, and a leader and an officer for each other commune. */
export type Cast = {
  analyst: Actor;
  coordinator: Actor;
  /** Drafts what the coordinator approves. */
  deputy: Actor;
  planner: Actor;
  inspector: Actor;
  leaderOf(communeId: number): Actor;
  officerOf(communeId: number): Actor;
};

/** Makes the demonstration's accounts; only the eight of the README can sign in. */
export async function castStory(
  sql: TransactionSql,
  deps: Deps,
  communes: readonly DemoCommune[],
  leaderCommunes: readonly string[],
): Promise<Cast> {
  const own = communes.filter((commune) => leaderCommunes.includes(commune.code));
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const locked = await hashPassword(deps.newId());
  const signIns = new Map<Role, Actor>();
  for (const role of ROLES) {
    const reach = role === 'leader' || role === 'officer' ? own : [];
    const account = { username: role as string, name: NAMES[role], passwordHash };
    signIns.set(role, await enter(sql, deps, account, role, reach));
  }
  const others = new Map<string, Actor>();
  for (const commune of communes) {
    for (const role of ['leader', 'officer'] as const) {
      if (own.includes(commune)) {
        others.set(`${role} ${commune.id}`, actorOf(signIns, role));
        continue;
      }
      const title = role === 'leader' ? 'Lãnh đạo UBND' : 'Cán bộ VH-XH';
      const account = {
        username: `${role}.${commune.code}`,
        name: `${title} ${commune.name} (minh họa)`,
        passwordHash: locked,
      };
      others.set(`${role} ${commune.id}`, await enter(sql, deps, account, role, [commune]));
    }
  }
  const deputy = {
    username: 'coordinator.deputy',
    name: 'Chuyên viên cơ quan thường trực (minh họa)',
    passwordHash: locked,
  };
  return {
    deputy: await enter(sql, deps, deputy, 'coordinator', []),
    analyst: actorOf(signIns, 'analyst'),
    coordinator: actorOf(signIns, 'coordinator'),
    planner: actorOf(signIns, 'planner'),
    inspector: actorOf(signIns, 'inspector'),
    leaderOf: (communeId) => actorOf(others, `leader ${communeId}`),
    officerOf: (communeId) => actorOf(others, `officer ${communeId}`),
  };
}

async function enter(
  sql: TransactionSql,
  deps: Deps,
  account: { username: string; name: string; passwordHash: string },
  role: Role,
  communes: readonly DemoCommune[],
): Promise<Actor> {
  const accountId = deps.newId();
  const now = deps.clock.now();
  const credentialId = deps.newId();
  await insertAccount(sql, {
    ...account,
    id: accountId,
    credentialId,
    mustChangePassword: false,
    now,
  });
  const communeIds = communes.map((commune) => commune.id);
  const grant = { role, communeIds, validFrom: SINCE, validTo: null, grantedBy: null, now };
  await insertAssignments(sql, { ...grant, newId: () => deps.newId(), accountId });
  return { accountId, role, reach: REACH[role], communeIds };
}

function actorOf<Key>(cast: ReadonlyMap<Key, Actor>, key: Key): Actor {
  const actor = cast.get(key);
  if (actor === undefined) throw new Error(`nobody plays ${String(key)} in the story`);
  return actor;
}
