import type { AddressGrade } from '#server/contract/address-review.ts';

const grades: Record<AddressGrade, string> = {
  several: 'Phải chọn',
  not_found: 'Không tìm thấy',
  commune: 'Theo phường, xã',
  street: 'Theo phố, địa danh',
  door: 'Theo số nhà',
};

const state: Record<AddressGrade, (p: { count: string }) => string> = {
  several: (p) => `${p.count} nơi, phải chọn`,
  not_found: () => 'Không tìm thấy',
  commune: () => 'Chỉ biết phường, xã, chờ đồng ý',
  street: () => 'Đã tìm thấy',
  door: () => 'Đã tìm thấy',
};

export const addressReview = {
  title: 'Dòng đặt theo địa chỉ',
  lead: 'Các dòng này không có tọa độ nên được tìm theo địa chỉ. Địa chỉ có thể là nhiều nơi thì chờ bạn chọn; bán kính đi vào sai số vị trí của điểm.',
  filter: 'Lọc theo kết quả tìm',
  filters: { all: 'Tất cả', ...grades, left_out: 'Đã bỏ ra' },
  state,
  line: (p: { line: string; address: string }) => `Dòng ${p.line}: ${p.address}`,
  none: 'Không có dòng nào.',
  capped: (p: { shown: string; total: string }) =>
    `Nêu ${p.shown} trên ${p.total} dòng, dòng chờ chọn đứng trước.`,
  choose: 'Địa chỉ này là nơi nào?',
  leaveOut: 'Bỏ dòng này ra, không ghi',
  leftOut: 'Đã bỏ ra',
  next: 'Dòng tiếp theo đang chờ',
  notFoundMore:
    'Không nơi nào trong bảng địa danh khớp. Hãy sửa địa chỉ hoặc điền tọa độ trong tệp, hoặc nhờ quản trị viên nhập thêm bảng địa danh.',
  map: 'Bản đồ các nơi mà địa chỉ có thể chỉ. Danh sách bên cạnh nêu đúng các nơi đó.',
};
