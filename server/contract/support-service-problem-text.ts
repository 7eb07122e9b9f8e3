import type { ProblemText } from './problem-text.ts';

export const SUPPORT_SERVICE_PROBLEM_TEXT = {
  'service.not_found': {
    vi: 'Không có dịch vụ này trong danh bạ; có thể đã được rút. Hãy tải lại danh bạ.',
    en: 'This service is not in the directory; it may have been withdrawn. Reload the directory.',
  },
  'service.changed_meanwhile': {
    vi: 'Người khác vừa sửa mục này. Hãy tải lại rồi sửa tiếp.',
    en: 'Somebody else has just changed this entry. Reload it, then go on.',
  },
  'service.shelter_address': {
    vi: 'Không công khai địa chỉ nhà tạm lánh. Hãy bỏ trống địa chỉ, chỉ ghi số điện thoại.',
    en: 'The address of a shelter is never published. Leave it empty and give a telephone only.',
  },
  'service.confirmed_in_future': {
    vi: 'Ngày xác nhận thông tin không thể ở tương lai. Hãy sửa lại ngày.',
    en: 'The day of confirmation cannot lie in the future. Correct the day.',
  },
} satisfies Record<string, ProblemText>;
