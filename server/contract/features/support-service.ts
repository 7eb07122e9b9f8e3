import type { FeatureDeclaration } from './declaration.ts';

/** Services for people who seek help. */
export const SUPPORT_SERVICE = {
  screens: {
    services: { vi: 'Danh bạ hỗ trợ', en: 'Support services' },
  },
  problems: {
    'service.not_found': {
      status: 404,
      vi: 'Không có dịch vụ này trong danh bạ; có thể đã được rút. Hãy tải lại danh bạ.',
      en: 'This service is not in the directory; it may have been withdrawn. Reload the directory.',
    },
    'service.changed_meanwhile': {
      status: 409,
      vi: 'Người khác vừa sửa mục này. Hãy tải lại rồi sửa tiếp.',
      en: 'Somebody else has just changed this entry. Reload it, then go on.',
    },
    'service.shelter_address': {
      status: 422,
      vi: 'Không công khai địa chỉ nhà tạm lánh. Hãy bỏ trống địa chỉ, chỉ ghi số điện thoại.',
      en: 'The address of a shelter is never published. Leave it empty and give a telephone only.',
      constraints: ['support_service_shelter_hides_address'],
    },
    'service.confirmed_in_future': {
      status: 422,
      vi: 'Ngày xác nhận thông tin không thể ở tương lai. Hãy sửa lại ngày.',
      en: 'The day of confirmation cannot lie in the future. Correct the day.',
      constraints: ['support_service_confirmed_not_in_future'],
    },
  },
} as const satisfies FeatureDeclaration;
