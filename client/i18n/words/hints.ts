import { both, type Both } from '#client/i18n/both.ts';
import type { HintName } from '#client/ui/hinted.ts';

const title: Record<HintName, Both> = {
  search: both('Tìm kiếm', 'Search'),
  filters: both('Bộ lọc', 'Filters'),
  table: both('Bảng', 'Table'),
  time: both('Thanh thời gian', 'Time bar'),
  recurrences: both('Số điểm tái hoạt động', 'Number of recurrences'),
  ways: both('Các trang của bạn', 'Your pages'),
  menu: both('Tài khoản của bạn', 'Your account'),
  kinds: both('Loại việc', 'Kinds of tasks'),
  act: both('Nút chính của mỗi việc', 'Main button of a task'),
  new_route: both('Lập lộ trình', 'New route'),
  teams: both('Các tổ', 'Teams'),
  route: both('Lộ trình đã lập', 'Routes'),
  next_stop: both('Điểm dừng tiếp theo', 'Next stop'),
  stop_result: both('Kết quả', 'Result'),
  add_stop: both('Điểm dừng ngoài kế hoạch', 'Unplanned stop'),
  figures: both('Số liệu hôm nay', 'Figures of today'),
  duties: both('Đơn vị có việc phải làm', 'Units with duties'),
  new_account: both('Tạo tài khoản', 'New account'),
  find_account: both('Tìm tài khoản', 'Find an account'),
  account_acts: both('Thao tác với tài khoản', 'Acts on an account'),
  verify: both('Kiểm tra nhật ký', 'Verify the log'),
  log_filter: both('Lọc nhật ký', 'Filter the log'),
};

const more: Record<HintName, Both> = {
  search: both(
    'Nhập tên điểm, mã, phường, xã, địa chỉ hoặc tọa độ; không cần dấu. Phím “/” đưa đến đây.',
    'Enter a name, a code, a commune, an address or coordinates; accents may be left out. The key “/” leads here.',
  ),
  filters: both(
    'Chọn trạng thái, loại hình, phường, xã hoặc kỳ. Bản đồ và danh sách thay đổi cùng nhau.',
    'Choose status, category, commune or period. Map and list change together.',
  ),
  table: both(
    'Xem các điểm dạng bảng: sắp xếp theo cột, chọn nhiều điểm để thao tác một lần.',
    'See the points as a table: sort by a column, tick several for one act.',
  ),
  time: both(
    'Chọn một ngày trước đây để xem tình hình của ngày đó trên bản đồ.',
    'Choose a past day to see the map as it was then.',
  ),
  recurrences: both(
    'Số điểm đang tái hoạt động và nghi tái hoạt động trong phạm vi của bạn. Bấm vào số để mở danh sách.',
    'Points within your reach that recurred or are suspected to. Press a number to open its list.',
  ),
  ways: both(
    'Chuyển giữa các trang tại đây. Mục “Thêm” chứa các trang còn lại, nếu có.',
    'Go from page to page here. “More” holds the others, if there are any.',
  ),
  menu: both(
    'Đổi giao diện sáng, tối và ngôn ngữ; xem phím tắt và mở lại hướng dẫn này.',
    'Change appearance and language; see the shortcuts, and open these hints again.',
  ),
  kinds: both(
    'Mỗi loại việc có số việc đang chờ. Bấm để chỉ xem một loại.',
    'Each kind shows how many tasks wait. Press one to see only that kind.',
  ),
  act: both(
    'Việc đến hạn sớm nhất ở trên cùng. Bấm nút này để làm ngay; nội dung sẽ ghi được cho xem trước.',
    'The task due first is on top. Press this button to do it now; what will be recorded is shown before.',
  ),
  new_route: both(
    'Đặt tên, chọn ngày và tổ; sau đó chọn cơ sở và xếp lộ trình.',
    'Name it, choose the day and the teams; then choose businesses and arrange the route.',
  ),
  teams: both(
    'Khai báo các tổ và nơi xuất phát trước khi lập lộ trình đầu tiên.',
    'Set up the teams and where they start before the first route.',
  ),
  route: both(
    'Mở lộ trình để xếp lại điểm dừng, giao cho tổ và theo dõi kết quả.',
    'Open a route to change its stops, give it to the teams and follow the results.',
  ),
  next_stop: both(
    'Điểm dừng phải đến, khoảng cách và nút chỉ đường; các điểm dừng khác ở bên dưới.',
    'The stop to go to, its distance and the way there; the other stops are below.',
  ),
  stop_result: both(
    'Bấm kết quả là đã ghi; trong 10 giây còn hoàn tác hoặc thêm ảnh được. Không có mạng vẫn ghi được.',
    'One press records the result; for 10 seconds you can undo it or add photos. It works without a network.',
  ),
  add_stop: both(
    'Ghi nơi phát hiện trên đường mà lộ trình không có.',
    'Record a place found on the way that the route does not have.',
  ),
  figures: both(
    'Số điểm tái hoạt động, nghi tái hoạt động, việc quá hạn và chỉ tiêu chậm tiến độ của toàn thành phố.',
    'Recurrences, suspicions, late duties and targets behind schedule in the whole city.',
  ),
  duties: both(
    'Việc đang chờ của từng phường, xã, việc quá hạn ở trước. Bấm vào từng việc để mở danh sách.',
    'What waits in each commune, the late ones first. Press a duty to open its list.',
  ),
  new_account: both(
    'Tạo tài khoản cho cán bộ, rồi gửi liên kết đặt mật khẩu cho người đó.',
    'Make an account, then send its owner the link to set a password.',
  ),
  find_account: both(
    'Nhập tên hoặc tên đăng nhập; không cần dấu.',
    'Enter a name or user name; accents may be left out.',
  ),
  account_acts: both(
    'Đổi vai trò, cấp lại mật khẩu hoặc khóa tài khoản tại đây.',
    'Change the role, give a new password or disable the account here.',
  ),
  verify: both(
    'Bấm để kiểm tra nhật ký có nguyên vẹn hay không.',
    'Press to verify that nothing in the log was changed.',
  ),
  log_filter: both(
    'Lọc các dòng theo hành động, loại và mã của hồ sơ.',
    'Filter by action, kind and id of the subject.',
  ),
};

/** Hints that show a new account its screen, one control after the other. */
export const hints = {
  title,
  more,
  place: both('Hướng dẫn {number}/{total}', 'Hint {number} of {total}'),
  next: both('Tiếp', 'Next'),
  done: both('Xong', 'Done'),
  skipAll: both('Bỏ qua tất cả', 'Skip all'),
  again: both('Xem lại hướng dẫn', 'Show the hints again'),
};
