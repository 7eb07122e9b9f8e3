import type { FeatureDeclaration } from './declaration.ts';

/** Businesses and their inspections. */
export const INSPECTION = {
  screens: {
    inspections: { vi: 'Cơ sở', en: 'Businesses' },
  },
  problems: {
    'inspection_object.not_found': {
      status: 404,
      vi: 'Không tìm thấy cơ sở này trong phạm vi bạn được xem. Hãy kiểm tra mã hoặc quay lại danh sách.',
      en: 'There is no such business within what you may see. Check its code or go back to the list.',
    },
    'inspection_object.changed_meanwhile': {
      status: 409,
      vi: 'Người khác vừa sửa cơ sở này, việc của bạn chưa được ghi. Hãy xem lại rồi làm lại nếu vẫn cần.',
      en: 'Somebody else has just changed this business; yours was not written. Look again and do it again if it is still needed.',
    },
    'inspection_object.closed': {
      status: 409,
      vi: 'Cơ sở đã đóng cửa. Nếu nay hoạt động trở lại, hãy mở lại cơ sở trước.',
      en: 'The business is closed. If it is at work again, open it again first.',
    },
    'inspection_object.not_closed': {
      status: 409,
      vi: 'Cơ sở đang kinh doanh, không cần mở lại. Hãy tải lại danh sách.',
      en: 'The business is open; there is nothing to open again. Reload the list.',
    },
    'inspection_object.not_a_business': {
      status: 422,
      vi: 'Loại hình này là địa bàn công cộng, không phải cơ sở kinh doanh. Hãy chọn một loại hình cơ sở.',
      en: 'This category is a public area, not a business. Choose a category of businesses.',
    },
    'inspection.not_found': {
      status: 404,
      vi: 'Không có lượt kiểm tra này của bạn, hoặc đã được rút. Hãy tải lại trang.',
      en: 'There is no such visit of yours, or it has been withdrawn. Reload the page.',
    },
  },
} as const satisfies FeatureDeclaration;
