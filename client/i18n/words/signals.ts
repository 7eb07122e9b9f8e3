import { both, type Both } from '#client/i18n/both.ts';
import type {
  CategoryFit,
  SignalGrade,
  SignalMatch,
  SignalState,
} from '#server/contract/signal.ts';

import { signalActs } from './signal-acts.ts';

const grade: Record<SignalGrade, Both> = {
  exact: both('Cùng cơ sở', 'Same premises'),
  near: both('Trong bán kính', 'Within reach'),
  vicinity: both('Vùng lân cận', 'Vicinity'),
};

const stateShort: Record<SignalState, Both> = {
  unmatched: both('Không gần điểm nào', 'Near no place'),
  vicinity: both('Vùng lân cận', 'Vicinity'),
  suspected: both('Chờ xác minh', 'Awaits verification'),
  confirmed: both('Đã xác nhận', 'Confirmed'),
  rejected: both('Đã bác bỏ', 'Rejected'),
  lapsed: both('Hết hiệu lực', 'Lapsed'),
};

const category: Record<CategoryFit, Both> = {
  same: both('Cùng loại với điểm.', 'Same category as the point.'),
  same_group: both(
    'Khác loại hình nhưng cùng nhóm loại hình với điểm.',
    'Another category of the same group.',
  ),
  compatible: both(
    'Khác nhóm loại, thuộc cặp được coi là phù hợp.',
    'Another group, of a pair that is held to be compatible.',
  ),
  unknown: both(
    'Chưa rõ loại nên không loại trừ điểm này.',
    'Category unknown, so the point is not ruled out.',
  ),
  different: both('Khác loại với điểm.', 'Another category than the point.'),
};

const outside: Record<NonNullable<SignalMatch['outside']>, Both> = {
  within_grace: both(
    'Còn trong thời gian chưa tính ngay sau triệt xóa theo thông số.',
    'Still within the days of grace after the closure: not counted by the measures.',
  ),
  past_window: both(
    'Đã quá thời gian theo dõi: theo thông số thì không tính.',
    'Past the watch period: not counted under the parameters.',
  ),
};

