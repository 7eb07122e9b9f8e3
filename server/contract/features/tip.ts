import type { FeatureDeclaration } from './declaration.ts';

/** Tips and where they come from. */
export const TIP = {
  screens: {
    tips: { vi: 'Tin phản ánh', en: 'Tips' },
    tipClocks: { vi: 'Thời hạn tin', en: 'Tip deadlines' },
    tipSources: { vi: 'Nguồn tin', en: 'Tip sources' },
  },
  notices: {
    tip_closed: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'somebody closed a tip that one took in',
      address: ({ targetId }) => `/tips/${targetId}`,
      one: { vi: 'Tin {code}: đã xử lý', en: 'Tip {code}: handled' },
      many: { vi: '{count} tin đã xử lý', en: '{count} tips handled' },
    },
  },
} as const satisfies FeatureDeclaration;
