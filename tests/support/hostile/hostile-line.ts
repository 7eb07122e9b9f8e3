import { INSTANCE_HEADER } from '#server/contract/instance.ts';
import type { Random } from '#server/generator/random.ts';

/** Asks the real server. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

const PAGE = '<!doctype html><title>Đăng nhập Wi-Fi</title><form>Bấm để vào mạng</form>';
const YESTERDAY = 'Mon, 23 Nov 2026 01:00:00 GMT';

const page = (status: number, more: Record<string, string> = {}) =>
  new Response(PAGE, {
    status,
    headers: { 'content-type': 'text/html', date: YESTERDAY, ...more },
  });
/** A receipt of somebody else: well formed, over another write, by an unknown key. */
const FOREIGN_RECEIPT = [
  { alg: 'EdDSA', kid: 'another', typ: 'diaban-receipt' },
  { key: 'another', operation: 'POST /api/tips', body: '00' },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/** Cuts an answer off in the middle of its body, with all its headers. */
async function halved(answer: Response): Promise<Response> {
  const text = await answer.text();
  const half = text.length === 0 ? '{' : text.slice(0, Math.ceil(text.length / 2));
  const headers = new Headers(answer.headers);
  return new Response(half, { status: answer.status === 204 ? 200 : answer.status, headers });
}

async function unheard(ask: Promise<Response>, error: Error): Promise<never> {
  await ask;
  throw error;
}
const silence = () => new TypeError('network');
const timeIsUp = () => new DOMException('The operation timed out.', 'TimeoutError');

/** Happenings on a line in the server's place; those that call `ask` let the request through. `mark` is the server's own. */
export const HOSTILE = {
  silence: async () => Promise.reject(silence()),
  'answer lost': (ask) => unheard(ask(), silence()),
  'stall before': async () => Promise.reject(timeIsUp()),
  'stall after': (ask) => unheard(ask(), timeIsUp()),
  'half a body': async (ask) => halved(await ask()),
  '204 of a portal': async () => new Response(null, { status: 204, headers: { date: YESTERDAY } }),
  '200 page of a portal': async () => page(200),
  '302 to a portal': async () => page(302, { location: 'http://portal.example/' }),
  '200 foreign JSON': async () => Response.json({ ok: true }, { headers: { date: YESTERDAY } }),
  '200 foreign JSON with a foreign receipt': async () =>
    Response.json({ ok: true }, { headers: { 'diaban-receipt': `${FOREIGN_RECEIPT}.AAAA` } }),
  '403 of a filter': async () => page(403),
  '413 of a filter': async () => page(413),
  '429 of a filter': async () => page(429, { 'retry-after': '1' }),
  '500 page': async () => page(500),
  '502 page': async () => page(502),
  '503 page': async () => page(503, { 'retry-after': '1' }),
  'another installation': async () =>
    Response.json(
      { ok: true },
      {
        headers: {
          [INSTANCE_HEADER]: 'another-installation',
          'diaban-receipt': `${FOREIGN_RECEIPT}.AAAA`,
        },
      },
    ),
  'a receipt taken off': async (ask) => {
    const answer = await ask();
    const headers = new Headers(answer.headers);
    headers.delete('diaban-receipt');
    return new Response(answer.body, { status: answer.status, headers });
  },
  'page of an earlier release': async (_, mark) => page(200, { [INSTANCE_HEADER]: mark }),
} as const satisfies Record<
  string,
  (ask: () => Promise<Response>, mark: string) => Promise<Response>
>;
export type Hostility = keyof typeof HOSTILE;
const NAMES = Object.keys(HOSTILE) as Hostility[];

/** A line to the server on which a share of the requests meets somebody else, drawn anew for each. */
export function hostileLine(ask: Ask, random: Random, met: (what: Hostility) => void) {
  let share = 0;
  let mark = '';
  async function pass(path: string, init: RequestInit): Promise<Response> {
    const answer = await ask(path, init);
    mark = answer.headers.get(INSTANCE_HEADER) ?? mark;
    return answer;
  }
  return {
    /** Share of the requests that meet somebody else, from 0 to 1. */
    set(next: number): void {
      share = next;
    },
    async send(path: string, init: RequestInit): Promise<Response> {
      if (random.next() >= share) return await pass(path, init);
      const name = NAMES[Math.floor(random.next() * NAMES.length)] ?? 'silence';
      met(name);
      return await HOSTILE[name](() => pass(path, init), mark);
    },
  };
}