/** The inbox of signals: grounds, decisions, objections. */
export const signals = {
  title: both('Dấu hiệu nghi tái hoạt động', 'Suspected recurrences'),
  lead: both(
    'Chưa xác minh thì chưa tính là tái hoạt động. Phím: J, K chuyển; Y xác nhận; N bác bỏ; P điểm mới; U rút lại; Ctrl+Enter ghi.',
    'Nothing counts as a recurrence before it is verified. Keys: J, K move; Y confirm; N reject; P new point; U take back; Ctrl+Enter records.',
  ),
  leadReader: both(
    'Chưa xác minh thì chưa tính là tái hoạt động.',
    'Nothing counts as a recurrence before it is verified.',
  ),
  filter: both('Lọc dấu hiệu', 'Filter signals'),
  order: both('Thứ tự', 'Order'),
  orders: {
    newest: both('Mới ghi trước', 'Latest recorded first'),
    oldest: both('Chờ lâu nhất trước', 'Longest waiting first'),
  },
  justDecided: both(
    'Vừa kết luận: {name}. Xem lại hoặc rút lại',
    'Just decided: {name}. Look again or take back',
  ),
  appealed: both('Có đề nghị xem xét lại', 'Objected to'),
  stateShort,
  grade,
  total: both('{count} dấu hiệu', 'Signals: {count}'),
  more: both('Xem thêm', 'Show more'),
  back: both('Về danh sách', 'Back to the list'),
  hint: both(
    'Chọn một dấu hiệu, hoặc bấm J, để xem căn cứ. Mỗi lần xem đều ghi vào nhật ký.',
    'Choose a signal, or press J, to see its grounds. Each look is logged.',
  ),
  emptyTitle: both('Không có dấu hiệu nào', 'No signals'),
  emptyMore: both(
    'Dấu hiệu xuất hiện ở đây khi có tin hoặc kết quả kiểm tra gần một điểm đã triệt xóa.',
    'Signals appear here when a tip or a check speaks of activity near a closed point.',
  ),
  noPlace: both('Không gần điểm đã triệt xóa nào', 'Near no closed point'),
  unknown: both('Chưa rõ', 'Unknown'),
  whyTitle: both('Vì sao được đối chiếu với điểm này', 'Why it was matched to this point'),
  why: {
    unmatched: both(
      'Không có điểm đã triệt xóa nào đủ gần và phù hợp loại hình.',
      'No closed point is near enough and of a fitting category.',
    ),
    named: both('Người kiểm tra nêu đích danh điểm này.', 'Whoever checked named this very point.'),
    noPosition: both('Dấu hiệu không có vị trí riêng.', 'The signal has no position of its own.'),
    away: both('Cách điểm {away}.', '{away} from the point.'),
    exact: both(
      'Cách điểm {away}, trong bán kính {radius}: coi là cùng một cơ sở.',
      '{away} from the point, within the radius of {radius}: held to be the same premises.',
    ),
    near: both(
      'Cách điểm {away}, trong bán kính {radius} của loại điểm này.',
      '{away} from the point, within the radius of {radius} for its kind.',
    ),
    withinError: both(
      'Cách điểm {away}, quá bán kính {radius} nhưng trong sai số vị trí {error} của hai bên.',
      '{away} from the point, beyond the radius of {radius} but within the {error} by which both positions may be off.',
    ),
    beyond: both(
      'Cách điểm {away}, quá bán kính {radius}.',
      '{away} from the point, beyond the radius of {radius}.',
    ),
    vicinity: both(
      'Cách điểm {away}, ngoài bán kính {radius}: có thể là dịch chuyển, không tính là tái hoạt động.',
      '{away} from the point, outside the radius of {radius}: possible displacement, not counted as a recurrence.',
    ),
    uncertainty: both(
      'Sai số vị trí chung của hai nơi là {metres} (mức 95%).',
      'The positions of both may be off by {metres} together (95%).',
    ),
    ownError: both(
      'Vị trí của dấu hiệu có sai số khoảng {metres}.',
      'The position of the signal has an error of about {metres}.',
    ),
    occurred: both('Xảy ra ngày {on}', 'Happened on {on}'),
    received: both('Không rõ ngày xảy ra, tiếp nhận ngày {on}', 'Day unknown, received on {on}'),
    since: both(
      '{day}, {days} sau ngày triệt xóa {closed}.',
      '{day}, {days} after the closure on {closed}.',
    ),
    neverClosed: both(
      '{day}; không rõ ngày đóng của điểm.',
      '{day}; the day of closure is unknown.',
    ),
    outside,
    category,
  },
  map: both('Bản đồ điểm đã đóng và nơi có dấu hiệu', 'Map of the closed point and of the signal'),
  mapJudged: both(
    'Đường nét đứt: vùng được đối chiếu, cách hình của điểm không quá {metres}.',
    'Dashed line: the area that is judged, within {metres} of the shape of the point.',
  ),
  mapError: both('Vùng tô: sai số vị trí của dấu hiệu.', 'Shaded: how far the signal may be off.'),
  factPlace: both('Điểm', 'Point'),
  factCommune: both('Phường, xã', 'Commune'),
  factPlaceCategory: both('Loại hình của điểm', 'Category of the point'),
  factCategory: both('Loại của dấu hiệu', 'Category of the signal'),
  factOrigin: both('Nguồn', 'Origin'),
  factTip: both('Tin phản ánh', 'Tip'),
  factPosition: both('Vị trí dấu hiệu', 'Position of the signal'),
  factError: both('Sai số vị trí', 'Error of position'),
  factRaised: both('Người ghi nhận', 'Raised by'),
  factNote: both('Ghi chú', 'Note'),
  factLapses: both('Hết hiệu lực nếu không có dấu hiệu mới', 'Lapses unless renewed on'),
  earlier: both('Dấu hiệu khác tại đây', 'Other signals here'),
  earlierNone: both('Chưa có dấu hiệu nào khác tại điểm này.', 'No other signal at this point.'),
  ...signalActs,
  sensitivity: both(
    'Kết quả khi đổi bán kính, thời gian',
    'How the count of recurrences would differ',
  ),
  sensitivityMore: both(
    'Số lần đã xác nhận nếu bán kính và thời gian theo dõi khác đi. Ô tô màu là thông số đang dùng.',
    'Confirmed recurrences by other radii and times of watching. Shaded: the measures in force.',
  ),
  bothKinds: both(
    'Hai bán kính: cơ sở kinh doanh · địa bàn công cộng.',
    'Two radii: businesses · public areas.',
  ),
  aboutAll: both(
    'Mọi điểm đang tái hoạt động trong phạm vi của bạn hôm nay, không theo bộ lọc khác.',
    'All points within your reach that are recurring today, whatever else is filtered.',
  ),
  aboutCommune: both(
    'Các điểm đang tái hoạt động của phường, xã đã chọn hôm nay, không theo bộ lọc khác.',
    'The points of the chosen commune that are recurring today, whatever else is filtered.',
  ),
  aboutWeek: both('Các lần tái hoạt động trong tuần này.', 'The recurrences of this week.'),
  aboutPeriod: both(
    'Các lần tái hoạt động trong kỳ đã chọn.',
    'The recurrences of the chosen period.',
  ),
  byRadius: both('Theo bán kính ({window})', 'By radius ({window})'),
  byWindow: both('Theo thời gian ({radius})', 'By time of watching ({radius})'),
  unverifiedBeside: both('({count} chưa xác minh)', '({count} unverified)'),
  displaced: both(
    'Vùng lân cận: {count} dấu hiệu, có thể là dịch chuyển, không tính là tái hoạt động.',
    'Vicinity: {count} signals, possible displacement, not counted as recurrence.',
  ),
  sensitivityOrigin: both('Nguồn thông số: {origin}', 'Origin of the measures: {origin}'),
};
