import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { readUpload, receiveForm, uploads } from './uploads.ts';

type Scanned = { outcome: string; name?: string; reason?: string };

/** A server that takes in files of a size, and answers when `ready` says so. */
function receiver(
  size: 'file' | 'attachment',
  { ready = Promise.resolve(), scanned }: { ready?: Promise<void>; scanned?: Scanned[] } = {},
) {
  const warnings: unknown[] = [];
  const left = [...(scanned ?? [])];
  const scanner = scanned === undefined ? null : { scan: async () => left.shift() };
  const log = { warn: (fields: unknown) => void warnings.push(fields) };
  const app = smallApp({ scanner, log });
  app.use(async (context, next) => {
    const accountId = context.req.header('x-account') ?? 'lan';
    context.set('actor', { accountId } as Actor);
    await next();
  });
  app.post('/', uploads(size), async (context) => {
    await ready;
    const form = await context.req.formData();
    const names = [...form.values()].map((value) => (value instanceof File ? value.name : value));
    return context.json(names);
  });
  const send = (...files: string[]) => sendAs('lan', ...files);
  const sendAs = (account: string, ...files: string[]) => {
    const body = new FormData();
    body.append('note', 'a note');
    for (const name of files) body.append('file', new File(['content'], name));
    return app.request('/', { method: 'POST', body, headers: { 'x-account': account } });
  };
  return { app, send, sendAs, warnings };
}

describe('files on their way in', () => {
  it.each([
    ['file' as const, 'import.already_running', null],
    ['attachment' as const, 'request.too_many', '5'],
  ])('are three at once for each account: %s', async (size, code, wait) => {
    let finish = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { send, sendAs } = receiver(size, { ready });
    const underWay = [1, 2, 3].map(() => send('a.csv'));
    const fourth = await send('a.csv');
    expect(fourth.headers.get('retry-after')).toBe(wait);
    expect(await outcomeOf(fourth)).toBe(code);
    const ofAnother = sendAs('hoa', 'a.csv');
    finish();
    expect(await Promise.all([...underWay, ofAnother].map(outcomeOf))).toEqual(
      Array.from({ length: 4 }, () => 200),
    );
    expect(await outcomeOf(send('a.csv'))).toBe(200);
  });

  it('of imports leave the places of photos free', async () => {
    let finish = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const imports = receiver('file', { ready });
    const underWay = [1, 2, 3].map(() => imports.send('a.csv'));
    expect(await outcomeOf(receiver('attachment').send('a.jpg'))).toBe(200);
    finish();
    expect(await Promise.all(underWay.map(outcomeOf))).toEqual([200, 200, 200]);
  });

  it('keep their place until the last line of an answer that streams', async () => {
    const ends: (() => void)[] = [];
    const app = smallApp({ scanner: null }, { actor: { accountId: 'streaming' } as Actor });
    app.post('/', uploads('file'), (context) => {
      context.set('uploadStreams', true);
      ends.push(context.get('uploadEnded'));
      return context.body(null, 204);
    });
    const send = () => outcomeOf(app.request('/', { method: 'POST', body: new FormData() }));
    expect([await send(), await send(), await send()]).toEqual([204, 204, 204]);
    expect(await send()).toBe('import.already_running');
    ends[0]?.();
    expect(await send()).toBe(204);
  });

  it('free their place also where the form cannot be read', async () => {
    const { app } = receiver('attachment');
    const broken = () =>
      app.request('/', {
        method: 'POST',
        body: '--b\r\nbroken',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
    for (let time = 0; time < 4; time += 1) {
      expect(await outcomeOf(broken())).toBe('request.malformed');
    }
  });
});

describe('a scanner of the operator', () => {
  it('sees every file of a form, and the clean ones pass', async () => {
    const { send, warnings } = receiver('file', {
      scanned: [{ outcome: 'clean' }, { outcome: 'malicious', name: 'Eicar' }],
    });
    expect(await outcomeOf(send('a.csv', 'b.csv'))).toBe('file.malicious');
    expect(warnings).toEqual([{ outcome: 'malicious', name: 'Eicar', accountId: 'lan' }]);
    expect(await outcomeOf(receiver('file', { scanned: [{ outcome: 'clean' }] }).send('a'))).toBe(
      200,
    );
  });

  it('that could not look lets nothing pass', async () => {
    const { send, warnings } = receiver('file', {
      scanned: [{ outcome: 'not scanned', reason: 'no answer' }],
    });
    expect(await outcomeOf(send('a.csv'))).toBe('file.not_scanned');
    expect(warnings).toHaveLength(1);
  });
});

it('the name of a file is kept in one form, on one line, up to two hundred letters', async () => {
  const named = async (name: string) => (await readUpload(new File(['x'], name))).fileName;
  expect(await named('Phố.csv'.normalize('NFD'))).toBe('Phố.csv'.normalize('NFC'));
  expect(await named('a\nb\u0000c.csv')).toBe('abc.csv');
  expect(await named('x'.repeat(201))).toBe('x'.repeat(200));
  const { bytes } = await readUpload(new File(['abc'], 'a'));
  expect([...bytes]).toEqual([97, 98, 99]);
});

describe('the hash of a form', () => {
  /** Receives a form with one field, in this encoding, and gives its hash. */
  async function hashOf(name: string, fileName: string, content: string, boundary = 'b') {
    const app = smallApp();
    app.post('/', async (context) => context.text((await receiveForm(context))?.hash ?? 'none'));
    const head = `content-disposition: form-data; name="${name}"; filename="${fileName}"`;
    const answer = await app.request('/', {
      method: 'POST',
      body: `--${boundary}\r\n${head}\r\n\r\n${content}\r\n--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    return await answer.text();
  }

  it('is the same in any encoding, and another one for another name, file or content', async () => {
    const first = await hashOf('file', 'a.csv', 'x');
    expect(first).toMatch(/^[\da-f]{64}$/);
    expect(await hashOf('file', 'a.csv', 'x', 'other')).toBe(first);
    const others = [
      await hashOf('files', 'a.csv', 'x'),
      await hashOf('file', 'b.csv', 'x'),
      await hashOf('file', 'a.csv', 'y'),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it('is none of another kind of body', async () => {
    const app = smallApp();
    app.post('/', async (context) => context.json((await receiveForm(context)) === null));
    const answer = await app.request('/', { method: 'POST', body: '{}' });
    expect(await answer.json()).toBe(true);
  });
});
