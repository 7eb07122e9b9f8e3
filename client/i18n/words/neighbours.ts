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
  away: both(
    (p: { distance: string }) => `cách ${p.distance}`,
    (p) => `${p.distance} away`,
  ),
  here: both('cùng vị trí', 'same place'),
  open: both('Mở điểm này', 'Open this point'),
  openNamed: both(
    (p: { code: string }) => `Mở điểm này: ${p.code}`,
    (p) => `Open this point: ${p.code}`,
  ),
  tie: both('Gắn tin vào điểm này', 'Tie the tip to it'),
  tieNamed: both(
    (p: { code: string }) => `Gắn tin vào điểm này: ${p.code}`,
    (p) => `Tie the tip to it: ${p.code}`,
  ),
  tied: both(
    (p: { code: string }) => `Tin gắn với điểm ${p.code}: lấy vị trí, tên và loại hình của điểm.`,
    (p) => `The tip is tied to point ${p.code}: it takes its place, name and category.`,
  ),
  mergeTitle: both('Các điểm lân cận', 'Neighbouring points'),
  mergeNone: both(
    'Không có điểm nào gần đây. Hãy tìm theo tên hoặc mã.',
    'There is no point nearby. Search by name or code.',
  ),
  choose: both('Chọn', 'Choose'),
  chooseNamed: both(
    (p: { code: string }) => `Chọn điểm ${p.code}`,
    (p) => `Choose point ${p.code}`,
  ),
  compare: both('So sánh hai điểm', 'The two points side by side'),
  fact: both('Thông tin', 'Fact'),
  thisPoint: both(
    (p: { code: string }) => `${p.code} (sẽ gộp)`,
    (p) => `${p.code} (is merged)`,
  ),
  otherPoint: both(
    (p: { code: string }) => `${p.code} (giữ lại)`,
    (p) => `${p.code} (stays)`,
  ),
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
      (p: { distance: string }) => `cách nhau ${p.distance}, xa hơn bán kính đối chiếu`,
      (p) => `they are ${p.distance} apart, beyond the matching radius`,
    ),
  },
};
