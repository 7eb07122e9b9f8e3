import type { FeatureDeclaration } from './declaration.ts';

/** Reports for a period. */
export const REPORT = {
  screens: {
    reports: { vi: 'Báo cáo', en: 'Reports' },
  },
  prints: ['report_print'],
  notices: {
    report_waits: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'a report waits for the approval',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: chờ duyệt',
        en: 'Report of the period to {date}: awaits approval',
      },
      many: { vi: '{count} báo cáo chờ duyệt', en: '{count} reports await approval' },
    },
    report_approved: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'an own report was approved',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: đã duyệt',
        en: 'Report of the period to {date}: approved',
      },
      many: { vi: '{count} báo cáo đã duyệt', en: '{count} reports approved' },
    },
    report_returned: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'an own report was returned',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: bị trả lại',
        en: 'Report of the period to {date}: returned',
      },
      many: { vi: '{count} báo cáo bị trả lại', en: '{count} reports returned' },
    },
  },
} as const satisfies FeatureDeclaration;
