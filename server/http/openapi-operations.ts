import { isPart, type Part } from './openapi-schemas.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The subjects that the operations are grouped by, with what they are about. */
export const TAGS: Readonly<Record<string, string>> = {
  accounts: 'Accounts, roles and the communes that they belong to',
  analysis: 'Analyses of points, places and communes',
  attachments: 'Photos and papers of points and tips',
  audit: 'The log of acts and looks, and the proof that it is whole',
  boundaries: 'Files of commune boundaries',
  checks: 'Checks of closed places and their schedule',
  communes: 'Communes, their areas, and the kinds of places',
  exports: 'Notes of what was printed or taken out',
  geocoding: 'Addresses and places',
  'hand-overs': 'Hand-overs of closed points to their communes',
  imports: 'Files of points and of addresses',
  'inspection objects': 'Businesses with conditions, and their inspections',
  intake: 'The door for tips from hotlines and portals',
  'life-cycle': 'Acts that change the status of a point',
  live: 'Changes while they happen',
  me: 'The own account',
  open311: 'GeoReport v2 (Open311)',
  operations: 'Health, configuration and jobs',
  'osm-imports': 'Extracts of OpenStreetMap',
  overview: 'Figures at a glance',
  passkeys: 'Passkeys, and the sign-in by them',
  plans: 'Plans, indicators and their results',
  points: 'The register of points',
  replies: 'Replies of the communes',
  reports: 'Reports for a period',
  roads: 'The road network',
  routes: 'Teams, routes, and the work on them',
  search: 'Search in points, communes and addresses',
  'set-up': 'Restoring a backup into an unused installation',
  'sign-in': 'Sign-in and second factors',
  signals: 'Signs that activity has come back',
  'single sign-on': "Sign-in through the organisation's OpenID provider",
  'support services': 'Services for people who seek help',
  tiles: 'Tiles of the map',
  'tip-sources': 'Hotlines and portals, and their tokens',
  tips: 'Tips and their legal clocks',
  tokens: 'Access tokens for programs',
  views: 'Saved views of the map',
  webhooks: 'Systems outside that are told of events',
  'weekly sheets': 'Weekly sheets of the communes',
  worklist: 'Work that waits for the reader',
};

/** Gives each operation its id, and says of each part of its address that it is required. */
export function tidyOperations(paths: Readonly<Part>): Part {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [path, isPart(item) ? tidyPath(path, item) : item]),
  );
}

function tidyPath(path: string, item: Part): Part {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      if (!METHODS.includes(method) || !isPart(operation)) return [method, operation];
      const { parameters } = operation;
      const required = Array.isArray(parameters) && { parameters: parameters.map(requiredInPath) };
      return [method, { operationId: operationId(method, path), ...operation, ...required }];
    }),
  );
}

function requiredInPath(parameter: unknown): unknown {
  if (!isPart(parameter) || parameter['in'] !== 'path') return parameter;
  return { ...parameter, required: true };
}

/**
 * Names an operation by its method and address: `GET /api/points/{id}` is `getPointsById`, and
 * `POST /api/points/{id}/undo-merge` is `postPointsByIdUndoMerge`.
 */
export function operationId(method: string, path: string): string {
  const words = path
    .split('/')
    .slice(2)
    .map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part))
    .flatMap((part) => part.split(/[-._]/));
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}
