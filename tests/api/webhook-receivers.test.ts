import { describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { publishFigures } from '#server/features/webhooks/figure-jobs.ts';
import { active } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { LIFE, webhookPlace } from '#tests/features/webhooks/webhook-acts.ts';
import { freshKey } from '#tests/support/test-app.ts';

const FIGURES = ['active', 'eliminated', 'handed_over', 'recurring'];
const place = webhookPlace();

describe('an answer', () => {
  const outcomeOf = async (id: number) =>
    (await (await place.admin.post(`/api/webhooks/${id}/test`)).json()).outcome;

  it('is judged by its status; what never comes, goes on for ever or leads elsewhere does no harm', async () => {
    const { webhook } = await place.receiver();
    const { id } = webhook;
    expect(await outcomeOf(id)).toBe('taken');
    expect(place.outside.taken.at(-1)).toMatchObject({ type: 'diaban.test.v1', data: {} });
    place.outside.behave(() => undefined);
    expect(await outcomeOf(id)).toBe('timed_out');
    place.outside.behave((response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(more));
    });
    expect(await outcomeOf(id)).toBe('taken');
    place.outside.behave((response) => response.writeHead(200).write('half'));
    expect(await outcomeOf(id)).toBe('taken');
    const asked = place.outside.asked.length;
    place.outside.behave((response) =>
      response.writeHead(307, { location: place.outside.url }).end(),
    );
    expect(await outcomeOf(id)).toBe('redirected');
    expect(place.outside.asked).toHaveLength(asked + 1);
    place.outside.behave((response) => response.destroy());
    expect(await outcomeOf(id)).toBe('unreachable');
    place.outside.behave(404);
    expect(await outcomeOf(id)).toBe('refused');
    // A test is outside of the order and pauses nothing.
    place.outside.behave(410);
    expect(await outcomeOf(id)).toBe('gone');
    expect(await place.stateOf(id)).toMatchObject({ state: 'active', failures: 0 });
  });

  it('is not asked for where the name leads into an internal network', async () => {
    const { webhook } = await place.receiver();
    const move = (address: string) =>
      asSystem(place.test.database, (sql) => sql`update webhook_receiver set address = ${address}`);
    // Nobody names this host, and it resolves to this machine.
    await move(`https://localhost:${new URL(place.outside.url).port}/`);
    expect(await outcomeOf(webhook.id)).toBe('address_refused');
    await move('https://[::ffff:169.254.169.254]/');
    expect(await outcomeOf(webhook.id)).toBe('address_refused');
    expect(place.outside.asked).toEqual([]);
  });

  it('cannot be signed where the server has another secret', async () => {
    const { webhook } = await place.receiver();
    await asSystem(
      place.test.database,
      (sql) => sql`update webhook_receiver set secret = 'of another'`,
    );
    expect(await outcomeOf(webhook.id)).toBe('secret_unreadable');
  });
});

describe('figures', () => {
  it('are published once for each evening and month, in bands, without sums', async () => {
    await place.receiver({ detail: 'figures', kinds: ['figures_of_day', 'figures_of_month'] });
    for (const _ of [1, 2, 3, 4]) await active(place.by);
    await place.test.deps.points.reload();
    place.test.clock.set('2026-12-01T00:40:00.000+07:00');
    await publishFigures(place.test.deps);
    await active(place.by);
    await publishFigures(place.test.deps);
    await place.deliver();
    expect(place.outside.taken.map(({ type }) => type)).toEqual([
      'diaban.figures_of_day.v1',
      'diaban.figures_of_month.v1',
    ]);
    const [day, month] = place.outside.taken;
    expect(day?.data.day).toBe('2026-11-30');
    expect(month?.data).toEqual(day?.data);
    expect(day?.data.communes).toHaveLength(126);
    const counted = place.test.deps.points.groups(
      { accountId: 'x', role: 'coordinator', reach: 'city', communeIds: [] },
      { status: ['active'], as_of: '2026-11-30' },
    );
    const active70 = counted.commune.find(({ code }) => code === '00070')?.count ?? 0;
    expect(active70).toBeGreaterThan(3);
    for (const commune of day?.data.communes ?? []) {
      expect(commune).toEqual({ code: expect.any(String), counts: expect.any(Object) });
      const { counts } = commune as { counts: Record<string, unknown> };
      expect(Object.keys(counts).toSorted()).toEqual(FIGURES);
    }
    // One more has become active since the figures of that evening were published.
    const from = Math.floor((active70 - 1) / 3) * 3;
    expect(day?.data.communes).toContainEqual(
      expect.objectContaining({
        code: '00070',
        counts: expect.objectContaining({ active: { from, to: from + 2 } }),
      }),
    );
  });
});

