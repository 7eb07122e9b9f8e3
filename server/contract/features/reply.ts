import { ofPlace, type FeatureDeclaration } from './declaration.ts';

/** Replies of the communes. */
export const REPLY = {
  notices: {
    reply_filed: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'the reply to a cycle that one opened was filed',
      address: ofPlace,
      one: { vi: '{code}: đã có giải trình', en: '{code}: the reply was filed' },
      many: { vi: '{count} bản giải trình mới', en: '{count} replies filed' },
    },
  },
} as const satisfies FeatureDeclaration;
