import { both } from '#client/i18n/both.ts';

/** Looks at closed places: the form, when the next one is due, and the schedule. */
export const checks = {
  title: both('Ghi kiểm tra', 'Record a check'),
  result: both('Kết quả', 'Result'),
  resultMissing: both('Chọn một kết quả rồi bấm Ghi nhận.', 'Choose a result, then press Record.'),
  record: both('Ghi kiểm tra', 'Record'),
  recorded: both(
    (p: { code: string }) => `Đã ghi kết quả kiểm tra, ${p.code}.`,
    ({ code }) => `Check recorded, ${code}.`,
  ),
  keptForLater: both(
    (p: { code: string }) => `Đã giữ kết quả kiểm tra ${p.code} để gửi khi có mạng.`,
    ({ code }) => `The check of ${code} is kept and will be sent when there is a network.`,
  ),
  resultMore: {
    no_sign: both('Đã đến nơi, không thấy hoạt động.', 'Was there, saw no activity.'),
    signs: both(
      'Tạo một dấu hiệu chờ người khác xác minh.',
      'Opens a suspicion for somebody else to verify.',
    ),
    could_not_check: both(
      'Hẹn lại; điểm vẫn chưa được kiểm tra.',
      'Sets another day; the place stays unchecked.',
    ),
  },
  obstacle: both('Lý do không kiểm tra được', 'Why it could not be checked'),
  obstacles: {
    closed: both('Cơ sở đóng cửa', 'The place was closed'),
    no_access: both('Không vào được', 'No access'),
    not_found: both('Không tìm thấy nơi này', 'The place was not found'),
    unsafe: both('Không bảo đảm an toàn', 'Not safe'),
    weather: both('Thời tiết', 'Weather'),
    other: both('Lý do khác', 'Another reason'),
  },
  obstacleMissing: both('Chọn lý do.', 'Choose a reason.'),
  obstacleWords: both('Nêu rõ', 'In words'),
  obstacleWordsMissing: both(
    'Ghi lý do, ít nhất 3 ký tự.',
    'Give the reason, at least 3 characters.',
  ),
  moment: both('Lúc', 'At'),
  momentNow: both(
    (p: { at: string }) => `${p.at} (bây giờ)`,
    ({ at }) => `${at} (now)`,
  ),
  momentChange: both('Sửa', 'Change'),
  momentDay: both('Ngày kiểm tra', 'Day of the check'),
  momentTime: both('Giờ kiểm tra', 'Time of the check'),
  momentFuture: both(
    'Thời điểm kiểm tra không được ở tương lai. Hãy chọn lại.',
    'A check cannot lie in the future.',
  ),
  momentMissing: both('Nhập ngày và giờ kiểm tra.', 'Enter the day and the time of the check.'),
  position: both('Vị trí của bạn', 'Your position'),
  placeSearch: both('Tìm theo tên hoặc mã điểm', 'Search by name or code'),
  placeSearchMore: both('Ví dụ: karaoke, DP-00041', 'For example: karaoke, DP-00041'),
  placesNear: both('Các điểm gần đây, gần nhất trước', 'Places near here, the nearest first'),
  placesAsking: both('Đang lấy vị trí để tìm điểm gần đây…', 'Finding places near here…'),
  placesWithoutPosition: both(
    'Chưa có vị trí của máy: tìm theo tên hoặc mã.',
    'The position is not known: search by name or code.',
  ),
  noPlaces: both('Không có điểm đã triệt xóa nào khớp.', 'No closed place matches.'),
  positionAsking: both(
    'Đang lấy vị trí… (không bắt buộc)',
    'Asking for the position… (not required)',
  ),
  positionKnown: both(
    (p: { accuracy: string }) => `Đã có, sai số ${p.accuracy}`,
    ({ accuracy }) => `Known, within ${accuracy}`,
  ),
  positionDenied: both(
    'Thiết bị không cho biết vị trí. Vẫn ghi nhận được.',
    'The device does not give its position. You can record all the same.',
  ),
  positionUnavailable: both(
    'Không xác định được vị trí. Vẫn ghi nhận được.',
    'The position cannot be found. You can record all the same.',
  ),
  positionLeftOut: both('Không ghi vị trí', 'Position left out'),
  away: both(
    (p: { distance: string }) => `cách nơi này ${p.distance}`,
    ({ distance }) => `${distance} from the place`,
  ),
  far: both(
    (p: { distance: string; accuracy: string }) =>
      `Máy đang cách nơi này ${p.distance} (sai số ${p.accuracy}). Nếu vẫn ghi, khoảng cách này được ghi kèm kết quả.`,
    ({ distance, accuracy }) =>
      `The device is ${distance} from the place (within ${accuracy}). If you record now, this distance stands with the result.`,
  ),
  farRecord: both('Vẫn ghi', 'Record all the same'),
  farBack: both('Chưa ghi', 'Not yet'),
  positionAgain: both('Hỏi lại', 'Ask again'),
  positionLeave: both('Không ghi vị trí', 'Leave out'),
  addNote: both('Thêm ghi chú', 'Add a note'),
  lines: {
    point: both('Điểm', 'Point'),
    result: both('Kết quả', 'Result'),
    obstacle: both('Lý do', 'Reason'),
    moment: both('Lúc', 'At'),
    inspection: both('Kết quả kiểm tra cơ sở', 'Result of the inspection'),
    position: both('Vị trí', 'Position'),
    distance: both('Khoảng cách khi ghi', 'Distance when recorded'),
    photos: both('Ảnh', 'Photos'),
    note: both('Ghi chú', 'Note'),
    status: both('Trạng thái', 'Status'),
    retry: both('Hẹn lại', 'Next attempt'),
    by: both('Người ghi', 'Recorded by'),
  },
  statusStays: both('không đổi', 'unchanged'),
  statusSuspected: both(
    'không đổi; tạo một dấu hiệu chờ xác minh',
    'unchanged; opens a suspicion to be verified',
  ),
  retryOn: both(
    (p: { date: string; days: string }) => `ngày ${p.date} (sau ${p.days})`,
    ({ date, days }) => `${date} (in ${days})`,
  ),
  noPosition: both('không ghi', 'left out'),
  photoCount: both(
    (p: { count: string }) => `${p.count} ảnh`,
    ({ count }) => `${count} photos`,
  ),
  notChosen: both('(chưa chọn)', '(not chosen yet)'),
  dueIn: both(
    (p: { days: string }) => `Kiểm tra: còn ${p.days}`,
    ({ days }) => `Check: due in ${days}`,
  ),
  dueToday: both('Kiểm tra: hạn hôm nay', 'Check: due today'),
  overdueBy: both(
    (p: { days: string }) => `Kiểm tra: quá hạn ${p.days}`,
    ({ days }) => `Check: overdue by ${days}`,
  ),
  neverSeen: both('chưa kiểm tra từ khi triệt xóa', 'nobody has looked since the closing'),
  inVain: both(
    (p: { count: string }) => `đã ${p.count} lần không kiểm tra được`,
    ({ count }) => `could not be checked ${count} times`,
  ),
  schedule: both('Lịch kiểm tra sau triệt xóa', 'Schedule of checks after elimination'),
  scheduleLead: both(
    'Số ngày sau khi triệt xóa mà điểm phải được kiểm tra lại. Lịch mới có hiệu lực từ ngày được chọn; những ngày trước đó giữ theo lịch cũ.',
    'On which days after the elimination a point is looked at again. A new schedule holds from the day chosen; the days before keep the old one.',
  ),
  scheduleInForce: both('đang áp dụng', 'in force'),
  scheduleWaiting: both('sẽ áp dụng', 'to come'),
  scheduleFrom: both(
    (p: { date: string }) => `Từ ${p.date}`,
    ({ date }) => `From ${date}`,
  ),
  scheduleDays: both(
    (p: { days: string }) => `Sau ${p.days} ngày`,
    ({ days }) => `After ${days} days`,
  ),
  scheduleFromStart: both('Từ đầu', 'From the beginning'),
  scheduleMore: both(
    (p: { lead: string; retry: string; watch: string }) =>
      `Báo trước ${p.lead}, hẹn lại sau ${p.retry}, theo dõi ${p.watch}`,
    ({ lead, retry, watch }) =>
      `Announced ${lead} before, tried again after ${retry}, watched for ${watch}`,
  ),
  scheduleOrigin: both(
    (p: { origin: string }) => `Nguồn: ${p.origin}`,
    ({ origin }) => `Origin: ${origin}`,
  ),
  scheduleSetBy: both(
    (p: { name: string; at: string }) => `${p.name} đặt lúc ${p.at}`,
    ({ name, at }) => `Set by ${name}, ${at}`,
  ),
  scheduleNew: both('Đặt lịch mới', 'Set a new schedule'),
  days: both('Các ngày kiểm tra sau triệt xóa', 'Days of checks after elimination'),
  daysMore: both(
    'Các số ngày, cách nhau bằng dấu phẩy. Ví dụ: 7, 30, 90',
    'Numbers of days, with commas between. Example: 7, 30, 90',
  ),
  daysWrong: both(
    'Nhập các số ngày khác nhau từ 1 đến 3660, cách nhau bằng dấu phẩy.',
    'Enter different numbers of days from 1 to 3660, with commas between.',
  ),
  leadDays: both('Báo trước (ngày)', 'Announced before (days)'),
  leadDaysMore: both(
    'Từ lúc này việc kiểm tra được tính và hiện là sắp đến hạn.',
    'From then on a check counts, and shows as due.',
  ),
  retryDays: both(
    'Hẹn lại khi không kiểm tra được (ngày)',
    'Next attempt where it could not be checked (days)',
  ),
  watchDays: both('Thời gian theo dõi (ngày)', 'Time under watch (days)'),
  validFrom: both('Áp dụng từ ngày', 'Holds from'),
  validFromMore: both('Hôm nay hoặc một ngày sau.', 'Today or a later day.'),
  origin: both('Căn cứ của lịch', 'Origin of the schedule'),
  originMore: both(
    'Số văn bản, hoặc “do đơn vị cấu hình”.',
    'A document number, or “set by the unit”.',
  ),
  originMissing: both('Ghi nguồn, ít nhất 3 ký tự.', 'Give the origin, at least 3 characters.'),
  numberMissing: both('Nhập một số ngày.', 'Enter a number of days.'),
  validFromMissing: both('Chọn ngày áp dụng.', 'Choose the day from which it holds.'),
  setSchedule: both('Đặt lịch', 'Set the schedule'),
  scheduleSet: both(
    (p: { date: string }) => `Đã đặt lịch kiểm tra từ ${p.date}.`,
    ({ date }) => `The schedule holds from ${date}.`,
  ),
  scheduleFlags: both(
    'Nhãn hạn kiểm tra của mọi điểm đã đóng được tính lại theo lịch này.',
    'The check flags of every closed point are worked out anew by this schedule.',
  ),
};
