import type { Permission, Reach, Role } from '#server/contract/permission.ts';

/**
 * The rights of each role, written a second time by hand from the table of the design. Nothing here is computed, so
 * that a right which is added to or lost from the code by mistake shows. Each row names a permission and its roles.
 * Whoever reads points may watch a view of them, and so chooses an address for mail (`reminders:receive`).
 */
const TABLE = `
                          analyst  leader  officer  planner  inspector  coordinator  admin  auditor
points:read               x        x       x        x        x          x            .      .
points:propose            x        x       x        .        x          x            .      .
points:recognise          .        .       .        .        .          x            .      .
points:delist             .        .       .        .        .          x            .      .
points:eliminate          x        .       .        .        .          .            .      .
points:mark_recurring     x        .       .        .        .          .            .      .
points:merge              x        .       .        .        .          .            .      .
points:correct            x        .       .        .        .          x            .      .
points:import             x        .       .        .        .          x            .      .
points:export             x        x       x        .        .          x            .      .
points:annul              x        x       x        .        x          x            .      .
handovers:propose         x        .       .        .        .          x            .      .
handovers:answer          .        x       .        .        .          .            .      .
checks:record             x        x       x        .        x          .            .      .
attachments:add           x        x       x        .        x          x            .      .
proposals:decide          x        .       .        .        .          x            x      .
signals:decide            x        .       .        .        .          .            .      .
signals:appeal            .        x       .        .        .          .            .      .
signals:answer_appeal     x        .       .        .        .          x            .      .
tips:read                 x        x       x        .        .          x            .      .
tips:enter                x        x       x        .        .          .            .      .
tips:work                 x        x       x        .        .          .            .      .
papers:review             x        .       .        .        .          x            .      .
tip_sources:manage        .        .       .        .        .          .            x      .
worklist:read             x        x       x        .        .          x            .      .
replies:write             .        x       x        .        .          .            .      .
questions:answer          .        x       x        .        .          x            .      .
replies:file              .        x       .        .        .          .            .      .
weekly_sheets:read        x        x       x        .        .          x            .      .
weekly_sheets:prepare     .        x       x        .        .          .            .      .
weekly_sheets:sign        .        x       .        .        .          .            .      .
reminders:receive         x        x       x        x        x          x            .      .
analysis:read             x        x       x        .        .          x            .      .
analysis:places           x        .       .        .        .          x            .      .
overview:read             x        .       .        .        .          x            .      .
plans:read                x        x       x        .        .          x            .      .
plans:report              .        x       x        .        .          x            .      .
plans:manage              .        .       .        .        .          x            .      .
reports:read              x        x       x        .        .          x            .      .
reports:draft             .        x       x        .        .          x            .      .
reports:approve           .        x       .        .        .          x            .      .
services:manage           .        .       .        .        .          x            .      .
inspection_objects:read   .        x       x        x        x          x            .      .
inspection_objects:manage .        .       .        x        .          x            .      .
inspection_quotas:set     .        .       .        .        .          x            .      .
inspections:record        .        .       .        x        x          .            .      .
routes:read               x        x       x        x        x          x            .      .
routes:plan               .        .       .        x        .          .            .      .
routes:work               .        .       .        .        x          .            .      .
accounts:manage           .        .       .        .        .          .            x      .
boundaries:manage         .        .       .        .        .          .            x      .
gazetteers:manage         .        .       .        .        .          .            x      .
roads:manage              .        .       .        .        .          .            x      .
settings:manage           .        .       .        .        .          x            .      .
jobs:manage               .        .       .        .        .          .            x      .
audit:read                .        .       .        .        .          .            .      x
`;

/** The reach of each role, and its need of a second factor: roles that decide need one. */
export const ROLE_FACTS: Readonly<Record<Role, { reach: Reach; secondFactor: boolean }>> = {
  analyst: { reach: 'city', secondFactor: true },
  leader: { reach: 'communes', secondFactor: true },
  officer: { reach: 'communes', secondFactor: false },
  planner: { reach: 'city', secondFactor: false },
  inspector: { reach: 'routes', secondFactor: false },
  coordinator: { reach: 'city', secondFactor: true },
  admin: { reach: 'none', secondFactor: true },
  auditor: { reach: 'log', secondFactor: false },
};

const [HEADER = [], ...ROWS] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/u));

/** Roles and permissions of the table. */
export const TABLED_ROLES = HEADER;
export const TABLED_PERMISSIONS = ROWS.map(([permission = '']) => permission);

/**
 * Reads the table.
 * @throws {Error} where the table has no such role or permission: add a new one to it first.
 */
export function mayByTable(role: Role, permission: Permission): boolean {
  const column = HEADER.indexOf(role);
  const mark = ROWS.find(([name]) => name === permission)?.[column + 1];
  if (column < 0 || mark === undefined) throw new Error(`no mark for ${role} at ${permission}`);
  return mark === 'x';
}
