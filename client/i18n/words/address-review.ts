import { both, type Both } from '#client/i18n/both.ts';
import type { AddressGrade } from '#server/contract/address-review.ts';

const grades: Record<AddressGrade, Both> = {
  several: both('Phải chọn', 'To be chosen'),
  not_found: both('Không tìm thấy', 'Not found'),
  commune: both('Theo phường, xã', 'By commune'),
  street: both('Theo phố, địa danh', 'By street or place'),
  door: both('Theo số nhà', 'By house number'),
};

const state: Record<AddressGrade, Both<(p: { count: string }) => string>> = {
  several: both(
    (p) => (p.count === '1' ? 'Chỉ gần giống, phải chọn' : `${p.count} nơi, phải chọn`),
    (p) => (p.count === '1' ? 'Only alike, to be chosen' : `${p.count} places, to be chosen`),
  ),
  not_found: both(
    () => 'Không tìm thấy',
    () => 'Not found',
  ),
  commune: both(
    () => 'Chỉ biết phường, xã, chờ đồng ý',
    () => 'Commune only, waits for consent',
  ),
  street: both(
    () => 'Đã tìm thấy',
    () => 'Found',
  ),
  door: both(
    () => 'Đã tìm thấy',
    () => 'Found',
  ),
};

export const addressReview = {
  title: both('Dòng đặt theo địa chỉ', 'Rows placed by their address'),
  lead: both(
    'Các dòng này không có tọa độ nên được tìm theo địa chỉ. Địa chỉ có thể là nhiều nơi, hoặc chỉ gần giống tên tìm thấy, thì chờ bạn chọn; bán kính đi vào sai số vị trí của điểm.',
    'These rows have no position and were looked up by their address. Where it may mean several places, or is only like the name found, a row waits for you to choose; the radius becomes the error of the position.',
  ),
  filter: both('Lọc theo kết quả tìm', 'Filter by what was found'),
  filters: {
    all: both('Tất cả', 'All'),
    ...grades,
    by_hand: both('Đặt thủ công', 'Placed by hand'),
    left_out: both('Đã bỏ', 'Left out'),
  },
  state,
  line: both('Dòng {line}: {address}', 'Row {line}: {address}'),
  none: both('Không có dòng nào.', 'There are no rows.'),
  capped: both(
    'Hiện {shown}/{total} dòng; dòng chờ chọn ở trên.',
    '{shown} of {total} rows are named, those that wait first.',
  ),
  choose: both('Địa chỉ này là nơi nào?', 'Which place is this address?'),
  leaveOut: both('Bỏ dòng này ra, không ghi', 'Leave this row out'),
  leftOut: both('Đã bỏ', 'Left out'),
  next: both('Dòng tiếp theo đang chờ', 'Next row that waits'),
  notFoundMore: both(
    'Không nơi nào trong bảng địa danh khớp. Dòng này chỉ được ghi khi bạn tự đặt vị trí, hoặc khi tệp có địa chỉ đúng hay tọa độ.',
    'Nothing in the gazetteers fits. This row is written only when you place it by hand, or when the file has the right address or a position.',
  ),
  byHand: both('Đặt thủ công', 'Placed by hand'),
  handTitle: both('Tự đặt vị trí: {name}', 'Place it by hand: {name}'),
  handMore: both(
    'Lịch sử của điểm sẽ ghi vị trí này do bạn đặt thủ công khi nhập danh sách.',
    'The history of the point will say that you placed it by hand while importing.',
  ),
  handHere: both('Tự đặt vị trí', 'Place it by hand'),
  handElsewhere: both('Nơi khác: tự đặt vị trí', 'Somewhere else: place it by hand'),
  handOutside: both('Đặt thủ công ngoài thành phố', 'By hand, outside the city'),
  handOutsideMore: both(
    'Vị trí này nằm ngoài thành phố nên dòng chưa được ghi. Hãy đặt lại.',
    'This position lies outside the city, so the row is not written. Place it anew.',
  ),
  map: both(
    'Bản đồ các nơi mà địa chỉ có thể chỉ. Danh sách bên cạnh nêu đúng các nơi đó.',
    'Map of the places that the address may mean. The list beside it names the same places.',
  ),
};
