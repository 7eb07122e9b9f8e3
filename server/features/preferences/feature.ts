import { PreferenceChange, Preferences } from '#server/contract/preference.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { changeOwnPreferences, readOwnPreferences } from './commands.ts';

const tags = ['me'];
const responses = { 200: jsonResponse(Preferences, 'The choices as they are kept') };

const read = route('get', '/me/preferences', {
  tags,
  summary: 'Own choices for the look of tables and maps',
  right: 'signed-in',
  whileRestricted: true,
  responses,
});

const change = route('post', '/me/preferences', {
  tags,
  summary: 'Change own choices for the look of tables and maps; those not named stay',
  right: 'signed-in',
  whileRestricted: true,
  body: PreferenceChange,
  responses,
});

const preferenceRoutes = newRouter()
  .openapi(read, async (c) => c.json(await readOwnPreferences(c.var.deps, c.var.actor), 200))
  .openapi(change, async (c) =>
    c.json(await changeOwnPreferences(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );

export const preferences = {
  operations: [preferenceRoutes],
} as const satisfies Feature;
