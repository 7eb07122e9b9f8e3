import type { FeatureDeclaration } from './declaration.ts';

/** Tips and where they come from. */
export const TIP = {
  screens: {
    tips: { vi: 'Tin phản ánh', en: 'Tips' },
    tipClocks: { vi: 'Thời hạn tin', en: 'Tip deadlines' },
    tipSources: { vi: 'Nguồn tin', en: 'Tip sources' },
  },
  notices: {
    tip_asked: {
      group: 'handovers',
      topic: { vi: 'Đề nghị chuyển tin', en: 'Tips to take' },
      urgent: true,
      meaning: 'the own commune is asked to take a tip',
      address: ({ targetId }) => `/tips/${targetId}`,
      one: { vi: 'Tin {code}: đề nghị chuyển chờ tiếp nhận', en: 'Tip {code}: waits to be taken' },
      many: { vi: '{count} tin chờ tiếp nhận', en: '{count} tips wait to be taken' },
    },
    tip_taken: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'another commune took a tip of which the own side had asked it',
      address: () => '/tips',
      one: { vi: 'Tin {code}: đã được tiếp nhận', en: 'Tip {code}: taken' },
      many: { vi: '{count} tin đã được tiếp nhận', en: '{count} tips taken' },
    },
    tip_refused: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'another commune refused a tip of which the own side had asked it',
      address: ({ targetId }) => `/tips/${targetId}`,
      one: { vi: 'Tin {code}: bị từ chối tiếp nhận', en: 'Tip {code}: refused' },
      many: { vi: '{count} tin bị từ chối tiếp nhận', en: '{count} tips refused' },
    },
    tip_withdrawn: {
      group: 'handovers',
      topic: { vi: 'Đề nghị chuyển tin', en: 'Tips to take' },
      meaning:
        'a tip that the own commune was asked to take is asked of it no more: withdrawn, or closed',
      address: () => '/tips',
      one: { vi: 'Tin {code}: không còn chờ tiếp nhận', en: 'Tip {code}: no longer to be taken' },
      many: { vi: '{count} tin không còn chờ tiếp nhận', en: '{count} tips no longer to be taken' },
    },
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
