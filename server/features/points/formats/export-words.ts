import type { PointFlag, PointKind, PointStatus } from '#server/contract/point.ts';

/** Words in files that leave the register, always Vietnamese; a test compares them with those of the screens. */
export const STATUS_WORDS: Record<PointStatus, string> = {
  proposed: 'Đề xuất',
  not_recognised: 'Chưa công nhận',
  active: 'Đang hoạt động',
  eliminated: 'Đã triệt xóa',
  handed_over: 'Đã bàn giao',
  recurring: 'Tái hoạt động',
  delisted: 'Đã đưa ra khỏi danh mục',
};

export const FLAG_WORDS: Record<PointFlag, string> = {
  handover_pending: 'Chờ xác nhận bàn giao',
  handover_refused: 'Bị từ chối tiếp nhận',
  suspected: 'Nghi tái hoạt động',
  check_due: 'Sắp đến hạn kiểm tra',
  check_overdue: 'Quá hạn kiểm tra',
  under_watch: 'Đang theo dõi',
  unchecked: 'Chưa kiểm tra lại',
};

export const KIND_WORDS: Record<PointKind, string> = {
  business: 'Cơ sở kinh doanh dịch vụ',
  public_area: 'Địa bàn công cộng',
};
