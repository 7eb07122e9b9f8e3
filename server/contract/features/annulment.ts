import type { FeatureDeclaration } from './declaration.ts';

/** Problems with declaring an act mistaken. */
export const ANNULMENT = {
  problems: {
    'annulment.no_such_event': {
      status: 404,
      vi: 'Không tìm thấy ghi nhận này trong phạm vi bạn được xem. Hãy tải lại hồ sơ của điểm.',
      en: 'There is no such act within what you may see. Reload the point’s record.',
    },
    'annulment.no_such_batch': {
      status: 404,
      vi: 'Không tìm thấy đợt ghi này trong phạm vi bạn được xem. Hãy mở lại từ lịch sử của một điểm trong đợt.',
      en: 'There is no such batch within what you may see. Open it from the history of one of its points.',
    },
    'annulment.annulled_already': {
      status: 409,
      vi: 'Ghi nhận này đã bị hủy hoặc rút lại trước đó. Hãy tải lại hồ sơ để xem.',
      en: 'This act has been annulled or taken back already. Reload the record to see it.',
      constraints: ['event_annulled_once'],
    },
    'annulment.no_act': {
      status: 409,
      vi: 'Không hủy riêng được ghi nhận này: hệ thống tự ghi, hoặc nó đi theo một việc khác. Hãy hủy việc gốc, hoặc đính chính lại.',
      en: 'This cannot be annulled by itself: the system recorded it, or it followed from another act. Annul that act, or correct it again.',
    },
    'annulment.acts_stand_on_it': {
      status: 409,
      vi: 'Chưa hủy được vì còn việc ghi sau dựa trên ghi nhận này[: {acts}]. Hãy hủy các việc ấy trước, từ việc mới nhất.',
      en: 'It cannot be annulled yet, because later acts stand on it[: {actsInEnglish}]. Annul those first, the latest one before the others.',
    },
    'annulment.own_too_late': {
      status: 403,
      vi: 'Đã quá thời gian tự hủy ghi nhận của mình. Hãy đề nghị một người khác có thẩm quyền hủy, kèm số văn bản.',
      en: 'The time to take back an act of your own is over. Ask another entitled person to annul it, with a document.',
    },
    'annulment.of_another': {
      status: 403,
      vi: 'Bạn chỉ được hủy ghi nhận của chính mình. Hãy đề nghị cán bộ theo dõi toàn thành phố hủy ghi nhận này.',
      en: 'You may annul only acts of your own. Ask somebody who watches the whole city to annul this one.',
    },
    'annulment.own_case': {
      status: 403,
      vi: 'Đây là quyết định về đề xuất hoặc dấu hiệu do chính bạn nêu, nên bạn không được hủy. Hãy để một người khác có thẩm quyền quyết định.',
      en: 'This decided on a proposal or suspicion of your own, so you may not annul it. Leave it to another entitled person.',
    },
  },
} as const satisfies FeatureDeclaration;
