import type { FeatureDeclaration } from './declaration.ts';

/** Problems with points, their life-cycle, handovers, signals and the map. */
export const REGISTER = {
  problems: {
    'export.purpose_missing': {
      status: 422,
      vi: 'Chưa nêu mục đích xuất dữ liệu, nên chưa xuất. Hãy ghi mục đích, ít nhất 5 ký tự.',
      en: 'No purpose was given, so nothing was taken out. Say what it is for, in at least 5 letters.',
    },
    'export.busy': {
      status: 429,
      vi: 'Bạn đang xuất 2 tệp cùng lúc. Hãy đợi một tệp tải xong rồi thử lại.',
      en: 'You are taking out 2 files at the same time. Wait until one has been downloaded and try again.',
    },
    'log.size_unknown': {
      status: 404,
      vi: 'Nhật ký chỉ có {size} dòng, nên không có bằng chứng cho độ dài đã hỏi. Hãy hỏi từ số nhỏ đến số lớn, trong số dòng đó.',
      en: 'The log has only {size} lines, so there is no proof for the length asked for. Ask from a smaller to a larger one of those.',
    },
    'log.leaf_unknown': {
      status: 404,
      vi: 'Nhật ký ở độ dài này không có dòng mang mã băm đã hỏi. Nếu mã lấy từ biên nhận có chữ ký đã quá một phút, hãy giữ biên nhận và báo người kiểm tra nhật ký.',
      en: 'The log of this length has no line with that hash. If it is from a signed receipt older than a minute, keep the receipt and tell the auditor.',
    },
    'point.not_found': {
      status: 404,
      vi: 'Không tìm thấy điểm này trong phạm vi bạn được xem. Hãy kiểm tra mã điểm hoặc quay lại danh sách.',
      en: 'There is no such point within what you may see. Check its code or go back to the list.',
      constraints: ['point_merged_into_fkey'],
    },
    'view.not_found': {
      status: 404,
      vi: 'Không tìm thấy chế độ xem này trong số bạn được mở. Hãy tải lại danh sách chế độ xem.',
      en: 'There is no such view among those that you may open. Reload the list of views.',
    },
    'view.too_many': {
      status: 409,
      vi: 'Mỗi người lưu được nhiều nhất {most} chế độ xem. Hãy xóa bớt rồi lưu lại.',
      en: 'A person may keep at most {most} views. Delete one and save again.',
    },
    'view.name_taken': {
      status: 409,
      vi: 'Bạn đã có một chế độ xem cùng tên. Hãy đặt tên khác.',
      en: 'You have a view of that name already. Choose another name.',
    },
    'view.of_a_past_day': {
      status: 409,
      vi: 'Chế độ xem này gắn với một ngày đã qua nên không có điểm mới. Hãy bỏ ngày xem rồi lưu lại.',
      en: 'This view is of a past day, so nothing new comes into it. Take the day out and save it again.',
    },
    'view.no_mail_address': {
      status: 409,
      vi: 'Bạn chưa có địa chỉ nhận thư. Hãy nhập địa chỉ ở mục Cài đặt của tôi rồi chọn lại.',
      en: 'You have no mail address yet. Enter one in your settings and choose again.',
    },
    'point.not_listed_then': {
      status: 404,
      vi: 'Điểm này chưa có trong danh mục vào ngày đang xem. Hãy chọn ngày khác hoặc xem hồ sơ hôm nay.',
      en: 'The register did not hold this point on that day. Choose another day, or read the record of today.',
    },
    'point.past_day': {
      status: 409,
      vi: 'Đây là hồ sơ của một ngày đã qua. Hãy mở hồ sơ hôm nay để làm việc.',
      en: 'This is the record of a past day. Open the record of today to act on it.',
    },
    'point.changed_meanwhile': {
      status: 409,
      vi: 'Người khác vừa cập nhật điểm này, việc của bạn chưa được ghi. Hãy xem lại nội dung mới rồi làm lại nếu vẫn cần.',
      en: 'Somebody else has just changed this point; yours was not written. Look at what is new and do it again if it is still needed.',
      constraints: ['event_one_per_seq'],
    },
    'point.geometry_invalid': {
      status: 422,
      vi: 'Hình vẽ không hợp lệ (tự cắt, thiếu đỉnh hoặc sai tọa độ). Hãy vẽ lại hoặc sửa các đỉnh bị chồng chéo.',
      en: 'The drawing is not valid (it crosses itself, lacks corners or has wrong coordinates). Draw it again or mend the crossing corners.',
      constraints: ['point_geometry_valid'],
    },
    'point.outside_city': {
      status: 422,
      vi: 'Vị trí nằm ngoài địa giới thành phố. Hãy kiểm tra thứ tự kinh độ, vĩ độ và đặt lại điểm.',
      en: 'The place lies outside the city. Check the order of longitude and latitude and place it again.',
    },
    'point.outside_own_communes': {
      status: 403,
      vi: 'Vị trí nằm ngoài phường, xã bạn phụ trách. Hãy đặt lại điểm, hoặc báo cho cán bộ của địa bàn đó.',
      en: 'The place lies outside the communes in your charge. Move it, or tell the officer of that area.',
    },
    'point.too_wide': {
      status: 422,
      vi: 'Hình này rộng hơn 10 km hoặc trải qua hơn 5 phường, xã. Hãy vẽ gọn lại, hoặc đề nghị cán bộ phân tích của thành phố nhập điểm.',
      en: 'The shape is wider than 10 km or lies in more than 5 communes. Draw it smaller, or ask the analyst of the city to enter it.',
    },
    'point.category_unknown': {
      status: 422,
      vi: 'Không có loại hình[ “{category}”] trong danh mục. Hãy chọn một loại hình trong danh sách.',
      en: 'The category[ “{category}”] is not in the list. Choose one from the list.',
      constraints: [
        'point_category_fkey',
        'signal_category_fkey',
        'tip_category_fkey',
        'import_word_category_fkey',
      ],
    },
    'point.event_not_correctable': {
      status: 422,
      vi: 'Sự kiện này không đính chính được. Hãy đính chính sự kiện gốc, hoặc hoàn tác việc gộp.',
      en: 'This event cannot be corrected. Correct the original event, or undo the merge.',
    },
    'point.event_before_its_day': {
      status: 422,
      vi: 'Sự kiện đã được nhập trước ngày này nên không thể xảy ra sau đó. Hãy chọn ngày không muộn hơn ngày nhập.',
      en: 'The event had been entered before that day, so it cannot have happened then. Choose a day no later than its entry.',
    },
    'point.lead_not_touched': {
      status: 422,
      vi: 'Điểm không nằm trên phường, xã được chọn. Hãy chọn một trong các phường, xã mà điểm nằm trên đó.',
      en: 'The point does not touch the commune chosen. Choose one of the communes it lies on.',
    },
    'point.kind_mismatch': {
      status: 422,
      vi: 'Loại hình mới thuộc nhóm khác (cơ sở kinh doanh và địa bàn công cộng không đổi lẫn nhau). Hãy chọn loại hình cùng nhóm.',
      en: 'The new category is of another kind (a business cannot become a public area or the reverse). Choose one of the same kind.',
    },
    'point.merged': {
      status: 409,
      vi: 'Điểm này đã được gộp vào điểm[ {code}] khác. Hãy mở điểm đó để làm tiếp.',
      en: 'This point was merged into another[ ({code})]. Open that one to go on.',
    },
    'point.merge_into_itself': {
      status: 422,
      vi: 'Không thể gộp một điểm vào chính nó. Hãy chọn một điểm khác.',
      en: 'A point cannot be merged into itself. Choose another one.',
      constraints: ['point_merge_into_itself'],
    },
    'point.merge_hides_status': {
      status: 409,
      vi: 'Gộp như vậy sẽ che trạng thái của điểm này hoặc đưa điểm ra khỏi danh mục, nên chưa ghi gì. Hãy gộp theo chiều ngược lại: mở điểm kia và gộp vào điểm này.',
      en: 'This merge would hide the status of this point or take it off the list; nothing was written. Merge the other way round: open the other point and merge it into this one.',
    },
    'point.merge_other_commune': {
      status: 409,
      vi: 'Hai điểm có phường, xã phụ trách khác nhau, nên chưa gộp. Hãy sửa vị trí của điểm ghi sai trước, rồi gộp.',
      en: 'The two points are led by different communes and were not merged. Correct the place of the one that is wrong first, then merge.',
    },
    'point.not_merged': {
      status: 409,
      vi: 'Điểm này không ở trạng thái đã gộp nên không có gì để hoàn tác. Hãy tải lại hồ sơ.',
      en: 'This point is not merged, so there is nothing to undo. Reload the record.',
    },
    'point.removed': {
      status: 409,
      vi: 'Đề xuất điểm này đã bị hủy vì ghi nhận sai, nên điểm không còn trong danh mục. Hãy đề xuất điểm mới nếu cần.',
      en: 'The proposal of this point was declared mistaken, so the register does not hold it any more. Propose a new point if one is needed.',
    },
    'lifecycle.wrong_status': {
      status: 409,
      vi: 'Trạng thái hiện tại của điểm không cho phép việc này. Hãy xem lịch sử của điểm để biết bước tiếp theo.',
      en: 'The point’s present status does not allow this. Look at its history for the step that comes next.',
    },
    'lifecycle.future_date': {
      status: 422,
      vi: 'Ngày hiệu lực nằm trong tương lai. Hãy chọn hôm nay hoặc một ngày đã qua.',
      en: 'The effective date lies in the future. Choose today or an earlier day.',
      constraints: [
        'event_effective_on_not_in_future',
        'tip_event_not_in_future',
        'tip_received_not_in_future',
        'indicator_result_not_of_the_future',
        'inspection_object_closed_not_in_future',
        'inspection_not_in_future',
      ],
    },
    'lifecycle.before_earlier_event': {
      status: 422,
      vi: 'Ngày hiệu lực sớm hơn một việc đã ghi trước đó[ (ngày {notBefore})]. Hãy chọn ngày bằng hoặc sau ngày ấy.',
      en: 'The effective date lies before something already recorded[ (on {notBefore})]. Choose that day or a later one.',
      constraints: [
        'cycle_dates_ordered',
        'handover_answer_after_proposal',
        'handover_withdrawal_after_proposal',
        'handover_response_after_refusal',
        'signal_appeal_answer_after_appeal',
        'signal_decision_after_occurrence',
        'tip_stages_ordered',
      ],
    },
    'lifecycle.after_later_event': {
      status: 422,
      vi: 'Ngày sửa muộn hơn việc kế tiếp trong lịch sử[ (ngày {notAfter})]. Hãy chọn ngày bằng hoặc trước ngày ấy.',
      en: 'The corrected date lies after the next event of the history[ (on {notAfter})]. Choose that day or an earlier one.',
    },
    'lifecycle.own_proposal': {
      status: 403,
      vi: 'Người đề xuất không được tự công nhận đề xuất của mình. Hãy để một người khác có thẩm quyền quyết định.',
      en: 'The person who proposed a point may not recognise it. Leave the decision to another entitled person.',
      constraints: ['point_recogniser_is_not_proposer'],
    },
    'lifecycle.reason_required': {
      status: 422,
      vi: 'Việc này cần nêu lý do. Hãy ghi lý do rồi gửi lại.',
      en: 'This needs a reason. Write it down and send again.',
      constraints: ['check_record_could_not_check_says_why', 'inspection_says_why_not'],
    },
    'lifecycle.document_required': {
      status: 422,
      vi: 'Việc này cần số văn bản. Hãy nhập số văn bản làm căn cứ rồi gửi lại.',
      en: 'This needs a document number. Enter the document that it rests on and send again.',
    },
    'handover.not_found': {
      status: 404,
      vi: 'Không tìm thấy đề nghị bàn giao này trong phạm vi bạn được xem. Hãy tải lại hồ sơ của điểm.',
      en: 'There is no such handover within what you may see. Reload the point’s record.',
    },
    'handover.not_pending': {
      status: 409,
      vi: 'Đề nghị bàn giao này không còn chờ trả lời.[ Lãnh đạo {confirmedBy} đã xác nhận lúc {at}.][ Lãnh đạo {refusedBy} đã từ chối lúc {at}.][ Bên đề nghị đã rút lúc {withdrawnAt}.][ Nơi nhận {lapsedCommune} không còn; đơn vị kế thừa đã được hỏi lúc {at}.] Hãy tải lại hồ sơ để xem kết quả.',
      en: 'This handover does not await an answer any more.[ The leader of {confirmedBy} confirmed it at {at}.][ The leader of {refusedBy} refused it at {at}.][ Its proposer’s side withdrew it at {withdrawnAt}.][ The receiving commune, {lapsedCommune}, is no more; its successor was asked at {at}.] Reload the record to see the outcome.',
      constraints: ['handover_answer_complete'],
    },
    'handover.already_pending': {
      status: 409,
      vi: 'Điểm đang có đề nghị bàn giao chờ trả lời. Hãy đợi phường, xã nhận trả lời trước khi đề nghị lại.',
      en: 'A handover of this point awaits its answer. Wait for the receiving commune before proposing again.',
      constraints: ['handover_once_per_attempt'],
    },
    'handover.same_person': {
      status: 403,
      vi: 'Người đề nghị bàn giao không được tự xác nhận. Hãy để lãnh đạo của phường, xã nhận trả lời.',
      en: 'The person who proposed a handover may not answer it. Leave it to the leader of the receiving commune.',
      constraints: ['handover_confirmer_is_not_proposer'],
    },
    'handover.other_commune': {
      status: 403,
      vi: 'Chỉ phường, xã được nhận bàn giao mới được trả lời. Hãy chuyển cho lãnh đạo của địa bàn đó.',
      en: 'Only the receiving commune answers a handover. Pass it to the leader of that area.',
    },
    'handover.commune_abolished': {
      status: 409,
      vi: 'Phường, xã nhận bàn giao không còn tồn tại. Hãy cập nhật địa bàn của điểm rồi đề nghị bàn giao lại.',
      en: 'The receiving commune no longer exists. Update the point’s area and propose the handover again.',
    },
    'handover.refusal_unanswered': {
      status: 409,
      vi: 'Lần từ chối trước chưa được trả lời. Hãy trả lời lý do từ chối rồi mới đề nghị bàn giao lại.',
      en: 'The refusal before has no answer yet. Answer its reason first, then propose the handover again.',
    },
    'handover.not_refused': {
      status: 409,
      vi: 'Không có lần từ chối nào đang chờ trả lời. Hãy tải lại hồ sơ để xem diễn biến bàn giao.',
      en: 'No refusal awaits an answer. Reload the record to see how the handover went.',
    },
    'handover.already_responded': {
      status: 409,
      vi: 'Lần từ chối này đã được trả lời[ ngày {on}]. Hãy tải lại hồ sơ; nếu cần, đề nghị bàn giao lại.',
      en: 'This refusal was already answered[ on {on}]. Reload the record; propose again if that is due.',
    },
    'handover.own_refusal': {
      status: 403,
      vi: 'Người đã từ chối không được tự trả lời lần từ chối ấy. Hãy để một người khác của bên đề nghị trả lời.',
      en: 'Who refused may not answer that refusal. Leave it to another person of the proposer’s side.',
      constraints: ['handover_responder_is_not_refuser'],
    },
    'handover.response_mismatch': {
      status: 422,
      vi: 'Chỉ khi lý do từ chối là không thuộc địa bàn mới nêu phường, xã khác; chỉ khi lý do là trùng mới nêu điểm kia, và không nêu chính nơi này. Hãy bỏ phần không khớp rồi gửi lại.',
      en: 'Another commune is named only where the refusal says wrong commune, another point only where it says duplicate, and never this one itself. Leave out what does not fit and send again.',
      constraints: ['handover_response_fits_reason', 'handover_refusal_names_fit_reason'],
    },
    'text.personal_data': {
      status: 422,
      vi: 'Nội dung có vẻ chứa thông tin cá nhân (tên người, số giấy tờ, số điện thoại…), chưa ghi gì. Hãy bỏ phần được đánh dấu: sổ này chỉ ghi về địa điểm, không ghi về người.',
      en: 'The text seems to hold personal data (a name, an identity or telephone number…); nothing was written. Remove the marked part: this register is about places, never persons.',
    },
    'text.secret_marking': {
      status: 422,
      vi: 'Nội dung mang dấu chỉ độ mật, chưa ghi gì. Không nhập tài liệu mật vào hệ thống này; hãy bỏ phần được đánh dấu.',
      en: 'The text carries a secrecy marking; nothing was written. Secret material does not belong in this system; remove the marked part.',
    },
    'commune.not_found': {
      status: 404,
      vi: 'Không tìm thấy phường, xã này. Hãy chọn một đơn vị trong danh sách hiện hành.',
      en: 'There is no such commune. Choose one from the present list.',
      constraints: ['role_assignment_commune_fkey', 'tip_commune_fkey'],
    },
    'tile.out_of_range': {
      status: 404,
      vi: 'Ô bản đồ nằm ngoài phạm vi phục vụ. Hãy đưa bản đồ trở lại địa bàn thành phố.',
      en: 'The map tile lies outside what is served. Move the map back to the city.',
    },
    'generator.register_not_empty': {
      status: 409,
      vi: 'Sổ đăng ký đã có điểm. Chỉ sinh dữ liệu giả lập vào một cơ sở dữ liệu chưa có điểm nào; hãy chọn cơ sở dữ liệu khác.',
      en: 'The register already holds points. Invented data only goes into a database without any; choose another one.',
    },
  },
} as const satisfies FeatureDeclaration;
