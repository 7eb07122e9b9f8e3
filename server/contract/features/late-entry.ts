import type { FeatureDeclaration } from './declaration.ts';

export const LATE_ENTRY = {
  problems: {
    'late_entry.paper_missing': {
      status: 422,
      vi: 'Việc này được nhập sau ngày thực hiện nên cần văn bản. Hãy ghi số và ngày của văn bản, hoặc ghi ngày hôm nay.',
      en: 'This is entered after its day, so it needs a paper. Give the number and the day of the paper, or enter today.',
    },
    'late_entry.paper_day_wrong': {
      status: 422,
      vi: 'Ngày của văn bản phải từ ngày thực hiện đến hôm nay. Hãy sửa ngày của văn bản.',
      en: 'The day of the paper has to lie between the day of the act and today. Mend the day of the paper.',
    },
    'late_entry.not_found': {
      status: 404,
      vi: 'Không có việc nhập muộn này. Tải lại hồ sơ và chọn lại.',
      en: 'There is no such late entry. Reload the record and choose again.',
    },
    'late_entry.same_person': {
      status: 409,
      vi: 'Người đã nhập không tự xác nhận giấy tờ của mình. Hãy nhờ người khác của thành phố xem.',
      en: 'Whoever entered it does not confirm their own paper. Ask another person of the city to look at it.',
      constraints: ['paper_reviewer_is_not_writer'],
    },
    'late_entry.already_reviewed': {
      status: 409,
      vi: 'Đã có người xem giấy tờ này. Tải lại hồ sơ để biết kết quả.',
      en: 'Somebody has looked at this paper already. Reload the record to see what they found.',
      constraints: [
        'paper_review_once_for_tip_event',
        'paper_review_once_for_event',
        'paper_review_once_for_inspection',
      ],
    },
  },
} as const satisfies FeatureDeclaration;
