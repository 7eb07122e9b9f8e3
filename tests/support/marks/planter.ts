import { withSecond } from '#tests/support/points/proposal-acts.ts';
import { freshKey, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { createMarks } from '#tests/support/thief/marks.ts';

/** Stands in a text for the mark of its field. */
export const HERE = '¤';

type Values = Readonly<Record<string, unknown>>;
type Ids = Readonly<Record<string, string | number>>;
export type Planter = ReturnType<typeof createPlanter>;

/** Name of a field, as {@link fieldsForWords} has it: the parts of a saved search have no names. */
const fieldOf = (route: string, at: readonly string[]) =>
  `${route} ${at.join('.')}`.replace(/ search\.\w+$/, ' search.*');

async function sent(client: TestClient, route: string, body: unknown, given: Ids = {}) {
  const [method, address = ''] = route.split(' ');
  const path = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  if (method === 'GET') return client.get(path);
  if (body instanceof FormData) {
    return client.request(path, { method: 'POST', body, headers: freshKey() });
  }
  return client.post(path, body);
}

/** Reads a good answer. */
async function goodAnswer(response: Response, route: string): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${route}: ${response.status} ${text}`);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Acts that a second person confirms: kind of the proposal, name of what it is about, and where that is read again. */
const BY_TWO: Readonly<Record<string, readonly [kind: string, subject?: string, again?: string]>> =
  {
    'POST /api/points/{id}/delist': ['delist', 'pointId'],
    'POST /api/points/{id}/merge': ['merge', 'pointId'],
    'POST /api/points/{id}/undo-merge': ['undo_merge', 'pointId'],
    'POST /api/points/{id}/correct': ['correct', 'pointId'],
    'POST /api/events/{id}/annul': ['annul', 'eventId'],
    'POST /api/check-schedules': ['check_schedule'],
    'POST /api/tip-clocks/rules': ['tip_rule'],
    'POST /api/tip-clocks/days': ['day_off'],
    'POST /api/plans/{id}/issue': ['plan_issue', 'planId', '/api/plans'],
    'POST /api/plans/{id}/allotments': ['plan_allotment', 'planId', '/api/plans'],
    'POST /api/plans/{id}/amendments': ['plan_targets', 'planId', '/api/plans'],
    'POST /api/reports/periods': ['report_periods'],
    'POST /api/analysis/populations': ['populations'],
  };

/** Lets a second person confirm where one is not enough. */
async function byTwo(
  client: TestClient,
  alone: Response,
  { route, act, given }: { route: string; act: unknown; given: Ids },
): Promise<Response> {
  const [kind, subject, again] = BY_TWO[route] ?? [];
  if (kind === undefined) return alone;
  const about = subject === undefined ? {} : { [subject]: given['id'] };
  const after = again === undefined ? undefined : () => client.get(`${again}/${given['id']}`);
  return withSecond(client, alone, { kind, ...about, act }, after);
}

/** Writes the mark of each field in the place of {@link HERE}. */
function createFiller() {
  const marks = createMarks();
  const byField = new Map<string, string>();

  /** The mark of a field: one for all times that it is filled in. */
  function markOf(field: string): string {
    const mark = byField.get(field) ?? marks.plant(field);
    byField.set(field, mark);
    return mark;
  }

  function filled(route: string, value: unknown, at: readonly string[] = []): unknown {
    if (typeof value === 'string') {
      return value.replaceAll(HERE, () => markOf(fieldOf(route, at)));
    }
    if (Array.isArray(value)) return value.map((part) => filled(route, part, [...at, '[]']));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, filled(route, part, [...at, key])]),
    );
  }
  return { meanings: marks.meanings, planted: byField, markOf, filled };
}

/** Fills in forms with a word of its own in each field that is asked for with {@link HERE}. */
export function createPlanter(test: TestApp) {
  const { filled, ...words } = createFiller();
  const ids = new Map<string, Set<string>>();

  /** Notes the id of what was made, for whoever reads it again. */
  function note(route: string, text: string): void {
    const id = /^\{"(?:\w+":\{")?id":"?([\w-]+)/.exec(text)?.[1];
    const [, path = ''] = route.split(' ');
    const known = ids.get(path) ?? new Set();
    if (id !== undefined) ids.set(path, known.add(id));
  }

  async function answerOf(response: Response, route: string): Promise<unknown> {
    const text = await goodAnswer(response, route);
    note(route, text);
    return parsed(text);
  }

  return {
    ...words,
    test,
    ids,
    /** Fills in a form and sends it; gives the answer, which must be a good one. */
    async does<Answer>(
      client: TestClient,
      route: string,
      body: Values,
      given: Ids = {},
    ): Promise<Answer> {
      const act = filled(route, body);
      const alone = await sent(client, route, act, given);
      return (await answerOf(await byTwo(client, alone, { route, act, given }), route)) as Answer;
    },
    /** The same with a form that holds a file. */
    async sends<Answer>(
      client: TestClient,
      route: string,
      file: File,
      fields: Readonly<Record<string, string>> = {},
    ): Promise<Answer> {
      const form = new FormData();
      form.append('file', file);
      for (const [name, value] of Object.entries(fields)) {
        form.append(name, String(filled(route, value, [name])));
      }
      const response = await sent(client, route, form);
      return (await answerOf(response, route)) as Answer;
    },
    /** Sends something that is refused, as a wrong password. */
    async tries(client: TestClient, route: string, body: Values, given: Ids = {}): Promise<number> {
      const response = await sent(client, route, filled(route, body), given);
      await response.body?.cancel();
      if (response.ok) throw new Error(`${route} took it`);
      return response.status;
    },
    /** A text with the marks of columns of a table that is read in. */
    text: (route: string, value: string, column: string) => String(filled(route, value, [column])),
  };
}
