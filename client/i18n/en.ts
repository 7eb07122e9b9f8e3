import { accounts } from './en/accounts.ts';
import { audit } from './en/audit.ts';
import { boundaries } from './en/boundaries.ts';
import { common } from './en/common.ts';
import { imports } from './en/imports.ts';
import { map } from './en/map.ts';
import { pointActs } from './en/point-acts.ts';
import { pointDraw } from './en/point-draw.ts';
import { pointDrawer } from './en/point-drawer.ts';
import { points } from './en/points.ts';
import { pointsList } from './en/points-list.ts';
import { problems } from './en/problems.ts';
import { register } from './en/register.ts';
import { search } from './en/search.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import type { vi } from './vi.ts';

export const en: typeof vi = {
  accounts,
  audit,
  boundaries,
  common,
  imports,
  map,
  pointActs,
  pointDraw,
  pointDrawer,
  points,
  pointsList,
  problems,
  register,
  search,
  session,
  settings,
};
