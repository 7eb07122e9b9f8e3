import { both, type Both } from '#client/i18n/both.ts';
import type { ParameterKey, Rematch, RematchState } from '#server/contract/signal-parameters.ts';

const measure: Record<ParameterKey, Both> = {
  'signal.radius': both('Bán kính đối chiếu', 'Radius'),
  'signal.compatibility': both('Nhóm loại hình phù hợp', 'Which kind speaks for which'),
  'signal.window': both('Thời gian sau ngày đóng', 'Time after the closure'),
  'signal.flag': both('Hiệu lực của dấu hiệu', 'Life of a suspicion'),
};

const measureLead: Record<ParameterKey, Both> = {
  'signal.radius': both(
    'Khoảng cách tối đa để gắn dấu hiệu với điểm đã triệt xóa, theo nhóm.',
    'How near a signal has to be to speak of a closed place, by kind of place.',
  ),
  'signal.compatibility': both(
    'Dấu hiệu của nhóm loại hình này được gắn với điểm của những nhóm nào. Cùng nhóm luôn phù hợp.',
    'Signals of which group speak for places of which. A group always speaks for itself.',
  ),
  'signal.window': both(
    'Khoảng thời gian sau triệt xóa mà sự việc được coi là nghi tái hoạt động.',
    'How long after the closure an event begins to be a suspected recurrence, and until when.',
  ),
  'signal.flag': both(
    'Sau bao lâu không có dấu hiệu mới thì dấu hiệu cũ hết hiệu lực; kết luận được rút lại trong bao lâu.',
    'A suspicion ends by itself when nothing renews it; for how long a decision may be taken back.',
  ),
};

const state: Record<RematchState, Both> = {
  waiting: both('Chờ đối chiếu thử', 'Waiting to be tried out'),
  running: both('Đang đối chiếu thử', 'Being tried out'),
  ready: both('Đã đối chiếu thử xong, chưa áp dụng', 'Tried out, not applied'),
  applying: both('Đang áp dụng', 'Being applied'),
  applied: both('Đã áp dụng', 'Applied'),
  cancelled: both('Đã bỏ, không có gì thay đổi', 'Dropped; nothing has changed'),
  failed: both('Không đối chiếu được', 'It could not be worked out'),
};

const kind: Record<Rematch['differences'][number]['kind'], Both> = {
  appears: both('Dấu hiệu xuất hiện', 'Suspicion appears'),
  disappears: both('Dấu hiệu mất đi', 'Suspicion disappears'),
  moves: both('Chuyển sang điểm khác', 'Moves to another point'),
  regrades: both('Đổi mức gần', 'Another grade'),
};

