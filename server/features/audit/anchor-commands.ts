import type { Config } from '#server/config.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { appendNote, writeAnchor } from './anchor-files.ts';
import { type Anchor, anchorMail } from './anchor-rules.ts';
import { readHead } from './queries.ts';

/** Appends "time, entries, hash" of the log to a file of the data folder. */
export async function noteHash(
  { dataDirectory }: Pick<Config, 'dataDirectory'>,
  database: Database,
  at: IsoInstant,
): Promise<void> {
  const anchor = await anchorOfLog(database, at);
  if (anchor !== null) await appendNote(dataDirectory, anchor);
}

/** Writes the end of the log to the folder outside that the operator has named. */
export async function anchorInFolder({ config, database, clock }: Deps): Promise<void> {
  const { directory } = config.anchors;
  const anchor = await anchorOfLog(database, clock.now());
  if (directory !== null && anchor !== null) await writeAnchor(directory, anchor);
}

/** Mails the end of the log to the address that the operator has named. Throws what the mail server said. */
export async function anchorByMail({ config, database, clock, mailer }: Deps): Promise<void> {
  const { mailTo } = config.anchors;
  const anchor = await anchorOfLog(database, clock.now());
  if (mailTo === null || anchor === null) return;
  if (mailer === null) throw new Error('SMTP_URL is not set any more');
  await mailer.send({ to: mailTo, ...anchorMail(anchor), id: `log-${anchor.hash.slice(0, 32)}` });
}

async function anchorOfLog(database: Database, at: IsoInstant): Promise<Anchor | null> {
  const head = await asSystem(database, readHead);
  return head === null ? null : { at, ...head };
}
