import type { visits as source } from '#client/i18n/vi/visits.ts';

export const visits: typeof source = {
  title: (p) => `Since last time (${p.time})`,
  name: 'Changes since your last visit',
  change: {
    recurred: 'recurring',
    suspected: 'suspected',
    refused: 'refused by the commune',
    overdue: 'checks overdue',
    proposed: 'newly proposed',
  },
  close: 'Hide changes since last time',
};
