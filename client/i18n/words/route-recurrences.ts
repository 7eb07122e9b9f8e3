import { both } from '#client/i18n/both.ts';

/** Routes that come again on some weekdays. */
export const routeRecurrences = {
  open: both('Lộ trình định kỳ', 'Recurring routes'),
  title: both('Lộ trình định kỳ', 'Recurring routes'),
  lead: both(
    'Bản nháp được lập tự động trước ngày kiểm tra. Mỗi bản nháp rút điểm ngẫu nhiên riêng.',
    'Drafts are made by themselves ahead of their days. Each has a random draw of its own.',
  ),
  add: both('Thêm lộ trình định kỳ', 'New recurring route'),
  addLead: both(
    'Vào các thứ đã chọn, trừ ngày nghỉ lễ, có một bản nháp chờ bạn xếp và giao.',
    'On the chosen weekdays, public days off left out, a draft waits for you to order and publish.',
  ),
  editLead: both(
    'Áp dụng cho các bản nháp lập từ nay. Bản nháp đã lập giữ nguyên.',
    'Holds for drafts from now on. Drafts that are made stay as they are.',
  ),
  none: both('Chưa có lộ trình định kỳ nào.', 'There is no recurring route yet.'),
  noneMore: both(
    'Thêm lộ trình định kỳ, chọn các thứ trong tuần và tổ.',
    'Add one, choose weekdays and teams.',
  ),
  titleDefault: both('Kiểm tra định kỳ', 'Scheduled check'),
  titleMore: both(
    'Mỗi bản nháp có thêm ngày ở cuối tên.',
    'Each draft has its day at the end of its title.',
  ),
  weekdays: both('Các thứ trong tuần', 'Weekdays'),
  weekdayMissing: both('Chọn ít nhất một thứ trong tuần.', 'Choose at least one weekday.'),
  teamMissing: both('Chọn ít nhất một tổ.', 'Choose at least one team.'),
  fromOn: both('Từ ngày', 'From'),
  toOn: both('Đến hết ngày', 'To'),
  toOnMore: both('Bỏ trống: đến khi kết thúc.', 'Empty: until it is ended.'),
  endsEarly: both(
    'Ngày cuối phải từ ngày đầu trở đi.',
    'The last day must not be before the first.',
  ),
  daysAhead: both('Lập bản nháp trước (ngày)', 'Draft ahead by (days)'),
  stops: both('Số điểm dừng', 'Stops'),
  communes: both('Phường, xã', 'Communes'),
  wholeCity: both('Toàn thành phố', 'Whole city'),
  randomShare: both('Tỷ lệ rút ngẫu nhiên', 'Share drawn at random'),
  randomShareMore: both(
    'Bỏ trống: {share}, mức thấp nhất đã cấu hình. {origin}',
    'Empty: {share} by the setting, which is the least. {origin}',
  ),
  ownWeights: both('Trọng số riêng', 'Weights of its own'),
  ownWeightsMore: both(
    'Nếu tắt, dùng trọng số của người phụ trách vào lúc lập bản nháp.',
    'Off: the weights of its planner at the time of the draft.',
  ),
  saved: both('Đã lưu lộ trình định kỳ.', 'The recurring route is saved.'),
  edit: both('Sửa', 'Change'),
  editNamed: both('Sửa {title}', 'Change {title}'),
  end: both('Kết thúc', 'End'),
  endNamed: both('Kết thúc {title}', 'End {title}'),
  endTitle: both('Kết thúc {title}', 'End {title}'),
  endLead: both(
    'Không lập thêm bản nháp nào. Các bản nháp đã lập giữ nguyên.',
    'No more drafts are made. Those that are made stay as they are.',
  ),
  ended: both('Đã kết thúc lộ trình định kỳ.', 'The recurring route has ended.'),
  endedOn: both('Đã kết thúc {at}', 'Ended {at}'),
  fromOnly: both('từ {from}', 'from {from}'),
  fromTo: both('từ {from} đến {to}', 'from {from} to {to}'),
  stopsOf: both('{count} điểm dừng', '{count} stops'),
  nextDays: both('Các ngày tới', 'Next days'),
  noneLeft: both('Không còn ngày nào', 'No day is left'),
  undrafted: both(
    'Lộ trình định kỳ chưa lập được bản nháp',
    'Recurring routes without their drafts',
  ),
  unknownYearsMore: both(
    'Lộ trình định kỳ vẫn được lập vào ngày nghỉ lễ của năm đó. Hãy báo quản trị viên nhập ngày nghỉ.',
    'Drafts are still made on the public days off of that year. Ask an administrator to enter them.',
  ),
  keptBy: both('Người phụ trách: {name}', 'Planner: {name}'),
  latest: both('Các ngày gần nhất', 'Latest days'),
  outcomes: {
    made: both('đã lập bản nháp', 'draft made'),
    day_off: both('nghỉ lễ, không lập', 'public day off, none made'),
    not_made: both('chưa lập được', 'not made'),
  },
  waiting: both('chờ lập từ {from}', 'to be made from {from}'),
  reasons: {
    planner_gone: both(
      'chưa lập được: người phụ trách không còn vai trò này. Sửa và lưu để nhận phụ trách',
      'not made: its planner no longer plans. Change and save it to take it over',
    ),
    teams_gone: both(
      'chưa lập được: không tổ nào còn hoạt động. Hãy chọn tổ khác',
      'not made: none of its teams is at work. Choose other teams',
    ),
    communes_gone: both(
      'chưa lập được: phường, xã đã chọn không còn sau sắp xếp đơn vị hành chính. Hãy chọn lại',
      'not made: the chosen communes are no longer there. Choose again',
    ),
    no_places: both(
      'chưa lập được: phạm vi đã chọn không có nơi nào để kiểm tra',
      'not made: no place to look at within the choice',
    ),
    places_held: both(
      'chưa lập được: mọi nơi đang được lộ trình khác giữ hoặc vừa được kiểm tra. Hệ thống thử lại đến hết hôm trước',
      'not made: every place is held by another route or was just looked at. It is tried again until the day begins',
    ),
    failed: both(
      'chưa lập được do lỗi hệ thống; hệ thống sẽ thử lại',
      'not made because of a fault; it is tried again',
    ),
  },
  missingStops: both('thiếu {count} điểm dừng', '{count} stops short'),
  missingTeams: both(
    'thiếu {count} tổ đã ngừng hoạt động',
    '{count} teams short that are no longer at work',
  ),
  missingCommunes: both(
    'thiếu {count} phường, xã không còn sau sắp xếp, hãy chọn lại',
    '{count} communes are no longer there; choose again',
  ),
  communeGone: both('Mã {code}, không còn', 'Code {code}, no longer there'),
  from: both('Từ lộ trình định kỳ {title}', 'From the recurring route {title}'),
};
