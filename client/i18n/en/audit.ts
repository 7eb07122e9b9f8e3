import type { audit as vi } from '#client/i18n/vi/audit.ts';

const fault: typeof vi.fault = {
  altered: 'The content of this line does not give its hash: it was altered.',
  missing: 'A line is missing here: it was removed.',
  out_of_order: 'This line does not follow the one before: the order was changed.',
  chopped: 'The last line is not the one remembered: the end of the log was cut off.',
  noted_hash_gone: 'No line carries the noted hash: the whole chain may have been rewritten.',
};

export const audit: typeof vi = {
  title: 'Access log',
  lead: 'Every write and every opening of a record. Lines are only added; each carries the hash of the one before.',
  verify: 'Verify the log',
  verifyTitle: 'Integrity of the log',
  verifyLead:
    'Recomputes the chain of hashes from the first line to the last. May take some seconds.',
  notedHash: 'Hash noted last time',
  notedHashHint:
    'Paste the last hash of an earlier verification to detect even a chain rewritten as a whole.',
  notedHashWrong: 'A hash has 64 hexadecimal digits.',
  whole: 'The log is whole',
  wholeMore: (p) => `${p.entries} lines verified. Note the last hash somewhere else:`,
  broken: 'The log is no longer whole',
  brokenAt: (p) => `First fault: line ${p.seq}.`,
  fault,
  seq: 'No.',
  at: 'Time',
  who: 'Who',
  action: 'Action',
  subject: 'Record',
  detail: 'Detail',
  system: 'System',
  filterAction: 'Action code',
  filterSubjectKind: 'Kind of record',
  filterSubjectId: 'Record id',
  filterHint: 'such as point.read',
  apply: 'Filter',
  entries: (p) => `${p.total} lines`,
  emptyTitle: 'No line matches',
  empty: 'Remove a filter to see other lines.',
};
