import type { FeatureDeclaration } from './declaration.ts';

/** Reports for a period. */
export const REPORT = {
  screens: {
    reports: { vi: 'Báo cáo', en: 'Reports' },
  },
  prints: ['report_print'],
  notices: {
    report_waits: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'a report waits for the approval',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: chờ duyệt',
        en: 'Report of the period to {date}: awaits approval',
      },
      many: { vi: '{count} báo cáo chờ duyệt', en: '{count} reports await approval' },
    },
    report_approved: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'an own report was approved',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: đã duyệt',
        en: 'Report of the period to {date}: approved',
      },
      many: { vi: '{count} báo cáo đã duyệt', en: '{count} reports approved' },
    },
    report_returned: {
      group: 'reports',
      topic: { vi: 'Báo cáo', en: 'Reports' },
      meaning: 'an own report was returned',
      address: () => '/reports',
      one: {
        vi: 'Báo cáo kỳ đến ngày {date}: bị trả lại',
        en: 'Report of the period to {date}: returned',
      },
      many: { vi: '{count} báo cáo bị trả lại', en: '{count} reports returned' },
    },
  },
  problems: {
    'report.not_found': {
      status: 404,
      vi: 'Không có báo cáo này, hoặc chưa được duyệt để bạn xem. Hãy chọn trong danh sách báo cáo.',
      en: 'There is no such report, or it is not approved for you to read yet. Choose one from the list.',
    },
    'report.no_such_period': {
      status: 422,
      vi: 'Không có kỳ báo cáo này. Hãy chọn tháng 1–12, quý 1–4, 6 tháng 1 hoặc 2, hoặc cả năm.',
      en: 'There is no such period. Months run from 1 to 12, quarters to 4, halves to 2, a year has one.',
    },
    'report.not_begun': {
      status: 422,
      vi: 'Kỳ báo cáo này chưa bắt đầu[ (từ {firstOn})] nên chưa có số liệu. Hãy chọn kỳ khác.',
      en: 'That period has not begun[ (it starts on {firstOn})]. Choose another.',
    },
    'report.still_running': {
      status: 409,
      vi: 'Kỳ báo cáo chưa kết thúc (đến {lastOn}) nên chưa gửi được. Hãy gửi từ ngày hôm sau.',
      en: 'The period runs until {lastOn}, so the report cannot be sent yet. Send it from the day after.',
      constraints: ['report_period_is_over'],
    },
    'report.other_commune': {
      status: 403,
      vi: 'Báo cáo này của đơn vị khác. Hãy chọn địa bàn do bạn phụ trách.',
      en: 'This report belongs to somebody else. Choose one in your charge.',
    },
    'report.same_person': {
      status: 403,
      vi: 'Người soạn hoặc gửi báo cáo không được tự duyệt. Hãy để người khác có thẩm quyền duyệt.',
      en: 'Whoever drafted or sent a report does not approve it. Leave it to another who may.',
      constraints: ['report_approver_is_another'],
    },
    'report.wrong_state': {
      status: 409,
      vi: 'Báo cáo đang ở bước khác. Hãy tải lại rồi làm tiếp.',
      en: 'The report is at another step. Reload it, then go on.',
      constraints: ['report_one_per_version', 'report_one_on_its_way', 'report_is_frozen'],
    },
    'report.figures_changed': {
      status: 409,
      vi: 'Số liệu đã khác lúc bạn xem. Hãy tải lại, xem số mới rồi làm tiếp.',
      en: 'The figures have changed since you saw them. Reload, look at them, then go on.',
    },
    'report.reason_required': {
      status: 422,
      vi: 'Kỳ này đã có báo cáo được duyệt. Hãy nêu lý do đính chính.',
      en: 'There is an approved report for this period. Say why it is restated.',
    },
    'report.nothing_changed': {
      status: 409,
      vi: 'Số liệu không khác báo cáo đã duyệt, không cần đính chính.',
      en: 'The figures equal those of the approved report; there is nothing to restate.',
    },
    'report.not_public': {
      status: 403,
      vi: 'Chỉ công khai được báo cáo năm đã duyệt của thành phố: kỳ ngắn hơn hoặc một phường, xã có thể làm lộ số liệu nhỏ.',
      en: 'Only the approved yearly report of the city may be published: shorter periods or one commune would give small counts away.',
    },
    'report.periods_in_past': {
      status: 422,
      vi: 'Kỳ báo cáo chỉ đổi từ hôm nay trở đi. Hãy chọn ngày khác.',
      en: 'Periods change from today on only. Choose another day.',
    },
    'report.analysis_refused': {
      status: 422,
      vi: 'Phân tích này chưa có kết quả vì số liệu quá ít, nên không đưa vào báo cáo được. Hãy chọn kỳ dài hơn.',
      en: 'This analysis has no result yet: there is too little data, so it cannot go into a report. Choose a longer period.',
    },
    'report.analysis_changed': {
      status: 409,
      vi: 'Số liệu đã thay đổi từ lúc bạn xem[: n từ {before} thành {after} (chênh {difference})]. Hãy xem lại phân tích rồi đưa vào báo cáo.',
      en: 'The data have changed since you looked[: n was {before} and is {after} now (difference {difference})]. Look at the analysis again, then put it into the report.',
    },
    'report.analysis_there': {
      status: 409,
      vi: 'Phân tích này, với cùng số liệu, đã có trong báo cáo. Hãy mở báo cáo để xem.',
      en: 'This analysis is in the report already, with the same figures. Open the report to see it.',
      constraints: ['report_analysis_once'],
    },
    'report.analyses_full': {
      status: 409,
      vi: 'Báo cáo đã có đủ {most} phân tích. Hãy bỏ bớt một phân tích rồi đưa vào.',
      en: 'The report has its {most} analyses. Remove one, then put this one in.',
    },
    'report.analyses_closed': {
      status: 409,
      vi: 'Báo cáo này đã gửi hoặc đã duyệt nên không thêm, bớt, sắp xếp phân tích được. Hãy chọn kỳ khác, hoặc đề nghị trả lại báo cáo chưa duyệt.',
      en: 'This report is sent or approved, so its analyses stay as they are. Choose another period, or ask for a report that is not approved yet to be returned.',
      constraints: ['report_analysis_is_frozen'],
    },
    'report.analyses_changed': {
      status: 409,
      vi: 'Người khác vừa thêm hoặc bỏ phân tích trong báo cáo này. Hãy tải lại, xem rồi sắp xếp lại.',
      en: 'Somebody has just put an analysis into this report or removed one. Reload it, look, then order them again.',
    },
    'report.analysis_not_found': {
      status: 404,
      vi: 'Phân tích này không còn trong báo cáo. Hãy tải lại báo cáo.',
      en: 'This analysis is not in the report any more. Reload the report.',
    },
  },
} as const satisfies FeatureDeclaration;
