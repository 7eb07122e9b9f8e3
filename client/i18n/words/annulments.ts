import { both } from '#client/i18n/both.ts';

/** Words for declaring an act mistaken. */
export const annulments = {
  annulled: both('Đã hủy', 'Annulled'),
  annulThis: both('Hủy ghi nhận sai', 'Annul this act'),
  annulledAct: both('Ghi nhận bị hủy', 'Annulled act'),
  annulledBy: both('{name} hủy ngày {date}', 'Annulled by {name} on {date}'),
  title: both('Hủy ghi nhận: {kind}, {date}', 'Annul: {kind}, {date}'),
  lead: both(
    'Dùng khi việc này được ghi nhầm. Ghi nhận cũ vẫn nằm trong lịch sử, được gạch ngang, và không còn được tính ở đâu.',
    'For an act that was recorded by mistake. It stays in the history, struck, and counts nowhere any more.',
  ),
  loading: both('Đang xem những gì sẽ thay đổi…', 'Looking at what would change…'),
  effects: both('Việc hủy kéo theo', 'What follows'),
  leadsTo: both('Kéo theo', 'Leads to'),
  atPoints: both(
    (p: { line: string; count: string }) => `${p.line} (${p.count} điểm)`,
    (p) => `${p.line} (${p.count === '1' ? '1 point' : `${p.count} points`})`,
  ),
  moreEffects: both('{count} nội dung khác, xem ở từng điểm', '{count} more, see each point'),
  noEffects: both('Không có thay đổi nào khác.', 'Nothing else changes.'),
  standing: both('Còn việc ghi sau dựa trên ghi nhận này', 'Later acts stand on this one'),
  standingMore: both(
    'Hãy hủy các việc này trước, lần lượt từ trên xuống.',
    'Annul these before, one after the other from the top.',
  ),
  replied: both('Giải trình của phường, xã', 'Reply of the commune'),
  newPoint: both('Điểm mới đã đề xuất: {code}', 'A new point was proposed: {code}'),
  ownUntil: both(
    'Đây là ghi nhận của bạn: tự hủy được đến {until}.',
    'This is an act of yours: you may take it back until {until}.',
  ),
  reason: both('Lý do hủy', 'Reason'),
  document: both('Số văn bản làm căn cứ', 'Document it rests on'),
  confirm: both('Xác nhận ghi sai', 'Declare mistaken'),
  done: both('Đã hủy ghi nhận ở điểm {code}.', 'The act at {code} was annulled.'),
  effect: {
    status: both('Trạng thái: từ “{from}” thành “{to}”', 'Status: from “{from}” to “{to}”'),
    cycle_opened: both('Mở chu kỳ {cycle}', 'Cycle {cycle} opens'),
    cycle_removed: both('Chu kỳ {cycle} không còn', 'Cycle {cycle} is no more'),
    closure_removed: both(
      'Chu kỳ {cycle} không còn ngày triệt xóa; các hạn kiểm tra theo ngày ấy được bỏ',
      'Cycle {cycle} has no elimination any more, nor the checks due after it',
    ),
    handed_over_removed: both(
      'Chu kỳ {cycle} không còn ngày bàn giao',
      'Cycle {cycle} has no hand-over any more',
    ),
    handover_cancelled: both(
      'Đề nghị bàn giao đang chờ bị hủy: {communes}',
      'The hand-over that waits falls away: {communes}',
    ),
    handover_number: both('văn bản số {number}', 'document {number}'),
    handover_asked: both(
      'Đề nghị nhận bàn giao: {communes}',
      'Asked to take the place over: {communes}',
    ),
    handover_withdrawn: both(
      'Đề nghị bàn giao đang chờ được rút: {communes}',
      'The hand-over that waits is withdrawn: {communes}',
    ),
    handover_back: both(
      'Đề nghị bàn giao chờ trả lời trở lại: {communes}',
      'The hand-over waits for its answer again: {communes}',
    ),
    handover_due: both('hạn trả lời {date}', 'to be answered by {date}'),
    handover_removed: both(
      'Đề nghị bàn giao không còn: {communes}',
      'The proposed hand-over is no more: {communes}',
    ),
    handover_not_back: both(
      'Đề nghị bàn giao không trở lại, vì điểm đã đổi địa bàn: {communes}',
      'The hand-over does not come back, as the place lies in other communes now: {communes}',
    ),
    handover_taken_back: both(
      'Bàn giao trước đây hết hiệu lực, vì điểm đã đổi địa bàn',
      'The former hand-over has ended, as the place lies in other communes now',
    ),
    response_removed: both(
      'Lời từ chối chờ trả lời trở lại: {communes}',
      'The refusal waits for an answer again: {communes}',
    ),
    check_removed: both(
      'Lần kiểm tra không còn được tính; các hạn kiểm tra được tính lại',
      'The check counts no more; the days of the next checks are found again',
    ),
    suspicion_removed: both(
      'Dấu hiệu ghi nhận khi kiểm tra không còn',
      'The suspicion raised by the check is no more',
    ),
    suspicion_matched_anew: both(
      'Dấu hiệu đang chờ xác minh được đối chiếu lại với các điểm xung quanh',
      'The open suspicion is matched anew with the places around',
    ),
    suspicion_back: both(
      'Dấu hiệu chờ xác minh trở lại',
      'The suspicion waits for its decision again',
    ),
    reply_asked: both(
      'Phường, xã được yêu cầu giải trình về chu kỳ {cycle}',
      'The commune is asked to explain cycle {cycle}',
    ),
    reply_no_longer_asked: both(
      'Phường, xã không còn phải giải trình (hạn {date})',
      'The commune need not explain any more (it was due {date})',
    ),
    merge_removed: both('Điểm trở lại là một điểm riêng', 'The point stands for itself again'),
    place_removed: both(
      'Điểm không còn trong danh mục',
      'The register does not hold the point any more',
    ),
  },
};
