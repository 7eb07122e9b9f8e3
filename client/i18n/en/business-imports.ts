import type { businessImports as vi } from '#client/i18n/vi/business-imports.ts';

export const businessImports: typeof vi = {
  title: 'Import businesses',
  lead: 'Reads a table of susceptible businesses (CSV, XLSX, GeoJSON) and checks every row before anything is written. It takes no column about persons; the same file again writes nothing.',
  field: { officialName: 'Name of the business', note: 'Address of the business' },
  problem: {
    'import.name_missing': 'No name of the business',
    'import.category_unknown': 'Not a category of businesses',
  },
  name: 'Name of the business',
  changedMore:
    'A row that differs from a known business overwrites nothing; change the business itself.',
  mapName: 'Preview map. Every business on it is in the table below.',
  mapCapped: (p) => `The first ${p.shown} businesses are drawn.`,
  write: (p) => `Write ${p.count} businesses to the register`,
  nothingNew: 'There is no new business to write.',
  countAdded: 'New businesses',
  recordAdded: 'New businesses',
  phaseWriting: (p) => `${p.done} of ${p.total} businesses written`,
  phasePlacing: (p) => `Finding the communes of ${p.total} businesses`,
  stoppedTooLateMore: 'The businesses of this file are in the register.',
  done: (p) => `${p.count} businesses were written to the register`,
  doneChanged: (p) => `${p.count} rows differ from known businesses, which stay as they are.`,
  leaveMore: 'Businesses are being written. Leaving the page takes it all back.',
  open: 'Import a file',
  toList: 'Open the list of businesses',
};
