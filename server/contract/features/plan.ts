import type { FeatureDeclaration } from './declaration.ts';

/** Plans and their targets. */
export const PLAN = {
  screens: {
    plans: { vi: 'Chỉ tiêu', en: 'Targets' },
  },
  prints: ['plan_print'],
  problems: {
    'plan.not_found': {
      status: 404,
      vi: 'Không có kế hoạch này, hoặc còn là bản nháp của cơ quan thường trực. Hãy chọn trong danh sách kế hoạch.',
      en: 'There is no such plan, or it is still a draft of the coordinator. Choose one from the list.',
    },
    'plan.year_taken': {
      status: 409,
      vi: 'Đã có kế hoạch số này trong năm. Hãy kiểm tra lại số và năm.',
      en: 'There is a plan of that number in that year already. Check the number and the year.',
      constraints: ['plan_number_unique', 'plan_amendment_number_unique'],
    },
    'plan.issued': {
      status: 409,
      vi: 'Kế hoạch đã ban hành không sửa được. Hãy ghi văn bản điều chỉnh.',
      en: 'An issued plan is not rewritten. Record an amendment instead.',
      constraints: ['plan_issued_is_frozen'],
    },
    'plan.draft': {
      status: 409,
      vi: 'Kế hoạch còn là bản nháp. Hãy nhập số, ngày ký và chức vụ người ký trước.',
      en: 'The plan is still a draft. Give its number, day and signing office first.',
    },
    'plan.signed_in_future': {
      status: 422,
      vi: 'Ngày ký không thể ở tương lai. Hãy sửa lại ngày.',
      en: 'A paper cannot be signed in the future. Correct the day.',
    },
    'plan.indicator_not_found': {
      status: 422,
      vi: 'Kế hoạch không có chỉ tiêu này. Hãy tải lại kế hoạch.',
      en: 'The plan has no such indicator. Reload the plan.',
      constraints: ['plan_indicator_part_fkey'],
    },
    'plan.target_mismatch': {
      status: 422,
      vi: 'Chỉ tiêu chưa hợp lệ. Nếu là tỷ lệ, hãy nhập số từ 0 đến 1; nếu không giao số, hãy bỏ trống.',
      en: 'The target does not fit: a share lies between 0 and 1, and without a comparator there is none.',
      constraints: ['plan_indicator_target_fits'],
    },
    'plan.allotment_differs': {
      status: 422,
      vi: 'Tổng giao ({total}) khác chỉ tiêu ({target}). Hãy sửa các phần giao hoặc nêu lý do.',
      en: 'The shares make {total}, the target is {target}. Correct the shares or say why they differ.',
      constraints: ['allotment_adds_up_or_says_why'],
    },
    'plan.commune_twice': {
      status: 422,
      vi: 'Một phường, xã được giao hai lần. Hãy gộp thành một phần.',
      en: 'A commune is named twice. Give it one share.',
    },
    'plan.computed': {
      status: 409,
      vi: 'Chỉ tiêu này tính tự động từ sổ, không nhập tay. Hãy ghi sự việc vào sổ.',
      en: 'The register counts this indicator by itself. Record what happened instead.',
    },
    'plan.result_outside': {
      status: 422,
      vi: 'Kỳ báo cáo nằm ngoài thời gian của kế hoạch ({firstOn} – {lastOn}). Hãy chọn kỳ khác.',
      en: 'The period lies outside the plan ({firstOn} – {lastOn}). Choose another.',
    },
    'plan.result_overlaps': {
      status: 409,
      vi: 'Kỳ này chồng lên kỳ đã nhập ({firstOn} – {lastOn}). Hãy chọn đúng kỳ đó để đính chính hoặc kỳ khác.',
      en: 'The period overlaps one entered before ({firstOn} – {lastOn}). Correct that one or choose another.',
    },
    'plan.reason_required': {
      status: 422,
      vi: 'Kỳ này đã có số liệu. Hãy nêu lý do đính chính.',
      en: 'There is a figure for this period already. Say why it is corrected.',
      constraints: ['indicator_result_one_per_version'],
    },
    'plan.more_than_whole': {
      status: 422,
      vi: 'Kết quả lớn hơn tổng số, hoặc chỉ tiêu tỷ lệ thiếu tổng số. Hãy kiểm tra lại.',
      en: 'The figure is larger than the whole, or a share lacks its whole. Check both.',
      constraints: ['indicator_result_within_its_whole'],
    },
    'plan.other_commune': {
      status: 403,
      vi: 'Bạn chỉ nhập được số liệu của phường, xã mình phụ trách. Hãy chọn lại địa bàn.',
      en: 'You enter figures of your own communes only. Choose one of them.',
    },
    'plan.counts_businesses_only': {
      status: 422,
      vi: 'Chỉ nội dung 3 và 4 có số cơ sở. Hãy bỏ trống ô này.',
      en: 'Only contents 3 and 4 count businesses. Leave the field empty.',
      constraints: ['prevention_content_counts_businesses'],
    },
  },
} as const satisfies FeatureDeclaration;
