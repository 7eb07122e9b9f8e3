import { createTransport } from 'nodemailer';

import type { Config } from '#server/configuration/config.ts';

export type Mail = {
  to: string;
  subject: string;
  /** Plain text: no pictures that tell when it was read, no addresses behind words. */
  text: string;
  /** The same for every attempt at one mail, so that a mailbox can tell a repetition. */
  id: string;
};

export type Mailer = {
  /** Resolves when the server has taken the mail over; throws what it or the network said. */
  send(mail: Mail): Promise<void>;
  /** Nobody can be mailed afterwards. */
  close(): void;
};

/** An SMTP server that says nothing must not hold up the jobs behind it. */
const SILENCE_MILLISECONDS = 20_000;

/** Sends over `smtps:`, or over `smtp:` that turns to TLS (STARTTLS): with `requiresTls` never in the clear. */
export function createMailer({
  smtpUrl,
  from,
  requiresTls = false,
}: NonNullable<Config['mail']>): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: requiresTls,
    connectionTimeout: SILENCE_MILLISECONDS,
    greetingTimeout: SILENCE_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
  });
  return {
    async send({ to, subject, text, id }) {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@dia-ban.invalid>`,
        // Holiday notices are not answers.
        headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
        // Addresses are a person's own words: nothing in them may fetch a file or a page.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}
