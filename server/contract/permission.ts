export const ROLES = [
  'analyst',
  'leader',
  'officer',
  'planner',
  'inspector',
  'coordinator',
  'admin',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Reach of a role: everything of the city, its own communes, its own routes, nothing, or the log. A hotline or
 * portal that hands in tips (`source`) is no role and sees nothing.
 */
export type Reach = 'city' | 'communes' | 'routes' | 'none' | 'log' | 'source';

export const REACH: Record<Role, Reach> = {
  analyst: 'city',
  leader: 'communes',
  officer: 'communes',
  planner: 'city',
  inspector: 'routes',
  coordinator: 'city',
  admin: 'none',
  auditor: 'log',
};

/** Rights of whoever leads the work: from the overview to the reports of each level, and the support services. */
const LEADING = [
  'overview:read',
  'plans:read',
  'plans:report',
  'plans:manage',
  'reports:read',
  'reports:draft',
  'reports:approve',
  'services:manage',
] as const;

export const PERMISSIONS = [
  'points:read',
  'points:propose',
  'points:recognise',
  'points:delist',
  'points:eliminate',
  'points:mark_recurring',
  'points:merge',
  'points:correct',
  'points:import',
  'points:export',
  'points:annul',
  'handovers:propose',
  'handovers:answer',
  'checks:record',
  'attachments:add',
  'proposals:decide',
  'signals:decide',
  'signals:appeal',
  'signals:answer_appeal',
  'tips:read',
  'tips:enter',
  'tips:work',
  'papers:review',
  'tip_sources:manage',
  'worklist:read',
  'replies:write',
  'questions:answer',
  'replies:file',
  'weekly_sheets:read',
  'weekly_sheets:prepare',
  'weekly_sheets:sign',
  'reminders:receive',
  'analysis:read',
  'analysis:places',
  ...LEADING,
  'inspection_objects:read',
  'inspection_objects:manage',
  'inspection_quotas:set',
  'inspections:record',
  'routes:read',
  'routes:plan',
  'routes:work',
  'accounts:manage',
  'boundaries:manage',
  'gazetteers:manage',
  'roads:manage',
  'settings:manage',
  'jobs:manage',
  'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The one table of who may do what (DESIGN: roles); row-level security enforces the reach. */
const GRANTED: Record<Role, readonly Permission[]> = {
  analyst: [
    'points:read',
    'points:propose',
    'points:annul',
    'points:eliminate',
    'points:mark_recurring',
    'points:merge',
    'points:correct',
    'points:import',
    'points:export',
    'handovers:propose',
    'checks:record',
    'attachments:add',
    'proposals:decide',
    'signals:decide',
    'signals:answer_appeal',
    'worklist:read',
    'weekly_sheets:read',
    'overview:read',
    'plans:read',
    'reports:read',
    'tips:read',
    'tips:enter',
    'tips:work',
    'papers:review',
    // Whoever reads points may watch a view of them and be told by mail.
    'reminders:receive',
    'analysis:read',
    'analysis:places',
    'routes:read',
  ],
  leader: [
    'points:read',
    'points:export',
    'points:propose',
    'points:annul',
    'handovers:answer',
    'signals:appeal',
    'checks:record',
    'attachments:add',
    'worklist:read',
    'replies:write',
    'replies:file',
    'questions:answer',
    'weekly_sheets:read',
    'weekly_sheets:prepare',
    'weekly_sheets:sign',
    'plans:read',
    'plans:report',
    'reports:read',
    'reports:draft',
    'reports:approve',
    'reminders:receive',
    'tips:read',
    'tips:enter',
    'tips:work',
    'analysis:read',
    'inspection_objects:read',
    'routes:read',
  ],
  officer: [
    'points:read',
    'points:export',
    'points:propose',
    'points:annul',
    'checks:record',
    'attachments:add',
    'worklist:read',
    'replies:write',
    'questions:answer',
    'weekly_sheets:read',
    'weekly_sheets:prepare',
    'plans:read',
    'plans:report',
    'reports:read',
    'reports:draft',
    'reminders:receive',
    'tips:read',
    'tips:enter',
    'tips:work',
    'analysis:read',
    'inspection_objects:read',
    'routes:read',
  ],
  planner: [
    'points:read',
    'reminders:receive',
    'inspection_objects:read',
    'inspection_objects:manage',
    'inspections:record',
    'routes:read',
    'routes:plan',
  ],
  inspector: [
    'points:read',
    'reminders:receive',
    'points:propose',
    'points:annul',
    'checks:record',
    'attachments:add',
    'inspection_objects:read',
    'inspections:record',
    'routes:read',
    'routes:work',
  ],
  coordinator: [
    'points:read',
    'points:propose',
    'points:annul',
    'points:recognise',
    'points:delist',
    'points:correct',
    'points:import',
    'points:export',
    'handovers:propose',
    'attachments:add',
    'proposals:decide',
    // An objection is answered by somebody else than who decided: where there is one analyst, by the agency.
    'signals:answer_appeal',
    'worklist:read',
    'questions:answer',
    'settings:manage',
    'weekly_sheets:read',
    ...LEADING,
    'reminders:receive',
    // An objection to a signal is answered from the tip behind it, and the overview counts tips past their time.
    'tips:read',
    'papers:review',
    'analysis:read',
    'analysis:places',
    'inspection_objects:read',
    'inspection_objects:manage',
    'inspection_quotas:set',
    'routes:read',
  ],
  admin: [
    'accounts:manage',
    'proposals:decide',
    'boundaries:manage',
    'gazetteers:manage',
    'roads:manage',
    'tip_sources:manage',
    'jobs:manage',
  ],
  auditor: ['audit:read'],
};

export function can(role: Role, permission: Permission): boolean {
  return GRANTED[role].includes(permission);
}

/**
 * Rights whose writes decide: about the place, the commune's answer, a signal, a report or sheet, an account, a setting.
 * A program never holds one, nor any other right of a write but entering tips, see `token.ts`.
 */
const DECIDING: readonly Permission[] = [
  'points:recognise',
  'points:delist',
  'points:eliminate',
  'points:mark_recurring',
  'points:merge',
  'points:annul',
  'handovers:answer',
  'proposals:decide',
  'signals:decide',
  'signals:answer_appeal',
  'papers:review',
  'weekly_sheets:sign',
  'reports:approve',
  'accounts:manage',
  'settings:manage',
];

export function isDeciding(right: Permission): boolean {
  return DECIDING.includes(right);
}

/** The roles that decide, and therefore sign in with a second factor. */
export function decides(role: Role): boolean {
  return ['analyst', 'leader', 'coordinator', 'admin'].includes(role);
}

/** Limits of a request that came with a token, beside the rights of the account. */
export type TokenScope = {
  tokenId: number;
  rights: readonly Permission[];
  /** Collections of the OGC interface; null: all of them, and every other address that the rights open. */
  collections: readonly string[] | null;
};

/** The acting person, as the rules need to know them. Communes are those of today's assignments. */
export type Actor = {
  accountId: string;
  role: Role;
  reach: Reach;
  communeIds: readonly number[];
  /** Present where a program asks with a token of the account. */
  token?: TokenScope;
};
