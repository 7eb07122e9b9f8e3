import { ofPlace, type FeatureDeclaration } from './declaration.ts';

/** Hand-overs of closed points. */
export const HANDOVER = {
  notices: {
    handover_asked: {
      group: 'handovers',
      topic: { vi: 'Đề nghị bàn giao', en: 'Hand-overs' },
      urgent: true,
      meaning: 'a hand-over waits for the answer of the own commune',
      address: ofPlace,
      one: {
        vi: '{code}: đề nghị bàn giao chờ trả lời',
        en: '{code}: a hand-over waits for the answer',
      },
      many: { vi: '{count} điểm chờ trả lời bàn giao', en: '{count} hand-overs wait' },
    },
    handover_confirmed: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'an own proposal of a hand-over was confirmed',
      address: ofPlace,
      one: { vi: '{code}: đã xác nhận bàn giao', en: '{code}: the hand-over was confirmed' },
      many: { vi: '{count} điểm đã xác nhận bàn giao', en: '{count} hand-overs confirmed' },
    },
    handover_refused: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'an own proposal of a hand-over was refused',
      address: ofPlace,
      one: { vi: '{code}: bị từ chối tiếp nhận', en: '{code}: the hand-over was refused' },
      many: { vi: '{count} điểm bị từ chối tiếp nhận', en: '{count} hand-overs refused' },
    },
    refusal_answered: {
      group: 'answers',
      topic: { vi: 'Câu trả lời', en: 'Answers' },
      meaning: 'the own refusal of a hand-over was answered',
      address: ofPlace,
      one: {
        vi: '{code}: đã có trả lời về việc từ chối tiếp nhận',
        en: '{code}: the refusal was answered',
      },
      many: { vi: '{count} trả lời về việc từ chối tiếp nhận', en: '{count} refusals answered' },
    },
  },
} as const satisfies FeatureDeclaration;
