import type { AddressGrade } from '#server/contract/address-review.ts';

const grades: Record<AddressGrade, string> = {
  several: 'Phải chọn',
  not_found: 'Không tìm thấy',
  commune: 'Theo phường, xã',
  street: 'Theo phố, địa danh',
  door: 'Theo số nhà',
};

const state: Record<AddressGrade, (p: { count: string }) => string> = {
  several: (p) => (p.count === '1' ? 'Chỉ gần giống, phải chọn' : `${p.count} nơi, phải chọn`),
  not_found: () => 'Không tìm thấy',
  commune: () => 'Chỉ biết phường, xã, chờ đồng ý',
  street: () => 'Đã tìm thấy',
  door: () => 'Đã tìm thấy',
};

export const addressReview = {
  title: 'Dòng đặt theo địa chỉ',
  lead: 'Các dòng này không có tọa độ nên được tìm theo địa chỉ. Địa chỉ có thể là nhiều nơi, hoặc chỉ gần giống tên tìm thấy, thì chờ bạn chọn; bán kính đi vào sai số vị trí của điểm.',
  filter: 'Lọc theo kết quả tìm',
  filters: { all: 'Tất cả', ...grades, by_hand: 'Đặt tay', left_out: 'Đã bỏ ra' },
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
    'Không nơi nào trong bảng địa danh khớp. Dòng này chỉ được ghi khi bạn tự đặt vị trí, hoặc khi tệp có địa chỉ đúng hay tọa độ.',
  byHand: 'Đặt tay',
  handTitle: (p: { name: string }) => `Tự đặt vị trí: ${p.name}`,
  handMore: 'Lịch sử của điểm sẽ ghi vị trí này do bạn đặt tay khi nhập danh sách.',
  handHere: 'Tự đặt vị trí',
  handElsewhere: 'Nơi khác: tự đặt vị trí',
  handOutside: 'Đặt tay ngoài thành phố',
  handOutsideMore: 'Vị trí này nằm ngoài thành phố nên dòng chưa được ghi. Hãy đặt lại.',
  map: 'Bản đồ các nơi mà địa chỉ có thể chỉ. Danh sách bên cạnh nêu đúng các nơi đó.',
};
