import { both } from '#client/i18n/both.ts';

/** Next steps for somebody who finds a list empty. The words of its screen say what is missing. */
export const emptyLists = {
  passkeys: both('Bấm “Thêm khóa đăng nhập”.', 'Press “Add a passkey”.'),
  tokens: both('Ghi tên ở trên rồi bấm “Tạo mã”.', 'Name one above and press “Make a token”.'),
  deliveries: both(
    'Bấm “Gửi thử” để kiểm tra kết nối.',
    'Press “Send a test” to try the connection.',
  ),
  communePoints: both(
    'Đề xuất điểm mới trên Bản đồ khi phát hiện.',
    'Propose a new place on the map when one is found.',
  ),
  closedPlaces: both('Thử tên hoặc mã khác.', 'Try another name or code.'),
  duties: both(
    'Xem Bản đồ để theo dõi điểm, hoặc Kế hoạch để xem chỉ tiêu.',
    'See the map for the places, or the plans for the targets.',
  ),
  recurring: both(
    'Dấu hiệu chưa kết luận ở mục Dấu hiệu; điểm cần theo dõi ở Bản đồ.',
    'Signals that await a decision are under Signals, places under watch on the map.',
  ),
  offPace: both(
    'Mở Kế hoạch để ghi kết quả mới hoặc xem chỉ tiêu chưa có số liệu.',
    'Open the plans to report results or to see targets without figures.',
  ),
  visits: both(
    'Ghi kiểm tra ở trên, hoặc đưa cơ sở vào một lộ trình.',
    'Record an inspection above, or put the business on a route.',
  ),
  verdict: both(
    'Chọn kỳ dài hơn hoặc thước đo khác để so sánh lại.',
    'Choose a longer period or another measure to compare again.',
  ),
  cases: both(
    'Chọn kỳ khác ở trên để xem trường hợp của kỳ đó.',
    'Choose another period above to see its cases.',
  ),
  unassigned: both(
    'Điểm dừng bỏ khỏi một tổ sẽ hiện ở đây để xếp lại.',
    'A stop taken from a team appears here to be placed again.',
  ),
  stops: both(
    'Có thể kéo điểm dừng từ tổ khác sang.',
    'A stop may also be dragged here from another team.',
  ),
  candidates: both('Hoặc bỏ bớt điều kiện lọc.', 'Or remove a condition of the filter.'),
  views: both(
    'Lọc bản đồ theo nhu cầu rồi đặt tên bên dưới để lưu.',
    'Filter the map as needed, then name the view below to save it.',
  ),
  earlierSignals: both(
    'Kết luận theo căn cứ của dấu hiệu này; lịch sử của điểm ở hồ sơ.',
    'Decide on the grounds of this signal; the history of the place is in its record.',
  ),
  daysOff: both(
    'Thêm ngày nghỉ, ngày làm bù ở trên khi có thông báo của cơ quan có thẩm quyền.',
    'Add holidays and worked days above once they are announced.',
  ),
  addressRows: both('Chọn nhóm dòng khác ở trên.', 'Choose another group of rows above.'),
  problems: both('Bấm ghi để đưa các dòng vào sổ.', 'Press the button to write the rows.'),
  quotas: both(
    'Nhập danh sách cơ sở, rồi giao chỉ tiêu cho từng phường, xã.',
    'Import the businesses, then set a quota for each commune.',
  ),
  sessions: both(
    'Đăng nhập trên một thiết bị để có phiên.',
    'Sign in on a device to have a session.',
  ),
  indicatorsTitle: both('Kế hoạch chưa có chỉ tiêu nào.', 'The plan has no targets yet.'),
  indicators: both(
    'Thêm chỉ tiêu khi soạn kế hoạch, trước khi ban hành.',
    'Add targets while the plan is a draft.',
  ),
  entered: both(
    'Đặt lại điều kiện của chế độ xem nếu muốn theo dõi rộng hơn.',
    'Change the conditions of the view to watch more.',
  ),
  otherDays: both('Chọn tháng hoặc tuần khác.', 'Choose another month or week.'),
};
