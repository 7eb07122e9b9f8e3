import type { AuditExportEntry } from '#server/contract/audit.ts';

/** Facility 13 (log audit) times eight, and severity 6 (informational) or 5 (notice: something was refused). */
const INFORMATIONAL = 13 * 8 + 6;
const NOTICE = 13 * 8 + 5;
const LONGEST_HOST = 255;
const LONGEST_MESSAGE_ID = 32;
/** After it a sequence of messages begins again with 1 (RFC 5424, section 7.3.1). */
const LAST_SEQUENCE = 2_147_483_647;
/** Mark in front of a message in UTF-8 (RFC 5424, section 6.4). */
const UTF8_MARK = '\uFEFF';

/**
 * Writes a line of the log as a syslog message (RFC 5424) on one line. Its id is the action, its text is the whole line
 * as JSON, which escapes every line break.
 * @param host name of the installation; what a header may not hold in it becomes `-`
 */
export function syslogLine(entry: AuditExportEntry, host: string): string {
  const priority = /refused|denied|failed/.test(entry.action) ? NOTICE : INFORMATIONAL;
  const header = [
    `<${priority}>1`,
    entry.at,
    printable(host, LONGEST_HOST),
    'dia-ban',
    '-',
    printable(entry.action, LONGEST_MESSAGE_ID),
  ].join(' ');
  const sequence = ((entry.place - 1) % LAST_SEQUENCE) + 1;
  const data = `[meta sequenceId="${sequence}"][origin software="dia-ban"]`;
  return `${header} ${data} ${UTF8_MARK}${JSON.stringify(entry)}\n`;
}

/** Keeps the printable ASCII that a field of the header may hold; `-` where nothing is left. */
function printable(text: string, most: number): string {
  const kept = text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, most);
  return kept === '' ? '-' : kept;
}
