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
  problems: {
    'reply.not_asked': {
      status: 404,
      vi: 'Chu kỳ này không có yêu cầu giải trình. Hãy mở lại hồ sơ điểm và chọn đúng lần cần giải trình.',
      en: 'No reply is asked for in this cycle. Open the record again and choose the one that asks for it.',
      constraints: ['reply_request_fkey'],
    },
    'reply.other_commune': {
      status: 403,
      vi: 'Điểm này do phường, xã khác chủ trì, nơi đó giải trình. Nếu chưa đúng địa bàn, hãy đề nghị đính chính phường, xã chủ trì.',
      en: 'Another commune leads at this point and replies for it. If that is wrong, ask for the lead to be corrected.',
    },
    'reply.changed_meanwhile': {
      status: 409,
      vi: 'Đã có bản giải trình mới hơn[ do {by} ghi], bản của bạn chưa được ghi. Hãy đọc bản mới rồi ghi tiếp nếu vẫn cần.',
      en: 'There is a newer version of the reply[, written by {by}]; yours was not written. Read it and write again if it is still needed.',
      constraints: ['reply_one_per_seq'],
    },
  },
} as const satisfies FeatureDeclaration;