/** The measures by which signals are matched, and trying out others. */
export const signalMeasures = {
  title: both('Thông số đối chiếu dấu hiệu', 'Signal matching parameters'),
  lead: both(
    'Mỗi thông số có căn cứ và ngày bắt đầu áp dụng. Thông số mới được đối chiếu thử trước, xem khác gì rồi mới áp dụng.',
    'Each measure has its origin and its first day. A new one is tried out first; it is applied only after you have seen what it changes.',
  ),
  readOnly: both(
    'Quản trị viên và cơ quan thường trực thay đổi được các thông số này.',
    'Administrators and the standing agency may change these measures.',
  ),
  link: both('Xem thông số đối chiếu', 'See the measures of the matching'),
  measure,
  measureLead,
  field: {
    business: both('Bán kính của cơ sở kinh doanh', 'Radius of businesses'),
    public_area: both('Bán kính của địa bàn công cộng', 'Radius of public areas'),
    exactMetres: both('Coi là cùng một cơ sở', 'Taken for the same premises'),
    vicinityFactor: both('Vùng lân cận rộng đến', 'The vicinity reaches to'),
    unknownErrorMetres: both('Sai số khi không ai ghi', 'Error where nobody noted one'),
    graceDays: both('Thời gian chưa tính', 'Grace period'),
    windowDays: both('Thời gian theo dõi', 'Window'),
    figureDays: both('Số liệu tính theo các mốc', 'Figures are given for'),
    expiryDays: both('Dấu hiệu hết hiệu lực sau', 'A suspicion lapses after'),
    undoMinutes: both('Rút lại kết luận trong', 'A decision may be taken back for'),
  },
  fieldMore: {
    business: both(
      'Dấu hiệu trong bán kính này là nghi tái hoạt động.',
      'A signal within it is a suspected recurrence.',
    ),
    public_area: both(
      'Tính từ đường hoặc vùng của điểm.',
      'Measured from the line or area of the point.',
    ),
    exactMetres: both('Không quá bán kính.', 'Not more than the radius.'),
    vicinityFactor: both(
      'Số lần bán kính. Trong vùng này chỉ coi là có thể dịch chuyển, không tính là tái hoạt động.',
      'Times the radius. There it is possible displacement only and never counted.',
    ),
    unknownErrorMetres: both(
      'Bán kính chứa vị trí thật với mức 95%.',
      'Radius within which the true place lies with 95%.',
    ),
    graceDays: both(
      'Việc xảy ra trong những ngày này sau khi đóng chưa tính.',
      'What happens on these days after the closure does not count yet.',
    ),
    windowDays: both('Việc xảy ra muộn hơn không tính.', 'What happens later does not count.'),
    figureDays: both(
      'Nhập các số ngày, ngăn bằng dấu phẩy; tối đa 6 mốc.',
      'Type a number of days and press Enter; six at most.',
    ),
    expiryDays: both(
      'Kể từ dấu hiệu gần nhất tại điểm.',
      'Counted from the latest signal at the point.',
    ),
    undoMinutes: both('Chỉ người đã kết luận rút lại được.', 'Only by the one who decided.'),
  },
  unit: {
    business: both(' m', ' m'),
    public_area: both(' m', ' m'),
    exactMetres: both(' m', ' m'),
    vicinityFactor: both(' lần', ' times'),
    unknownErrorMetres: both(' m', ' m'),
    graceDays: both(' ngày', ' days'),
    windowDays: both(' ngày', ' days'),
    expiryDays: both(' ngày', ' days'),
    undoMinutes: both(' phút', ' minutes'),
  },
  times: both('{factor} lần bán kính', '{factor} times the radius'),
  onlyOwn: both('chỉ nhóm của mình', 'its own group only'),
  alsoFor: both('và: {groups}', 'and: {groups}'),
  compatible: both('Nhóm phù hợp', 'Groups that fit'),
  compatibleMore: both(
    'Chọn các nhóm khác mà dấu hiệu của nhóm này được gắn với.',
    'For each group of signals: for points of which other groups it speaks too.',
  ),
  always: both('từ trước đến nay', 'from the start'),
  from: both('từ {date}', 'from {date}'),
  holds: both('Áp dụng {since}.', 'In force {since}.'),
  setBy: both('({name})', '({name})'),
  origin: both('Căn cứ', 'Origin'),
  originMore: both(
    'Số, ký hiệu và điều khoản của văn bản, ít nhất 10 ký tự.',
    'Number, symbol and clause of the paper; at least 10 characters.',
  ),
  originMissing: both('Ghi căn cứ của thông số.', 'Write down the origin of the measure.'),
  validFrom: both('Áp dụng từ', 'In force from'),
  validFromMore: both(
    'Từ hôm nay trở đi; những gì đã kết luận giữ nguyên.',
    'From today on; what has been decided stays as it is.',
  ),
  dayMissing: both('Chọn ngày.', 'Choose a day.'),
  versions: both('Giá trị khác theo ngày', 'Other values by day'),
  later: both('Sẽ áp dụng', 'To come'),
  earlier: both('Đã thay thế', 'Replaced'),
  changeIt: both('Đổi', 'Change'),
  changeFor: both('Đổi thông số: {measure}', 'Change the measure: {measure}'),
  changeLead: both(
    'Chưa áp dụng: hệ thống đối chiếu thử mọi dấu hiệu chưa kết luận và nêu các thay đổi.',
    'Nothing is applied yet: all signals without a decision are matched on trial, and you see what would differ.',
  ),
  unchanged: both('chưa đổi gì', 'nothing changed yet'),
  change: both('{was} → {value}', '{was} → {value}'),
  tryIt: both('Đối chiếu thử', 'Try it out'),
  tryStarted: both('Đang đối chiếu thử.', 'It is being tried out.'),
  tried: both('Thay đổi đang xem xét: {measure}', 'Change under review: {measure}'),
  askedBy: both('{name}, {time}', '{name}, {time}'),
  state,
  advance: both('{done} / {total} dấu hiệu', '{done} / {total} signals'),
  looked: both(
    'Đã đối chiếu {total} dấu hiệu chưa kết luận.',
    '{total} signals without a decision were matched.',
  ),
  appearing: both('Dấu hiệu xuất hiện', 'Suspicions appear'),
  disappearing: both('Dấu hiệu mất đi', 'Suspicions disappear'),
  moving: both('Chuyển điểm', 'To another point'),
  regrading: both('Đổi mức gần', 'Another grade'),
  nothingChanges: both(
    'Kết quả đối chiếu không thay đổi.',
    'No signal would be matched otherwise.',
  ),
  noPlaces: both(
    'Vai trò của bạn không xem địa điểm nên chỉ thấy số lượng.',
    'Your role does not see places: only the counts are shown.',
  ),
  differences: both('Thay đổi nếu áp dụng', 'What would differ'),
  signal: both('Dấu hiệu', 'Signal'),
  signalNumber: both('Dấu hiệu {id}', 'Signal {id}'),
  effect: both('Thay đổi', 'What differs'),
  place: both('Điểm', 'Point'),
  grade: both('Mức', 'Grade'),
  distance: both('Cách', 'Distance'),
  kind,
  firstOf: both('{shown} dòng đầu trong {all}.', 'The first {shown} of {all}.'),
  stop: both('Dừng', 'Stop'),
  drop: both('Bỏ, không áp dụng', 'Drop it'),
  apply: both('Áp dụng', 'Apply'),
  applyTitle: both('Áp dụng thông số mới', 'Apply the new measure'),
  applyMore: both(
    'Theo thông số mới, một số dấu hiệu được gắn hoặc không còn gắn với điểm. Trạng thái của điểm không đổi; kết luận đã có giữ nguyên.',
    'Suspicions appear or disappear by the new measure. No status of a point changes, and what has been decided stays.',
  ),
  applyStarted: both('Đang áp dụng thông số mới.', 'The new measure is being applied.'),
};
