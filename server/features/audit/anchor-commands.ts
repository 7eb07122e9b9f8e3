import { readHead } from '#server/audit-tree/queries.ts';
import { sequenceLog } from '#server/audit-tree/sequence.ts';
import type { Config } from '#server/configuration/config.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { appendNote, hasAnchorOf, readNotes, writeAnchor } from './anchor-files.ts';
import { type Anchor, anchorMail } from './anchor-rules.ts';

/** Appends "time, entries, hash, signed head" of the log to a file of the data folder. */
export async function noteHash(
  { dataDirectory }: Pick<Config, 'dataDirectory'>,
  database: Database,
  at: IsoInstant,
): Promise<void> {
  const anchor = await anchorOfLog(database, at);
  if (anchor !== null) await appendNote(dataDirectory, anchor);
}

/** Appends such a line where the log has grown since the last one. */
export async function noteGrowth({ config, ...deps }: Deps): Promise<void> {
  const anchor = await anchorNow(deps);
  if (anchor === null) return;
  const last = (await readNotes(config.dataDirectory)).at(-1)?.anchor;
  if (last?.hash !== anchor.hash) await appendNote(config.dataDirectory, anchor);
}

/** Writes the end of the log to the folder outside that the operator has named, where it has grown. */
export async function anchorInFolder({ config, ...deps }: Deps): Promise<void> {
  const { directory } = config.anchors;
  if (directory === null) return;
  const anchor = await anchorNow(deps);
  if (anchor === null || (await hasAnchorOf(directory, anchor))) return;
  await writeAnchor(directory, anchor);
}

/** Mails the end of the log to the address that the operator has named. Throws what the mail server said. */
export async function anchorByMail({ config, mailer, ...deps }: Deps): Promise<void> {
  const { mailTo } = config.anchors;
  const anchor = await anchorNow(deps);
  if (mailTo === null || anchor === null) return;
  if (mailer === null) throw new Error('SMTP_URL is not set any more');
  await mailer.send({ to: mailTo, ...anchorMail(anchor), id: `log-${anchor.hash.slice(0, 32)}` });
}

async function anchorNow(deps: Pick<Deps, 'clock' | 'database' | 'logKeys'>) {
  await sequenceLog(deps);
  return await anchorOfLog(deps.database, deps.clock.now());
}

async function anchorOfLog(database: Database, at: IsoInstant): Promise<Anchor | null> {
  const head = await asSystem(database, readHead);
  if (head === null || head.size === 0) return null;
  return { at, entries: head.size, hash: head.root, head: head.signed };
}
