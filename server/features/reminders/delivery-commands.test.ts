import { describe, expect, it } from 'vitest';

import type { Deps } from '#server/deps.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';

import { deliver, linkTo } from './delivery-commands.ts';

describe('the address in a mail', () => {
  const linkOf = (publicUrl: string | null) =>
    linkTo({ config: { publicUrl, host: '10.0.0.5', port: 3_000 } } as unknown as Deps);

  it('is the public one of this installation, or that on which it listens', () => {
    expect(linkOf('https://dia-ban.example/')).toBe('https://dia-ban.example/');
    expect(linkOf(null)).toBe('http://10.0.0.5:3000/');
  });
});

describe('a mail that is handed over', () => {
  const job = { runKey: 'reminders.mail digest 2026-03-08 a' } as ClaimedJob;
  const delivery = {
    accountId: 'a',
    address: 'a@b.example',
    words: { subject: 'Địa Bàn', text: 'Việc đang chờ' },
    detail: { about: 'digest', on: '2026-03-08', items: 1 },
  };

  it('is not lost where the mail server was taken away meanwhile: the job fails', async () => {
    const deps = { mailer: null } as unknown as Deps;
    await expect(deliver(deps, job, delivery)).rejects.toThrow('SMTP_URL is not set any more');
  });

  it('has the same id each time it is tried, another one than other mails, and stays unlogged when refused', async () => {
    const sent: { to: string; id: string }[] = [];
    const mailer = {
      send: async (mail: { to: string; id: string }) => {
        sent.push(mail);
        throw new Error('the mailbox is full');
      },
    };
    const deps = { mailer } as unknown as Deps;
    const other = { runKey: 'reminders.mail digest 2026-03-09 a' } as ClaimedJob;
    for (const one of [job, job, other]) {
      await expect(deliver(deps, one, delivery)).rejects.toThrow('the mailbox is full');
    }
    expect(sent.map(({ to }) => to)).toEqual(['a@b.example', 'a@b.example', 'a@b.example']);
    expect(sent[0]).toMatchObject({ subject: 'Địa Bàn', text: 'Việc đang chờ' });
    const [first, again, another] = sent.map(({ id }) => id);
    expect(again).toBe(first);
    expect(another).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });
});
