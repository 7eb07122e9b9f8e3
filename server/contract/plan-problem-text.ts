import type { ProblemText } from './problem-text.ts';

export const PLAN_PROBLEM_TEXT = {
  'plan.not_found': {
    vi: 'Không có kế hoạch này, hoặc còn là bản nháp của cơ quan thường trực. Hãy chọn trong danh sách kế hoạch.',
    en: 'There is no such plan, or it is still a draft of the coordinator. Choose one from the list.',
  },
  'plan.year_taken': {
    vi: 'Đã có kế hoạch số này trong năm. Hãy kiểm tra lại số và năm.',
    en: 'There is a plan of that number in that year already. Check the number and the year.',
  },
  'plan.issued': {
    vi: 'Kế hoạch đã ban hành không sửa được. Hãy ghi văn bản điều chỉnh.',
    en: 'An issued plan is not rewritten. Record an amendment instead.',
  },
  'plan.draft': {
    vi: 'Kế hoạch còn là bản nháp. Hãy ghi số, ngày ký và chức danh người ký trước.',
    en: 'The plan is still a draft. Give its number, day and signing office first.',
  },
  'plan.signed_in_future': {
    vi: 'Ngày ký không thể ở tương lai. Hãy sửa lại ngày.',
    en: 'A paper cannot be signed in the future. Correct the day.',
  },
  'plan.indicator_not_found': {
    vi: 'Kế hoạch không có chỉ tiêu này. Hãy tải lại kế hoạch.',
    en: 'The plan has no such indicator. Reload the plan.',
  },
  'plan.target_mismatch': {
    vi: 'Chỉ tiêu không khớp: chỉ tiêu tỷ lệ từ 0 đến 1, chỉ tiêu không so sánh thì bỏ trống.',
    en: 'The target does not fit: a share lies between 0 and 1, and without a comparator there is none.',
  },
  'plan.allotment_differs': {
    vi: 'Tổng giao ({total}) khác chỉ tiêu ({target}). Hãy sửa các phần giao hoặc nêu lý do.',
    en: 'The shares make {total}, the target is {target}. Correct the shares or say why they differ.',
  },
  'plan.commune_twice': {
    vi: 'Một phường, xã được giao hai lần. Hãy gộp thành một phần.',
    en: 'A commune is named twice. Give it one share.',
  },
  'plan.computed': {
    vi: 'Chỉ tiêu này tính tự động từ sổ, không nhập tay. Hãy ghi sự việc vào sổ.',
    en: 'The register counts this indicator by itself. Record what happened instead.',
  },
  'plan.result_outside': {
    vi: 'Kỳ báo cáo nằm ngoài thời gian của kế hoạch ({firstOn} – {lastOn}). Hãy chọn kỳ khác.',
    en: 'The period lies outside the plan ({firstOn} – {lastOn}). Choose another.',
  },
  'plan.result_overlaps': {
    vi: 'Kỳ này chồng lên kỳ đã nhập ({firstOn} – {lastOn}). Hãy chọn đúng kỳ đó để đính chính hoặc kỳ khác.',
    en: 'The period overlaps one entered before ({firstOn} – {lastOn}). Correct that one or choose another.',
  },
  'plan.reason_required': {
    vi: 'Kỳ này đã có số liệu. Hãy nêu lý do đính chính.',
    en: 'There is a figure for this period already. Say why it is corrected.',
  },
  'plan.more_than_whole': {
    vi: 'Kết quả lớn hơn tổng số, hoặc chỉ tiêu tỷ lệ thiếu tổng số. Hãy kiểm tra lại.',
    en: 'The figure is larger than the whole, or a share lacks its whole. Check both.',
  },
  'plan.other_commune': {
    vi: 'Bạn chỉ nhập được số liệu của phường, xã mình phụ trách. Hãy chọn lại địa bàn.',
    en: 'You enter figures of your own communes only. Choose one of them.',
  },
  'plan.counts_businesses_only': {
    vi: 'Chỉ nội dung 3 và 4 có số cơ sở. Hãy bỏ trống ô này.',
    en: 'Only contents 3 and 4 count businesses. Leave the field empty.',
  },
} satisfies Record<string, ProblemText>;
