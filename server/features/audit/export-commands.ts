import { sequenceLog } from '#server/audit-tree/sequence.ts';
import type {
  AuditExportEntry,
  AuditExportFormat,
  AuditExportQuery,
} from '#server/contract/audit.ts';
import type { Actor } from '#server/contract/permission.ts';
import { appendNumberedAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { syslogLine } from './formats/syslog-line.ts';
import { listLines, placeOf } from './queries.ts';

const LINES_A_PAGE = 1_000;

/**
 * Takes the log out for another system, the oldest line first: logged first, then read page by page up to that very
 * line. So whoever sees the line of the export at the end knows that everything before it came.
 * @returns the text in pieces of up to a thousand lines
 */
export async function exportLog(
  deps: Deps,
  actor: Actor,
  format: AuditExportFormat,
  { after = 0 }: AuditExportQuery,
): Promise<AsyncGenerator<string>> {
  const seq = await asActor(deps.database, actor, (sql) =>
    appendNumberedAudit(sql, deps.clock, {
      action: 'audit.export',
      subjectKind: 'audit',
      subjectId: null,
      detail: { format, after },
    }),
  );
  await sequenceLog(deps);
  const upTo = await asActor(deps.database, actor, (sql) => placeOf(sql, seq));
  if (upTo === null) throw new Error('the line of an export has no place in the log');
  return piecesOf(deps, actor, { after, upTo, write: writerOf(deps, format) });
}

async function* piecesOf(
  deps: Deps,
  actor: Actor,
  given: { after: number; upTo: number; write: (entry: AuditExportEntry) => string },
): AsyncGenerator<string> {
  let { after } = given;
  while (after < given.upTo) {
    const range = { after, upTo: given.upTo, limit: LINES_A_PAGE };
    const lines = await asActor(deps.database, actor, (sql) => listLines(sql, range));
    const last = lines.at(-1);
    // A line that somebody removed leaves a gap in the places; the reader finds it.
    if (last === undefined) return;
    after = last.place;
    yield lines.map(given.write).join('');
  }
}

function writerOf(
  { config }: Deps,
  format: AuditExportFormat,
): (entry: AuditExportEntry) => string {
  if (format === 'ndjson') return (entry) => `${JSON.stringify(entry)}\n`;
  const host = config.publicUrl === null ? config.host : new URL(config.publicUrl).hostname;
  return (entry) => syslogLine(entry, host);
}
