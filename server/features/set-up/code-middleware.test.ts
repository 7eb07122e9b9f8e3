import { describe, expect, it } from 'vitest';

import { guard } from '#server/http/access.ts';
import { createSetUp, NO_CONTROL } from '#server/set-up.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { refuseWrongCode } from './code-middleware.ts';
import { whileRestoring } from './restoring-middleware.ts';

const CODE = 'a code of set-up';

/** An unused installation that asks for its code. */
function installation() {
  const setUp = createSetUp(CODE, NO_CONTROL);
  const app = smallApp({ setUp, config: { publicUrl: null } });
  app.get('/', (context) => {
    refuseWrongCode(context, context.req.query('code') ?? '');
    return context.body(null, 204);
  });
  return (code: string, from = '203.0.113.5') => {
    const incoming = { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } };
    return outcomeOf(app.request(`/?code=${encodeURIComponent(code)}`, {}, { incoming }));
  };
}

describe('the code of an unused installation', () => {
  it('may be wrong five times a minute from one address, and then not even be right', async () => {
    const tries = installation();
    for (let time = 0; time < 5; time += 1) expect(await tries('wrong')).toBe('set_up.wrong_code');
    expect(await tries('wrong')).toBe('request.too_many');
    expect(await tries(CODE)).toBe('request.too_many');
    expect(await tries(CODE, '203.0.113.6')).toBe(204);
  });

  it('may be right as often as somebody likes', async () => {
    const tries = installation();
    for (let time = 0; time < 6; time += 1) expect(await tries(CODE)).toBe(204);
  });

  it('is right however many strangers were wrong', async () => {
    const tries = installation();
    for (let at = 0; at < 240; at += 1) {
      const from = `203.0.113.${at % 120}`;
      expect(await tries('wrong', from)).toBe('set_up.wrong_code');
    }
    expect(await tries(CODE, '198.51.100.7')).toBe(204);
  });

  it('is waited for nowhere where it has been right', async () => {
    const tries = installation();
    expect(await tries(CODE)).toBe(204);
    for (let time = 0; time < 8; time += 1) expect(await tries('wrong')).toBe('set_up.wrong_code');
    expect(await tries(CODE)).toBe(204);
    // An address that has never shown it waits as before.
    for (let time = 0; time < 5; time += 1) await tries('wrong', '203.0.113.6');
    expect(await tries(CODE, '203.0.113.6')).toBe('request.too_many');
  });

  it('is counted for each installation by itself', async () => {
    const first = installation();
    for (let time = 0; time < 5; time += 1) expect(await first('wrong')).toBe('set_up.wrong_code');
    expect(await installation()(CODE)).toBe(204);
  });
});

describe('a request while a backup is restored', () => {
  const asked = async (path: string, phase: 'receiving' | 'loading' | null) => {
    const restore = phase === null ? null : { phase, done: 0, total: null, table: null };
    const setUp = {
      ...createSetUp(CODE, NO_CONTROL),
      restore: restore === null ? null : { ...restore, problem: null },
    };
    const app = smallApp({ setUp });
    app.use(whileRestoring);
    app.get('/points', guard({ right: 'public' }), (context) => context.body(null, 204));
    const open = { right: 'public', whileRestoring: true } as const;
    app.get('/set-up', guard(open), (context) => context.body(null, 204));
    return await app.request(path);
  };

  it('is refused for three seconds while tables are written, but for those that ask how far it is', async () => {
    const refused = await asked('/points', 'loading');
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(await outcomeOf(refused)).toBe('server.restoring');
    expect(await outcomeOf(asked('/set-up', 'loading'))).toBe(204);
  });

  it('passes before the tables are written, and without a restore', async () => {
    expect(await outcomeOf(asked('/points', 'receiving'))).toBe(204);
    expect(await outcomeOf(asked('/points', null))).toBe(204);
  });
});
