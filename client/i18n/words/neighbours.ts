import { both } from '#client/i18n/both.ts';

/** Points beside a place: before a new one is entered, and when two are merged. */
export const neighbours = {
  question: both('Có phải một trong những điểm này?', 'Is it one of these points?'),
  more: both(
    'Các điểm đã có trong sổ nằm trong bán kính đối chiếu.',
    'Points of the register within the matching radius.',
  ),
  kept: both(
    'Không có mạng: chỉ so với các điểm lưu trên thiết bị.',
    'No network: compared with the points kept on this device only.',
  ),
  away: both('cách {distance}', '{distance} away'),
  here: both('cùng vị trí', 'same place'),
  open: both('Mở điểm này', 'Open this point'),
  openNamed: both('Mở điểm này: {code}', 'Open this point: {code}'),
  tie: both('Gắn tin vào điểm này', 'Tie the tip to it'),
  tieNamed: both('Gắn tin vào điểm này: {code}', 'Tie the tip to it: {code}'),
  tied: both(
    'Tin gắn với điểm {code}: lấy vị trí, tên và loại hình của điểm.',
    'The tip is tied to point {code}: it takes its place, name and category.',
  ),
  mergeTitle: both('Các điểm lân cận', 'Neighbouring points'),
  mergeNone: both(
    'Không có điểm nào gần đây. Hãy tìm theo tên hoặc mã.',
    'There is no point nearby. Search by name or code.',
  ),
  choose: both('Chọn', 'Choose'),
  chooseNamed: both('Chọn điểm {code}', 'Choose point {code}'),
  compare: both('So sánh hai điểm', 'The two points side by side'),
  fact: both('Thông tin', 'Fact'),
  thisPoint: both('{code} (sẽ gộp)', '{code} (is merged)'),
  otherPoint: both('{code} (giữ lại)', '{code} (stays)'),
  facts: {
    name: both('Tên', 'Name'),
    category: both('Loại hình', 'Category'),
    status: both('Trạng thái', 'Status'),
    communes: both('Phường, xã', 'Communes'),
    recurrences: both('Số lần tái hoạt động', 'Recurrences'),
    distance: both('Khoảng cách', 'Distance'),
    history: both('Lịch sử', 'History'),
  },
  misfits: both('Hai điểm này có thể không phải một nơi:', 'These two may not be one place:'),
  misfit: {
    category: both('khác loại hình', 'the categories differ'),
    commune: both('không cùng phường, xã nào', 'they share no commune'),
    distance: both(
      'cách nhau {distance}, xa hơn bán kính đối chiếu',
      'they are {distance} apart, beyond the matching radius',
    ),
  },
};
