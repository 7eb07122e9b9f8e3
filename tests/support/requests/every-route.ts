import { randomUUID } from 'node:crypto';

import type { Permission } from '#server/contract/permission.ts';

import { listOperations, type Operation } from './openapi-fuzz.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

/** `nobody`: no session is asked for; `source`: the token of a hotline or portal; `sign-in`: it is read by the route itself; `anyone`: signed in. */
export type Right = Permission | 'anyone' | 'sign-in' | 'source' | 'nobody';

/** Rights of all routes, said once more and by hand: the code must agree, and so must a new route. */
export const RIGHTS: Readonly<Record<string, Right>> = {
  'POST /api/auth/sign-in/username': 'nobody',
  'POST /api/auth/sign-out': 'nobody',
  'POST /api/auth/two-factor/verify-totp': 'sign-in',
  'POST /api/auth/two-factor/verify-backup-code': 'sign-in',
  'POST /api/auth/two-factor/enable': 'sign-in',
  'POST /api/auth/two-factor/disable': 'sign-in',
  'POST /api/auth/link/read': 'nobody',
  'POST /api/auth/link/use': 'nobody',
  'GET /api/health/live': 'nobody',
  'GET /api/health/ready': 'nobody',
  'GET /api/configuration': 'nobody',
  'GET /api/me': 'anyone',
  'GET /api/me/changes': 'points:read',
  'GET /api/me/seal-key': 'anyone',
  'GET /api/me/sessions': 'anyone',
  'POST /api/me/sessions/{id}/revoke': 'anyone',
  'POST /api/me/password': 'anyone',
  'POST /api/me/link/withdraw': 'anyone',
  'GET /api/tokens': 'anyone',
  'POST /api/tokens': 'anyone',
  'DELETE /api/tokens/{id}': 'anyone',
  'GET /api/accounts': 'accounts:manage',
  'POST /api/accounts': 'accounts:manage',
  'POST /api/accounts/{id}/assignments': 'accounts:manage',
  'POST /api/accounts/{id}/disable': 'accounts:manage',
  'POST /api/accounts/{id}/enable': 'accounts:manage',
  'POST /api/accounts/{id}/link': 'accounts:manage',
  'POST /api/accounts/{id}/link/confirm': 'accounts:manage',
  'POST /api/accounts/{id}/link/withdraw': 'accounts:manage',
  'GET /api/accounts/{id}/sessions': 'accounts:manage',
  'POST /api/accounts/{id}/sessions/{sessionId}/revoke': 'accounts:manage',
  'POST /api/accounts/{id}/sessions/{sessionId}/wipe': 'accounts:manage',
  'GET /api/audit': 'audit:read',
  'POST /api/audit/verify': 'audit:read',
  'GET /api/points': 'points:read',
  'GET /api/points.csv': 'points:read',
  'GET /api/points.geojson': 'points:read',
  'GET /api/points.gpkg': 'points:read',
  'GET /api/points.kml': 'points:read',
  'GET /api/points.xlsx': 'points:read',
  'GET /api/point-groups': 'points:read',
  'GET /api/judged-acts': 'points:read',
  'GET /api/points/{id}': 'points:read',
  'GET /api/points/{id}/attribution': 'points:read',
  'GET /api/search': 'points:read',
  'GET /api/geocoding': 'points:read',
  'POST /api/geocoding/batch': 'points:import',
  'GET /api/osm-imports': 'boundaries:manage',
  'POST /api/osm-imports': 'boundaries:manage',
  'POST /api/osm-imports/preview': 'boundaries:manage',
  'POST /api/osm-imports/undo': 'boundaries:manage',
  'GET /api/roads': 'roads:manage',
  'POST /api/roads': 'roads:manage',
  'POST /api/roads/preview': 'roads:manage',
  'POST /api/roads/undo': 'roads:manage',
  'GET /api/gazetteers': 'gazetteers:manage',
  'POST /api/gazetteers': 'gazetteers:manage',
  'POST /api/gazetteers/preview': 'gazetteers:manage',
  'POST /api/gazetteers/{id}/withdraw': 'gazetteers:manage',
  'POST /api/gazetteers/{id}/restore': 'gazetteers:manage',
  'GET /api/signals': 'points:read',
  'GET /api/signals/sensitivity': 'points:read',
  'GET /api/signals/{id}': 'points:read',
  'POST /api/signals/{id}/new-point': 'signals:decide',
  'POST /api/signals/{id}/undo': 'signals:decide',
  'POST /api/signals/{id}/appeal': 'signals:appeal',
  'POST /api/signals/{id}/appeal/answer': 'signals:answer_appeal',
  'GET /api/signal-parameters': 'anyone',
  'POST /api/signal-rematches': 'settings:manage',
  'GET /api/signal-rematches/{id}': 'settings:manage',
  'POST /api/signal-rematches/{id}/cancel': 'settings:manage',
  'POST /api/signal-rematches/{id}/apply': 'settings:manage',
  'GET /api/stream': 'points:read',
  'GET /api/timeline': 'points:read',
  'GET /api/tiles/points.json': 'points:read',
  'GET /api/tiles/points/{z}/{x}/{y}': 'points:read',
  'GET /api/tiles/ground.json': 'anyone',
  'GET /api/tiles/ground/{z}/{x}/{y}': 'anyone',
  'GET /api/tips': 'tips:read',
  'GET /api/tips/counts': 'tips:read',
  'GET /api/tips/statistics': 'tips:read',
  'GET /api/tips/{id}': 'tips:read',
  'POST /api/tips': 'tips:work',
  'POST /api/tips/{id}/transfer': 'tips:work',
  'POST /api/tips/{id}/accept': 'tips:work',
  'POST /api/tips/{id}/verify': 'tips:work',
  'POST /api/tips/{id}/classify': 'tips:work',
  'POST /api/tips/{id}/extend': 'tips:work',
  'POST /api/tips/{id}/suspend': 'tips:work',
  'POST /api/tips/{id}/resume': 'tips:work',
  'POST /api/tips/{id}/handle': 'tips:work',
  'POST /api/tips/{id}/forward': 'tips:work',
  'GET /api/analysis/comparison': 'analysis:read',
  'GET /api/analysis/comparison/{commune}/cases': 'analysis:read',
  'GET /api/analysis/survival': 'analysis:read',
  'GET /api/analysis/places': 'analysis:places',
  'GET /api/analysis/feedback-audit': 'analysis:places',
  'POST /api/analysis/populations': 'settings:manage',
  'GET /api/open311/v2/{file}': 'tips:read',
  'GET /api/open311/v2/requests/{file}': 'tips:read',
  'POST /api/tip-imports': 'tips:work',
  'POST /api/tip-imports/preview': 'tips:work',
  'GET /api/tip-sources': 'tip_sources:manage',
  'POST /api/tip-sources': 'tip_sources:manage',
  'POST /api/tip-sources/{id}/tokens': 'tip_sources:manage',
  'POST /api/tip-sources/{id}/tokens/{tokenId}/revoke': 'tip_sources:manage',
  'POST /api/intake/tips': 'source',
  'GET /api/tip-clocks': 'anyone',
  'POST /api/tip-clocks/rules': 'settings:manage',
  'POST /api/tip-clocks/days': 'settings:manage',
  'POST /api/exports': 'points:read',
  'GET /api/communes': 'anyone',
  'GET /api/communes.geojson': 'anyone',
  'GET /api/categories': 'anyone',
  'POST /api/communes/former-names': 'boundaries:manage',
  'GET /api/boundaries': 'boundaries:manage',
  'POST /api/boundaries': 'boundaries:manage',
  'POST /api/boundaries/preview': 'boundaries:manage',
  'POST /api/boundaries/undo': 'boundaries:manage',
  'POST /api/points': 'points:propose',
  'POST /api/points/{id}/recognise': 'points:recognise',
  'POST /api/points/{id}/decline': 'points:recognise',
  'POST /api/points/{id}/eliminate': 'points:eliminate',
  'POST /api/points/{id}/mark-recurring': 'points:mark_recurring',
  'POST /api/points/{id}/delist': 'points:delist',
  'POST /api/points/{id}/correct': 'points:correct',
  'POST /api/points/{id}/merge': 'points:merge',
  'POST /api/points/{id}/undo-merge': 'points:merge',
  'POST /api/points/{id}/handovers': 'handovers:propose',
  'POST /api/handovers/{id}/confirm': 'handovers:answer',
  'POST /api/handovers/{id}/refuse': 'handovers:answer',
  'POST /api/handovers/{id}/respond': 'handovers:propose',
  'POST /api/handovers/{id}/withdraw': 'handovers:propose',
  'POST /api/points/{id}/checks': 'checks:record',
  'POST /api/points/{id}/replies': 'replies:write',
  'GET /api/worklist': 'worklist:read',
  'GET /api/density': 'points:read',
  'GET /api/views': 'points:read',
  'GET /api/views/{id}/entered': 'points:read',
  'POST /api/views': 'points:read',
  'POST /api/views/{id}/change': 'points:read',
  'POST /api/views/{id}/delete': 'points:read',
  'POST /api/views/{id}/watch': 'points:read',
  'GET /api/me/preferences': 'anyone',
  'POST /api/me/preferences': 'anyone',
  'GET /api/me/reminders': 'reminders:receive',
  'POST /api/me/reminders': 'reminders:receive',
  'GET /api/jobs': 'jobs:manage',
  'POST /api/jobs/{id}/retry': 'jobs:manage',
  'GET /api/weekly-sheets': 'weekly_sheets:read',
  'GET /api/weekly-sheets/signatures': 'weekly_sheets:read',
  'POST /api/weekly-sheets/prepare': 'weekly_sheets:prepare',
  'POST /api/weekly-sheets/sign': 'weekly_sheets:sign',
  'GET /api/reports': 'reports:read',
  'GET /api/reports/period': 'reports:read',
  'POST /api/reports/drafts': 'reports:draft',
  'POST /api/reports/{id}/send': 'reports:draft',
  'POST /api/reports/{id}/approve': 'reports:approve',
  'POST /api/reports/{id}/return': 'reports:approve',
  'POST /api/reports/{id}/documents': 'reports:read',
  'POST /api/reports/periods': 'settings:manage',
  'GET /api/overview': 'overview:read',
  'GET /api/plans': 'plans:read',
  'GET /api/plans/{id}': 'plans:read',
  'POST /api/plans/copies': 'plans:manage',
  'POST /api/plans/{id}/issue': 'plans:manage',
  'POST /api/plans/{id}/indicators': 'plans:manage',
  'POST /api/plans/{id}/amendments': 'plans:manage',
  'POST /api/plans/{id}/allotments': 'plans:manage',
  'POST /api/plans/{id}/results': 'plans:report',
  'GET /api/prevention-model': 'plans:read',
  'POST /api/prevention-model': 'plans:report',
  'GET /api/services': 'nobody',
  'POST /api/services/entries': 'services:manage',
  'POST /api/services/entries/{id}/change': 'services:manage',
  'POST /api/services/entries/{id}/withdraw': 'services:manage',
  'GET /api/inspection-objects': 'inspection_objects:read',
  'GET /api/inspection-objects/{id}': 'inspection_objects:read',
  'POST /api/inspection-objects': 'inspection_objects:manage',
  'POST /api/inspection-objects/{id}/change': 'inspection_objects:manage',
  'POST /api/inspection-objects/{id}/close': 'inspection_objects:manage',
  'POST /api/inspection-objects/{id}/reopen': 'inspection_objects:manage',
  'POST /api/inspection-objects/{id}/inspections': 'inspections:record',
  'POST /api/inspection-objects/{id}/inspections/{inspectionId}/withdraw': 'inspections:record',
  'GET /api/inspection-quotas': 'inspection_objects:read',
  'POST /api/inspection-quotas': 'inspection_quotas:set',
  'POST /api/inspection-object-imports': 'inspection_objects:manage',
  'POST /api/inspection-object-imports/preview': 'inspection_objects:manage',
  'GET /api/check-schedules': 'anyone',
  'POST /api/check-schedules': 'settings:manage',
  'POST /api/attachments': 'attachments:add',
  'GET /api/attachments/{id}': 'points:read',
  'POST /api/attachments/{id}/withdraw': 'attachments:add',
  'POST /api/signals/{id}/confirm': 'signals:decide',
  'POST /api/signals/{id}/reject': 'signals:decide',
  'GET /api/routes': 'routes:read',
  'POST /api/routes': 'routes:plan',
  'GET /api/routes/{id}': 'routes:read',
  'GET /api/routes/{id}/ways': 'routes:read',
  'GET /api/routes/{id}/outcome': 'routes:read',
  'GET /api/routes/candidates': 'routes:plan',
  'POST /api/routes/candidates/weights': 'routes:plan',
  'POST /api/routes/optimise': 'routes:plan',
  'POST /api/routes/{id}/edits': 'routes:plan',
  'POST /api/routes/{id}/publish': 'routes:plan',
  'POST /api/routes/{id}/presence': 'routes:plan',
  'GET /api/routes/mine': 'routes:work',
  'POST /api/routes/{id}/results': 'routes:work',
  'POST /api/routes/{id}/unplanned': 'routes:work',
  'POST /api/routes/{id}/finish': 'routes:work',
  'GET /api/teams': 'routes:plan',
  'POST /api/teams': 'routes:plan',
  'POST /api/teams/{id}': 'routes:plan',
  'POST /api/teams/{id}/retire': 'routes:plan',
  'POST /api/point-imports': 'points:import',
  'POST /api/point-imports/preview': 'points:import',
  'GET /api/point-imports/waiting': 'points:import',
  'POST /api/point-imports/{id}/accept': 'points:recognise',
};