describe('the administrator', () => {
  it('alone sees and changes receivers, never their secret again', async () => {
    const { webhook, secret } = await place.receiver();
    const listed = await (await place.admin.get('/api/webhooks')).text();
    expect(listed).toContain(webhook.name);
    expect(listed).not.toContain(secret);
    const [row] = await asSystem(
      place.test.database,
      (sql) => sql<{ secret: string }[]>`select secret from webhook_receiver`,
    );
    expect(row?.secret).not.toContain(secret.slice('whsec_'.length));
    expect((await place.by.coordinator.get('/api/webhooks')).status).toBe(403);
  });

  it('is refused what cannot be: addresses inside, names twice, unknown communes, events for figures', async () => {
    const { webhook } = await place.receiver();
    const made = (more: Record<string, unknown>) =>
      place.admin.post('/api/webhooks', {
        name: 'Nơi khác',
        address: 'https://lgsp.thanh-pho.example/su-kien',
        detail: 'events',
        kinds: ['recognised'],
        ...more,
      });
    for (const address of [
      'http://lgsp.thanh-pho.example/',
      'https://10.0.0.1/',
      'https://0x0a.1/',
      'https://[::1]/',
      'https://ten:mat-khau@lgsp.thanh-pho.example/',
    ]) {
      await expectProblem(await made({ address }), 'webhook.address_refused');
    }
    await expectProblem(await made({ address: 'ftp://x.example/' }), 'request.invalid');
    await expectProblem(await made({ name: webhook.name }), 'webhook.name_taken');
    await expectProblem(await made({ communeIds: [999_999] }), 'commune.not_found');
    await expectProblem(await made({ detail: 'figures' }), 'request.invalid');
    await expectProblem(await made({ name: 'Gọi anh Minh 0912345678' }), 'text.personal_data');
  });

  it('leaves each act on a receiver in the log, with its host and never its whole address', async () => {
    const { webhook } = await place.receiver({ kinds: ['recognised'] });
    const path = `/api/webhooks/${webhook.id}`;
    await place.admin.post(`${path}/secret`, { keepHours: 2 });
    await place.admin.post(`${path}/pause`);
    await place.admin.post(`${path}/resume`, { from: '2026-11-24' });
    await place.admin.request(path, { method: 'DELETE', headers: freshKey() });
    const logged = await place.test.database.sql`
      select action, account_id, detail from audit_entry
      where subject_kind = 'webhook' and subject_id = ${String(webhook.id)} order by seq`;
    const { host } = new URL(place.outside.url);
    const accountId = place.admin.account?.accountId;
    expect([...logged]).toEqual([
      {
        action: 'webhook.create',
        accountId,
        detail: { host, detail: 'points', kinds: ['recognised'], communeIds: [] },
      },
      { action: 'webhook.renew_secret', accountId, detail: { hours: 2 } },
      { action: 'webhook.pause', accountId, detail: {} },
      { action: 'webhook.resume', accountId, detail: { from: '2026-11-24' } },
      { action: 'webhook.delete', accountId, detail: { host } },
    ]);
  });

  it('sees receivers by name, and until when an old secret signs', async () => {
    const { webhook: last } = await place.receiver({ name: 'Trung tâm B' });
    const { webhook: first } = await place.receiver({ name: 'Trung tâm A' });
    const { items } = await (await place.admin.get('/api/webhooks')).json();
    expect(items.map(({ id }: { id: number }) => id)).toEqual([first.id, last.id]);
    const path = `/api/webhooks/${first.id}/secret`;
    await place.admin.post(path, { keepHours: 2 });
    const until = () => place.stateOf(first.id).then((one) => one.previousValidUntil);
    expect(await until()).toBe('2026-11-24T05:00:00.000Z');
    place.after(2 * 3_600);
    expect(await until()).toBeNull();
    await place.admin.post(path, { keepHours: 0 });
    expect(await until()).toBeNull();
  });

  it('can have events of the last ninety days sent again, and of no day before', async () => {
    const { webhook } = await place.receiver();
    const path = `/api/webhooks/${webhook.id}/resume`;
    expect((await place.admin.post(path, { from: '2026-08-26' })).status).toBe(200);
    await expectProblem(
      await place.admin.post(path, { from: '2026-08-25' }),
      'webhook.day_too_old',
    );
  });

  it('has at most twenty, and deletes one with what waits for it', async () => {
    const { webhook } = await place.receiver();
    for (let more = 1; more < 20; more += 1) await place.receiver();
    const body = { name: 'Quá nhiều', address: place.outside.url, detail: 'points', kinds: LIFE };
    await expectProblem(await place.admin.post('/api/webhooks', body), 'webhook.too_many');
    const path = `/api/webhooks/${webhook.id}`;
    const deleted = await place.admin.request(path, { method: 'DELETE', headers: freshKey() });
    expect(await deleted.json()).toMatchObject({ id: webhook.id });
    const again = await place.admin.request(path, { method: 'DELETE', headers: freshKey() });
    await expectProblem(again, 'webhook.not_found');
    for (const verb of ['test', 'pause', 'resume', 'secret']) {
      await expectProblem(await place.admin.post(`${path}/${verb}`, {}), 'webhook.not_found');
    }
    await expectProblem(await place.admin.get(`${path}/attempts`), 'webhook.not_found');
  });
});
