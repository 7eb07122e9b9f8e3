import { afterEach, describe, expect, it } from 'vitest';

import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';

import { createMailer } from './mailer.ts';

const ACCOUNT = { user: 'nhắc.việc', password: 'mật khẩu @ có / dấu' };
const MAIL = { to: 'an@example.org', subject: 'Việc hôm nay', text: '2 điểm', id: 'mot' };

describe.each(['at once', 'on request'] as const)('a mail server that encrypts %s', (encrypted) => {
  let server: MailServer;
  afterEach(() => server.stop());

  /** Sends one mail with a password, and trusts the server's certificate only when told to. */
  async function send(password: string, trust: boolean): Promise<void> {
    server = await startMailServer({ encrypted, ...ACCOUNT });
    const url = new URL(server.url);
    url.username = encodeURIComponent(ACCOUNT.user);
    url.password = encodeURIComponent(password);
    if (trust) url.search = 'tls.rejectUnauthorized=false';
    const mailer = createMailer({ smtpUrl: url.href, from: 'diaban@example.org' });
    await mailer.send(MAIL).finally(() => mailer.close());
  }

  it('takes mail from who signs in, and the password goes there encrypted', async () => {
    await send(ACCOUNT.password, true);
    expect(server.received).toMatchObject([{ to: [MAIL.to], subject: MAIL.subject }]);
    expect(server.signIns).toEqual(['encrypted']);
  });

  it('refuses a wrong password, and the mail counts as not sent', async () => {
    await expect(send('sai', true)).rejects.toThrow('Invalid login');
    expect(server.received).toEqual([]);
  });

  it('gets no password while nobody vouches for its certificate', async () => {
    await expect(send(ACCOUNT.password, false)).rejects.toThrow(/certificate/);
    expect(server.signIns).toEqual([]);
  });
});

it('a server on another machine that does not encrypt gets no mail', async () => {
  const server = await startMailServer();
  const { url } = server;
  const send = (requiresTls: boolean) => {
    const mailer = createMailer({ smtpUrl: url, from: 'diaban@example.org', requiresTls });
    return mailer.send(MAIL).finally(() => mailer.close());
  };
  await expect(send(true)).rejects.toThrow(/STARTTLS|TLS/);
  expect(server.received).toEqual([]);
  await send(false);
  expect(server.received).toHaveLength(1);
  await server.stop();
});