export type Route = Operation & {
  name: string;
  writes: boolean;
  /** Body that it takes: JSON, a form, or none. */
  takes: 'json' | 'form' | 'nothing';
  /** Tells if an Idempotency-Key is required, optional or not accepted. */
  keyed: 'required' | 'optional' | 'none';
};

export async function listRoutes(test: TestApp): Promise<Route[]> {
  const document = await (await (await test.as('analyst')).get('/api/openapi.json')).json();
  return listOperations(document).map((operation) => ({
    ...operation,
    name: `${operation.method} ${operation.path}`,
    writes: operation.method !== 'GET',
    takes: takenBy(operation.body?.type),
    keyed: keyedBy(operation),
  }));
}

function keyedBy({ parameters }: Operation): Route['keyed'] {
  const key = parameters.find(({ name }) => name === 'Idempotency-Key');
  if (key === undefined) return 'none';
  return key.required === true ? 'required' : 'optional';
}

function takenBy(type: string | undefined): Route['takes'] {
  if (type === undefined) return 'nothing';
  return type === 'application/json' ? 'json' : 'form';
}

export type Sent = {
  /** Stands for every id in the address. */
  id?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  /** Null sends none; without it each request has its own. */
  key?: string | null;
};

/** Sends something to a route; what is not said is as it should be, with an empty body. */
export async function sendTo(client: TestClient, route: Route, sent: Sent = {}) {
  const address = route.path.replaceAll(/\{\w+\}/g, sent.id ?? '1');
  const key = sent.key === undefined ? randomUUID() : sent.key;
  const headers = new Headers({
    ...(route.takes === 'json' && { 'content-type': 'application/json' }),
    ...(route.takes === 'form' && { 'content-type': 'multipart/form-data; boundary=b' }),
    ...(key !== null && { 'idempotency-key': key }),
    ...sent.headers,
  });
  const empty = route.takes === 'json' ? '[]' : '--b--\r\n';
  const response = await client.request(`${address}${sent.query ?? ''}`, {
    method: route.method,
    headers,
    ...(route.writes && { body: sent.body ?? empty }),
  });
  return response;
}

/** The status and the code of a refusal, and nothing of a body that may never end. */
export async function outcomeOf(response: Response): Promise<string> {
  if (response.status < 400) {
    await response.body?.cancel();
    return String(response.status);
  }
  const { code } = (await response.json()) as { code: string };
  return `${response.status} ${code}`;
}
