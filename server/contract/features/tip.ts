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
  problems: {
    'tip.not_found': {
      status: 404,
      vi: 'Không có tin phản ánh này trong phạm vi của bạn. Quay lại danh sách và chọn lại.',
      en: 'There is no such tip within your reach. Go back to the list and choose again.',
    },
    'tip.changed_meanwhile': {
      status: 409,
      vi: 'Có người vừa cập nhật tin này. Tải lại, xem thay đổi rồi ghi nhận lại nếu vẫn cần.',
      en: 'Somebody has just changed this tip. Reload, look at the change, and record again if still needed.',
      constraints: ['tip_event_one_per_seq'],
    },
    'tip.closed': {
      status: 409,
      vi: 'Tin đã được xử lý xong. Không ghi thêm bước nào nữa.',
      en: 'The tip has been handled. No further step can be recorded.',
    },
    'tip.suspended': {
      status: 409,
      vi: 'Tin đang tạm đình chỉ. Ghi nhận phục hồi trước, rồi làm bước này.',
      en: 'The tip is suspended. Record its resumption first, then this step.',
    },
    'tip.not_suspended': {
      status: 409,
      vi: 'Tin không tạm đình chỉ nên không cần phục hồi.',
      en: 'The tip is not suspended, so there is nothing to resume.',
    },
    'tip.wrong_stage': {
      status: 409,
      vi: 'Tin chưa tới hoặc đã qua bước này. Thứ tự là tiếp nhận, xác minh, phân loại, xử lý.',
      en: 'The tip has not reached this step or is past it. The order is received, verified, classified, handled.',
      constraints: ['tip_classified_after_verification', 'tip_handled_after_classification'],
    },
    'tip.no_clock': {
      status: 409,
      vi: 'Thời hạn của tin chưa bắt đầu. Ghi nhận thụ lý trước.',
      en: 'The clock of the tip has not started. Record its acceptance first.',
    },
    'tip.no_extension': {
      status: 409,
      vi: 'Không gia hạn được: đã hết số lần gia hạn hoặc đã quá hạn. Hãy ghi bước tiếp theo của tin.',
      en: 'It cannot be extended: the rule has no extension left, or it is overdue already.',
    },
    'tip.happened_after_receipt': {
      status: 422,
      vi: 'Ngày sự việc xảy ra sau ngày tiếp nhận. Sửa một trong hai ngày.',
      en: 'It is said to have happened after it was received. Mend one of the two days.',
      constraints: ['tip_happened_before_receipt'],
    },
    'tip.earlier_for_another': {
      status: 422,
      vi: 'Tin thuộc phường, xã khác: ghi ngày tiếp nhận là hôm nay; nếu đơn vị mình đã tiếp nhận trước đó thì ghi cho đơn vị mình rồi đề nghị chuyển.',
      en: 'The tip lies in another commune: say that it is received today, or enter it for your own commune and ask the other to take it.',
    },
    'tip.rule_beyond_law': {
      status: 400,
      vi: 'Thời hạn này dài hơn mức của văn bản quy định đi kèm hệ thống. Chỉ được đặt bằng hoặc ngắn hơn, cùng cách tính.',
      en: 'This gives more time than the legal rule that comes with the product. Only the same or less is allowed, counted in the same way.',
    },
    'tip.rule_day_taken': {
      status: 409,
      vi: 'Loại tin này đã có quy tắc bắt đầu từ ngày đó. Chọn ngày khác.',
      en: 'This kind of tip has a rule from that day on already. Choose another day.',
      constraints: ['deadline_rule_pkey'],
    },
    'tip.same_commune': {
      status: 422,
      vi: 'Tin đang thuộc chính phường, xã này. Chọn đơn vị khác để chuyển.',
      en: 'The tip is that commune’s already. Choose another one to hand it to.',
    },
    'tip.transfer_waits': {
      status: 409,
      vi: 'Tin đã có một đề nghị chuyển đang chờ tiếp nhận. Chờ bên nhận trả lời, hoặc rút đề nghị đó trước.',
      en: 'Another commune is asked to take this tip already. Wait for its answer, or withdraw that first.',
      constraints: ['tip_transfer_one_pending'],
    },
    'tip.transfer_not_found': {
      status: 404,
      vi: 'Không có đề nghị chuyển tin này trong phạm vi của bạn. Quay lại danh sách tin và chọn lại.',
      en: 'Nothing of the kind was asked within your reach. Go back to the list of tips and choose again.',
    },
    'tip.transfer_own': {
      status: 403,
      vi: 'Bạn là người đã đề nghị chuyển tin này. Người khác của phường, xã được đề nghị phải trả lời.',
      en: 'You asked for this yourself. Somebody else of the commune that is asked has to answer.',
      constraints: ['tip_transfer_by_another'],
    },
    'tip.transfer_not_yours': {
      status: 403,
      vi: 'Bên được đề nghị tiếp nhận hoặc từ chối, bên đề nghị rút lại; bạn không thuộc bên đó. Liên hệ người của bên đó.',
      en: 'The commune that is asked takes or refuses, the side that asked withdraws; you are not of that side. Turn to somebody who is.',
    },
    'tip.transfer_withdrawn': {
      status: 409,
      vi: 'Bên đề nghị đã rút đề nghị chuyển tin này. Tải lại; không cần trả lời nữa.',
      en: 'The side that asked has withdrawn it. Reload; no answer is needed any more.',
    },
    'tip.transfer_answered': {
      status: 409,
      vi: 'Đề nghị chuyển tin này đã được trả lời. Tải lại để xem kết quả.',
      en: 'This has been answered already. Reload to see how.',
    },
    'tip.transfer_ended': {
      status: 409,
      vi: 'Tin đã được xử lý xong trước khi có trả lời, nên đề nghị chuyển không còn. Tải lại danh sách tin.',
      en: 'The tip was closed before anybody answered, so nothing is asked any more. Reload the list of tips.',
    },
    'tip.source_name_taken': {
      status: 409,
      vi: 'Đã có nguồn tiếp nhận mang tên này. Đặt tên khác, hoặc cấp thêm mã cho nguồn đã có.',
      en: 'A source of that name exists. Choose another name, or make another token for the one there is.',
      constraints: ['tip_source_name_unique'],
    },
    'tip.source_not_found': {
      status: 404,
      vi: 'Không có nguồn tiếp nhận này. Tải lại danh sách và chọn lại.',
      en: 'There is no such source. Reload the list and choose again.',
    },
    'tip.token_not_found': {
      status: 404,
      vi: 'Không có mã này, hoặc mã đã bị thu hồi. Tải lại danh sách.',
      en: 'There is no such token, or it has been revoked. Reload the list.',
    },
    'tip.token_invalid': {
      status: 401,
      vi: 'Mã tiếp nhận không đúng hoặc đã bị thu hồi. Gửi “Authorization: Bearer <mã>”; xin quản trị viên cấp mã mới nếu cần.',
      en: 'The token is wrong or revoked. Send “Authorization: Bearer <token>”; ask the administrator for a new one if needed.',
    },
    'tip.number_missing': {
      status: 400,
      vi: 'Thiếu cách nhận ra tin gửi lại. Gửi số của tin bên nguồn (channelNumber) hoặc tiêu đề Idempotency-Key.',
      en: 'Nothing tells a repeated tip from a new one. Send the sender’s own number (channelNumber) or an Idempotency-Key.',
    },
    'import.undo_by_analyst': {
      status: 409,
      vi: 'Quá thời hạn tự hoàn tác[ ({minutes} phút)], hoặc do người khác nhập: đề nghị chuyên viên phân tích hoàn tác.',
      en: 'The time to undo it yourself[ ({minutes} minutes)] is over, or somebody else imported it. Ask an analyst to undo it.',
    },
    'import.tips_stand': {
      status: 409,
      vi: 'Không hoàn tác được: đã có việc ghi sau đó trên[ {count}] tin của lượt nhập[ ({names})]. Hãy xử lý từng tin trên hồ sơ tin.',
      en: 'It cannot be undone:[ {count}] tips of the import have later acts[ ({names})]. Decide on the tips one by one.',
    },
  },
} as const satisfies FeatureDeclaration;
