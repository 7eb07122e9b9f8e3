import { both } from '#client/i18n/both.ts';

type Parts = { communes: string };

/** Words for declaring an act mistaken. */
export const annulments = {
  annulled: both('Đã hủy', 'Annulled'),
  annulThis: both('Hủy ghi nhận sai', 'Annul this act'),
  annulledAct: both('Ghi nhận bị hủy', 'Annulled act'),
  annulledBy: both(
    (p: { name: string; date: string }) => `${p.name} hủy ngày ${p.date}`,
    (p) => `Annulled by ${p.name} on ${p.date}`,
  ),
  title: both(
    (p: { kind: string; date: string }) => `Hủy ghi nhận: ${p.kind}, ${p.date}`,
    (p) => `Annul: ${p.kind}, ${p.date}`,
  ),
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
  moreEffects: both(
    (p: { count: string }) => `${p.count} nội dung khác, xem ở từng điểm`,
    (p) => `${p.count} more, see each point`,
  ),
  noEffects: both('Không có thay đổi nào khác.', 'Nothing else changes.'),
  standing: both('Còn việc ghi sau dựa trên ghi nhận này', 'Later acts stand on this one'),
  standingMore: both(
    'Hãy hủy các việc này trước, lần lượt từ trên xuống.',
    'Annul these before, one after the other from the top.',
  ),
  replied: both('Giải trình của phường, xã', 'Reply of the commune'),
  newPoint: both(
    (p: { code: string }) => `Điểm mới đã đề xuất: ${p.code}`,
    (p) => `A new point was proposed: ${p.code}`,
  ),
  ownUntil: both(
    (p: { until: string }) => `Đây là ghi nhận của bạn: tự hủy được đến ${p.until}.`,
    (p) => `This is an act of yours: you may take it back until ${p.until}.`,
  ),
  reason: both('Lý do hủy', 'Reason'),
  document: both('Số văn bản làm căn cứ', 'Document it rests on'),
  confirm: both('Xác nhận ghi sai', 'Declare mistaken'),
  done: both(
    (p: { code: string }) => `Đã hủy ghi nhận ở điểm ${p.code}.`,
    (p) => `The act at ${p.code} was annulled.`,
  ),
  effect: {
    status: both(
      (p: { from: string; to: string }) => `Trạng thái: từ “${p.from}” thành “${p.to}”`,
      (p) => `Status: from “${p.from}” to “${p.to}”`,
    ),
    cycle_opened: both(
      (p: { cycle: string }) => `Mở chu kỳ ${p.cycle}`,
      (p) => `Cycle ${p.cycle} opens`,
    ),
    cycle_removed: both(
      (p: { cycle: string }) => `Chu kỳ ${p.cycle} không còn`,
      (p) => `Cycle ${p.cycle} is no more`,
    ),
    closure_removed: both(
      (p: { cycle: string }) =>
        `Chu kỳ ${p.cycle} không còn ngày triệt xóa; các hạn kiểm tra theo ngày ấy được bỏ`,
      (p) => `Cycle ${p.cycle} has no elimination any more, nor the checks due after it`,
    ),
    handed_over_removed: both(
      (p: { cycle: string }) => `Chu kỳ ${p.cycle} không còn ngày bàn giao`,
      (p) => `Cycle ${p.cycle} has no hand-over any more`,
    ),
    handover_cancelled: both(
      (p: Parts) => `Đề nghị bàn giao đang chờ bị hủy: ${p.communes}`,
      (p) => `The hand-over that waits falls away: ${p.communes}`,
    ),
    handover_number: both(
      (p: { number: string }) => `văn bản số ${p.number}`,
      (p) => `document ${p.number}`,
    ),
    handover_asked: both(
      (p: Parts) => `Đề nghị nhận bàn giao: ${p.communes}`,
      (p) => `Asked to take the place over: ${p.communes}`,
    ),
    handover_withdrawn: both(
      (p: Parts) => `Đề nghị bàn giao đang chờ được rút: ${p.communes}`,
      (p) => `The hand-over that waits is withdrawn: ${p.communes}`,
    ),
    handover_back: both(
      (p: Parts) => `Đề nghị bàn giao chờ trả lời trở lại: ${p.communes}`,
      (p) => `The hand-over waits for its answer again: ${p.communes}`,
    ),
    handover_due: both(
      (p: { date: string }) => `hạn trả lời ${p.date}`,
      (p) => `to be answered by ${p.date}`,
    ),
    handover_removed: both(
      (p: Parts) => `Đề nghị bàn giao không còn: ${p.communes}`,
      (p) => `The proposed hand-over is no more: ${p.communes}`,
    ),
    handover_not_back: both(
      (p: Parts) => `Đề nghị bàn giao không trở lại, vì điểm đã đổi địa bàn: ${p.communes}`,
      (p) =>
        `The hand-over does not come back, as the place lies in other communes now: ${p.communes}`,
    ),
    handover_taken_back: both(
      'Bàn giao trước đây hết hiệu lực, vì điểm đã đổi địa bàn',
      'The former hand-over has ended, as the place lies in other communes now',
    ),
    response_removed: both(
      (p: Parts) => `Lời từ chối chờ trả lời trở lại: ${p.communes}`,
      (p) => `The refusal waits for an answer again: ${p.communes}`,
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
      (p: { cycle: string }) => `Phường, xã được yêu cầu giải trình về chu kỳ ${p.cycle}`,
      (p) => `The commune is asked to explain cycle ${p.cycle}`,
    ),
    reply_no_longer_asked: both(
      (p: { date: string }) => `Phường, xã không còn phải giải trình (hạn ${p.date})`,
      (p) => `The commune need not explain any more (it was due ${p.date})`,
    ),
    merge_removed: both('Điểm trở lại là một điểm riêng', 'The point stands for itself again'),
    place_removed: both(
      'Điểm không còn trong danh mục',
      'The register does not hold the point any more',
    ),
  },
};
