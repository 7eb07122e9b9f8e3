import type { ProblemText } from './problem-text.ts';

export const REPORT_PROBLEM_TEXT = {
  'report.not_found': {
    vi: 'Không có báo cáo này, hoặc chưa được duyệt để bạn xem. Hãy chọn trong danh sách báo cáo.',
    en: 'There is no such report, or it is not approved for you to read yet. Choose one from the list.',
  },
  'report.no_such_period': {
    vi: 'Không có kỳ báo cáo này. Tháng từ 1 đến 12, quý từ 1 đến 4, nửa năm 1 hoặc 2, năm chỉ có 1.',
    en: 'There is no such period. Months run from 1 to 12, quarters to 4, halves to 2, a year has one.',
  },
  'report.not_begun': {
    vi: 'Kỳ báo cáo này chưa bắt đầu[ (từ {firstOn})] nên chưa có số liệu. Hãy chọn kỳ khác.',
    en: 'That period has not begun[ (it starts on {firstOn})]. Choose another.',
  },
  'report.still_running': {
    vi: 'Kỳ báo cáo chưa kết thúc (đến {lastOn}) nên chưa gửi được. Hãy gửi từ ngày hôm sau.',
    en: 'The period runs until {lastOn}, so the report cannot be sent yet. Send it from the day after.',
  },
  'report.other_commune': {
    vi: 'Báo cáo này của đơn vị khác. Hãy chọn địa bàn do bạn phụ trách.',
    en: 'This report belongs to somebody else. Choose one in your charge.',
  },
  'report.same_person': {
    vi: 'Người soạn hoặc gửi báo cáo không được tự duyệt. Hãy để người khác có thẩm quyền duyệt.',
    en: 'Whoever drafted or sent a report does not approve it. Leave it to another who may.',
  },
  'report.wrong_state': {
    vi: 'Báo cáo đang ở bước khác. Hãy tải lại rồi làm tiếp.',
    en: 'The report is at another step. Reload it, then go on.',
  },
  'report.figures_changed': {
    vi: 'Số liệu đã khác lúc bạn xem. Hãy tải lại, xem số mới rồi làm tiếp.',
    en: 'The figures have changed since you saw them. Reload, look at them, then go on.',
  },
  'report.reason_required': {
    vi: 'Kỳ này đã có báo cáo được duyệt. Hãy nêu lý do đính chính.',
    en: 'There is an approved report for this period. Say why it is restated.',
  },
  'report.nothing_changed': {
    vi: 'Số liệu không khác báo cáo đã duyệt, không cần đính chính.',
    en: 'The figures equal those of the approved report; there is nothing to restate.',
  },
  'report.not_public': {
    vi: 'Chỉ báo cáo năm của thành phố đã duyệt mới công khai được: số của kỳ ngắn hoặc của một xã có thể làm lộ số nhỏ.',
    en: 'Only the approved yearly report of the city may be published: shorter periods or one commune would give small counts away.',
  },
  'report.periods_in_past': {
    vi: 'Kỳ báo cáo chỉ đổi từ hôm nay trở đi. Hãy chọn ngày khác.',
    en: 'Periods change from today on only. Choose another day.',
  },
} satisfies Record<string, ProblemText>;
