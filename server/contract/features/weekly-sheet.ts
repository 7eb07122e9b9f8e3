import type { FeatureDeclaration } from './declaration.ts';

/** Weekly sheets of the communes. */
export const WEEKLY_SHEET = {
  screens: {
    weeklySheets: { vi: 'Phiếu tuần', en: 'Weekly sheet' },
  },
  prints: ['weekly_sheet_print'],
  notices: {
    sheet_waits: {
      group: 'reports',
      topic: { vi: 'phiếu tuần', en: 'weekly sheets' },
      meaning: 'the weekly sheet of last week waits for the signature',
      address: ({ onDate }) => `/weekly-sheet?week=${onDate}`,
      one: {
        vi: 'Phiếu tuần đến ngày {date}: chờ ký',
        en: 'Weekly sheet to {date}: awaits the signature',
      },
      many: { vi: '{count} phiếu tuần chờ ký', en: '{count} weekly sheets wait' },
    },
  },
} as const satisfies FeatureDeclaration;
