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
  problems: {
    'signal.not_found': {
      status: 404,
      vi: 'Không tìm thấy dấu hiệu này trong phạm vi bạn được xem. Hãy tải lại danh sách dấu hiệu.',
      en: 'There is no such signal within what you may see. Reload the list of signals.',
    },
    'signal.already_decided': {
      status: 409,
      vi: 'Dấu hiệu này đã được[ {by}] kết luận[ lúc {at}], việc của bạn chưa được ghi. Hãy tải lại để xem kết luận.',
      en: 'This signal has been decided on[ by {by}][ at {at}]; yours was not written. Reload to see the decision.',
      constraints: ['signal_decision_complete'],
    },
    'signal.same_person': {
      status: 403,
      vi: 'Người ghi nhận dấu hiệu tại điểm này, hoặc cùng đi trong lần kiểm tra đó, không được tự kết luận. Hãy để một người khác có thẩm quyền xem xét.',
      en: 'Who raised a signal here, or was on the visit that found it, may not decide on it. Leave it to another entitled person.',
      constraints: ['signal_decider_is_not_raiser'],
    },
    'signal.earlier_cycle': {
      status: 409,
      vi: 'Dấu hiệu này thuộc lần triệt xóa trước: sau ngày đó điểm đã được xác nhận tái hoạt động. Nếu hoạt động trở lại sớm hơn ngày đã ghi, hãy đính chính ngày tái hoạt động; nếu không, hãy bác bỏ dấu hiệu này.',
      en: 'This signal speaks of an earlier closure: the place was confirmed to have come back after that day. If activity came back earlier than recorded, correct the day of the recurrence; if not, reject this signal.',
    },
    'signal.changed_meanwhile': {
      status: 409,
      vi: 'Dấu hiệu vừa được đối chiếu lại, việc của bạn chưa được ghi. Hãy xem nội dung mới rồi quyết định.',
      en: 'The signal has just been matched anew; yours was not written. Look at what is new and decide.',
    },
    'signal.no_suspicion': {
      status: 409,
      vi: 'Dấu hiệu này không gắn với một điểm đã triệt xóa nên không có gì để kết luận.',
      en: 'This signal is no suspicion at a place, so there is nothing to decide on.',
    },
    'signal.no_place': {
      status: 409,
      vi: 'Dấu hiệu không có vị trí nên không đề xuất điểm mới từ đây được. Hãy đề xuất điểm trên bản đồ.',
      en: 'The signal has no position to propose a new point from. Propose the point on the map.',
    },
    'signal.not_decided': {
      status: 409,
      vi: 'Dấu hiệu chưa có kết luận nào để rút lại. Hãy tải lại hồ sơ.',
      en: 'There is no decision on this signal to take back.',
    },
    'signal.other_decider': {
      status: 403,
      vi: 'Chỉ người đã kết luận được rút lại kết luận. Hãy liên hệ người đó, hoặc để phường, xã đề nghị xem xét lại.',
      en: 'Only who decided may take the decision back. Ask that person, or let the commune object.',
    },
    'signal.undo_too_late': {
      status: 409,
      vi: 'Đã quá thời gian được rút lại kết luận. Nếu cần sửa, phường, xã gửi đề nghị xem xét lại.',
      en: 'The time in which a decision may be taken back is over. It now takes an objection of the commune.',
    },
    'signal.undo_overtaken': {
      status: 409,
      vi: 'Không rút lại được: sau kết luận đã có bước khác tại điểm này hoặc phường, xã đã giải trình. Hãy ghi bước tiếp theo thay vì xóa kết luận.',
      en: 'It cannot be taken back: something followed at this point, or the commune has replied. Record the next step instead.',
    },
    'signal.nothing_to_appeal': {
      status: 409,
      vi: 'Chỉ đề nghị xem xét lại được dấu hiệu chờ xác minh hoặc kết luận tái hoạt động. Hãy tải lại hồ sơ.',
      en: 'Only an open suspicion or a confirmed recurrence can be objected to. Reload the record.',
    },
    'signal.appeal_open': {
      status: 409,
      vi: 'Đã có đề nghị xem xét lại đang chờ trả lời. Hãy đợi trả lời đó.',
      en: 'An objection is waiting for its answer already. Wait for that one.',
      constraints: ['signal_appeal_one_open'],
    },
    'signal.no_appeal': {
      status: 409,
      vi: 'Không có đề nghị xem xét lại nào đang chờ trả lời. Hãy tải lại hồ sơ.',
      en: 'No objection is waiting for an answer. Reload the record.',
    },
    'signal.appeal_same_person': {
      status: 403,
      vi: 'Người đã kết luận, ghi nhận hoặc đề nghị không được tự trả lời đề nghị xem xét lại. Hãy để người khác có thẩm quyền trả lời.',
      en: 'Who decided, raised or objected may not answer the objection. Leave it to another entitled person.',
      constraints: [
        'signal_appeal_answerer_is_not_decider',
        'signal_appeal_answerer_is_not_appellant',
      ],
    },
    'signal.parameter_in_past': {
      status: 422,
      vi: 'Thông số mới chỉ có hiệu lực từ hôm nay trở đi. Hãy chọn ngày khác.',
      en: 'New measures hold from today on at the earliest. Choose another day.',
    },
    'signal.parameter_day_taken': {
      status: 409,
      vi: 'Thông số này đã có giá trị bắt đầu từ ngày đó. Hãy chọn ngày khác.',
      en: 'This measure has a value from that day on already. Choose another day.',
    },
    'signal.rematch_open': {
      status: 409,
      vi: 'Đang có một thay đổi thông số chờ xem xét. Hãy áp dụng hoặc hủy thay đổi đó trước.',
      en: 'Another change of the measures is being looked into. Apply or cancel that one first.',
      constraints: ['rematch_one_open'],
    },
    'signal.rematch_not_found': {
      status: 404,
      vi: 'Không tìm thấy thay đổi thông số này. Hãy tải lại màn hình.',
      en: 'There is no such change of the measures. Reload the screen.',
    },
    'signal.rematch_not_ready': {
      status: 409,
      vi: 'Thay đổi này chưa đối chiếu xong hoặc đã kết thúc. Hãy tải lại để xem trạng thái.',
      en: 'This change has not been worked out yet, or is over. Reload to see where it stands.',
    },
  },
} as const satisfies FeatureDeclaration;
