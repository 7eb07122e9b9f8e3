import type { FeatureDeclaration } from './declaration.ts';

/** Questions about the data. */
export const QUESTION = {
  screens: {
    questions: { vi: 'Câu hỏi làm rõ', en: 'Questions' },
  },
  problems: {
    'question.not_found': {
      status: 404,
      vi: 'Câu hỏi này không còn, có thể vì số liệu đã được đính chính. Hãy tải lại danh sách câu hỏi.',
      en: 'This question is no longer there, perhaps because the figures were corrected. Load the list of questions again.',
    },
    'question.other_commune': {
      status: 403,
      vi: 'Câu hỏi này dành cho phường, xã khác. Hãy chọn câu hỏi của phường, xã bạn.',
      en: 'This question is for another commune. Choose a question of your own commune.',
    },
    'question.changed_meanwhile': {
      status: 409,
      vi: 'Đã có bản giải trình mới hơn[ do {by} ghi], bản của bạn chưa được ghi. Hãy đọc bản mới rồi ghi tiếp nếu vẫn cần.',
      en: 'There is a newer version of the answer[, written by {by}]; yours was not saved. Read it and write again if it is still needed.',
      constraints: ['question_reply_one_per_seq'],
    },
  },
} as const satisfies FeatureDeclaration;
