import { ofPlace, type FeatureDeclaration } from './declaration.ts';

/** Signs that activity has come back. */
export const SIGNAL = {
  screens: {
    signals: { vi: 'Dấu hiệu', en: 'Signals' },
    signalMeasures: { vi: 'Thông số đối chiếu', en: 'Matching measures' },
  },
  notices: {
    appeal_answered: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'the own objection to a signal was answered',
      address: ofPlace,
      one: {
        vi: '{code}: đã có trả lời đề nghị xem xét lại',
        en: '{code}: the objection was answered',
      },
      many: { vi: '{count} trả lời đề nghị xem xét lại', en: '{count} objections answered' },
    },
  },
} as const satisfies FeatureDeclaration;
