import { both } from '#client/i18n/both.ts';

import { liveDay } from './live-day.ts';
import { routeRecurrences } from './route-recurrences.ts';
import { routeList } from './route-list.ts';
import { routeDesk } from './route-desk.ts';
import { routeStops } from './route-stops.ts';
import { routeField } from './route-field.ts';
import { outsideOptimiser, routeOutcome } from './route-outcome.ts';

/** Routes: planning, the street, plan against result; teams. */
export const routes = {
  title: both('Lộ trình kiểm tra', 'Inspection routes'),
  lead: both(
    'Chọn điểm, phân cho các tổ, giao lộ trình, rồi đối chiếu kết quả.',
    'Choose places, share them among teams, publish, then compare with what came of it.',
  ),
  newRoute: both('Lập lộ trình', 'New route'),
  manageTeams: both('Tổ kiểm tra', 'Teams'),
  none: both('Chưa có lộ trình nào.', 'There is no route yet.'),
  noneMore: both('Bấm Lập lộ trình, chọn ngày và tổ.', 'Press New route, choose a day and teams.'),
  list: routeList,
  recurring: routeRecurrences,
  states: {
    draft: both('Bản nháp', 'Draft'),
    laid_aside: both('Bản nháp gác lại', 'Draft laid aside'),
    published: both('Đã giao', 'Published'),
    withdrawn: both('Đã rút lại', 'Withdrawn'),
    done: both('Đã kết thúc', 'Done'),
  },
  kinds: {
    regular: both('Kiểm tra định kỳ', 'Scheduled check'),
    unannounced: both('Kiểm tra đột xuất', 'Unannounced check'),
    reinspection: both('Tái kiểm tra', 'Re-inspection'),
    counter_check: both('Phúc tra', 'Counter-check'),
    guidance: both('Hướng dẫn', 'Guidance'),
  },
  unannounced: both('Không báo trước', 'Not announced'),
  unannouncedMore: both(
    'Chỉ tổ kiểm tra thấy lộ trình này cho đến khi kết thúc; phường, xã được kiểm tra không thấy.',
    'The inspected commune and whoever is not in the team see nothing until it is done.',
  ),
  column: {
    title: both('Lộ trình', 'Route'),
    date: both('Ngày', 'Day'),
    state: both('Trạng thái', 'State'),
    teams: both('Tổ', 'Teams'),
    stops: both('Điểm dừng', 'Stops'),
  },
  progress: both('{done}/{stops}', '{done}/{stops}'),
  form: {
    title: both('Tên', 'Name'),
    titleDefault: both('Kiểm tra ngày {date}', 'Check on {date}'),
    date: both('Ngày', 'Day'),
    kind: both('Loại kiểm tra', 'Kind of inspection'),
    teams: both('Các tổ', 'Teams'),
    noTeams: both('Chưa có tổ nào. Hãy lập tổ trước.', 'There is no team yet. Set one up first.'),
    create: both('Lập lộ trình', 'Begin planning'),
  },
  tabs: {
    orders: both('Các tổ', 'Teams'),
    candidates: both('Chọn điểm', 'Choose places'),
    map: both('Bản đồ', 'Map'),
    shifts: both('Giờ ca', 'Hours'),
  },
  map: both(
    'Bản đồ lộ trình. Mũi tên để dời, cộng trừ để phóng. Mọi điểm dừng đều có trong danh sách.',
    'Map of the route. Arrows move it, plus and minus zoom. Every stop is in the list too.',
  ),
  approximate: both(
    'Chưa có mạng đường: đường đi vẽ thẳng, độ dài và giờ là gần đúng.',
    'No road network yet: ways are straight, lengths and times approximate.',
  ),
  basis: both('Cách tính: {origin}', 'Basis: {origin}'),
  offNetwork: both(
    '{count} nơi nằm ngoài mạng đường đã nhập, độ dài và giờ đi tới đó là ước tính. {origin}',
    '{count} places lie outside the imported roads; lengths and times there are estimates. {origin}',
  ),
  draw: {
    lasso: both('Khoanh tự do', 'Lasso'),
    polygon: both('Vẽ đa giác', 'Polygon'),
    rectangle: both('Vẽ hình chữ nhật', 'Rectangle'),
    stop: both('Dừng vẽ', 'Stop drawing'),
  },
  drawHint: both(
    'Khoanh vùng trên bản đồ để thêm các điểm trong vùng.',
    'Draw an area on the map to add the places inside it.',
  ),
  drawCount: both('Số điểm tối đa', 'At most'),
  ...routeStops,
  ...routeDesk,
  publish: both('Giao lộ trình', 'Publish'),
  publishAgain: both('Giao {count} thay đổi', 'Publish {count} changes'),
  asPublished: both('Các tổ đang đi đúng bản này.', 'The teams work by exactly this.'),
  publishChanges: both('{team} sẽ được báo:', '{team} will be told:'),
  changes: {
    told: both('Lộ trình thay đổi, giao lúc {at}', 'The route has changed, published at {at}'),
    read: both('Đã xem', 'Read'),
    unnamed: both(
      'Nơi không còn trong lộ trình của tổ',
      'A place no longer on the route of the team',
    ),
    added: both('Thêm: {place}, {time}', 'Added: {place}, {time}'),
    removed: both('Bỏ: {place}, trước đây {time}', 'Taken out: {place}, was {time}'),
    retimed: both(
      'Đổi giờ: {place}, {before} thành {after}',
      'New time: {place}, {before} becomes {after}',
    ),
    described: both(
      'Đổi thời lượng hoặc khung giờ: {place}, {time}',
      'New length or time window: {place}, {time}',
    ),
    shift: both(
      'Đổi giờ làm, giờ nghỉ, phương tiện hoặc nơi xuất phát, kết thúc',
      'New hours, break, vehicle, or place of start or end',
    ),
    team_added: both('Thêm tổ vào lộ trình', 'The team comes to the route'),
    team_removed: both('Bỏ tổ khỏi lộ trình', 'The team is taken off the route'),
  },
  publishTitle: both('Giao lộ trình cho các tổ', 'Publish the route'),
  publishMore: both(
    'Sẽ ghi: ngày giờ, người giao, thứ tự và giờ của từng tổ. Các tổ thấy trên điện thoại trong một phút.',
    "Will be recorded: when, by whom, each team's order and times. The teams see it on their phones within a minute.",
  ),
  publishProblems: both(
    'Tôi chấp nhận {count} ràng buộc chưa đáp ứng',
    'I accept {count} broken rules',
  ),
  overlaps: {
    wanted: both(
      'Hai bản nháp cùng muốn {places}. Bản kia:',
      'Two drafts want {places}. The other:',
    ),
    planned: both('Lộ trình đã giao đang giữ {places}:', 'A published route holds {places}:'),
  },
  publishConfirm: both('Giao cho các tổ', 'Publish to the teams'),
  published: both('Đã giao lộ trình.', 'The route is published.'),
  randomReason: both('Lý do rút ít hơn', 'Why fewer are drawn'),
  leftOut: both(
    '{count} điểm dừng chưa vào tổ nào sẽ không đi.',
    '{count} stops in no team will not be visited.',
  ),
  print: both('In', 'Print'),
  files: both('Tệp', 'Files'),
  outcome: both('Đối chiếu kết quả', 'Compare with results'),
  outcomeTitle: both('Kế hoạch và kết quả', 'Plan against result'),
  ...routeOutcome,
  outsideOptimiser,
  stopStates: {
    planned: both('Theo kế hoạch', 'Planned'),
    done: both('Đã kiểm tra', 'Checked'),
    could_not_check: both('Không kiểm tra được', 'Could not be checked'),
    carried: both('Chuyển lộ trình sau', 'Moved to a later route'),
  },
  plannedAt: both('Dự kiến', 'Planned'),
  result: both('Kết quả', 'Result'),
  delay: both('Chênh lệch', 'Off by'),
  back: both('Danh sách lộ trình', 'All routes'),
  field: routeField,
  live: liveDay,
  teams: {
    title: both('Tổ kiểm tra', 'Teams'),
    lead: both(
      'Thành viên, chuyên môn và ca mẫu. Sửa ca mẫu không làm đổi ca của lộ trình đã lập.',
      'Members, skills and shift templates. Changing a template does not change shifts already planned.',
    ),
    none: both('Chưa có tổ nào.', 'There is no team yet.'),
    noneMore: both(
      'Lập tổ đầu tiên, chọn thành viên có vai trò Đội 178.',
      'Set up the first one with members who are inspectors.',
    ),
    add: both('Thêm tổ', 'New team'),
    edit: both('Sửa {name}', 'Change {name}'),
    name: both('Tên tổ', 'Name of the team'),
    members: both('Thành viên', 'Members'),
    skills: both('Chuyên môn', 'Skills'),
    template: both('Ca mẫu', 'Shift template'),
    templateName: both('Tên ca', 'Name of the day'),
    allDay: both('Cả ngày', 'All day'),
    vehicle: both('Phương tiện', 'Vehicle'),
    vehicles: { motorbike: both('Xe máy', 'Motorbike'), car: both('Ô tô', 'Car') },
    startsAt: both('Bắt đầu', 'Begins'),
    endsAt: both('Kết thúc', 'Ends'),
    rest: both('Nghỉ (phút)', 'Break (minutes)'),
    mostStops: both('Số điểm dừng tối đa', 'At most (stops)'),
    start: both('Xuất phát', 'Sets out'),
    end: both('Kết thúc tại', 'Ends at'),
    places: { open: both('Để mở', 'Open'), place: both('Tọa độ', 'Position') },
    coordinates: both('Vĩ độ, kinh độ', 'Latitude, longitude'),
    coordinatesWrong: both(
      'Ghi hai số, ví dụ 21,0288 105,8525 hoặc 21.0288, 105.8525.',
      'Write two numbers, such as 21.0288, 105.8525.',
    ),
    timeWrong: both('Ghi giờ như 08:00.', 'Write a time such as 08:00.'),
    retire: both('Ngừng tổ này', 'Retire this team'),
    saved: both('Đã lưu tổ.', 'The team is saved.'),
  },
  sheet: {
    draft: both('BẢN NHÁP, chưa giao cho tổ', 'DRAFT, not published to the team'),
    edition: both('Bản đã giao lúc {at}', 'As published at {at}'),
    differs: both(
      'Phiếu này là bản đã giao. Bản nháp đang có thay đổi chưa giao.',
      'This sheet is the published state. The draft has changes that are not published.',
    ),
    notes: both('Ghi chú', 'Notes'),
    scan: both(
      'Quét để mở điểm dừng trong hệ thống (cần đăng nhập)',
      'Scan to open the stop in the system (sign-in needed)',
    ),
    watermark: both(
      'Chỉ dùng cho tổ kiểm tra; hủy sau khi xong.',
      'For the team alone; destroy when done.',
    ),
    number: both('Số', 'No.'),
    place: both('Nơi', 'Place'),
    time: both('Giờ', 'Time'),
    reason: both('Lý do', 'Reason'),
    map: both('Sơ đồ thứ tự các điểm dừng', 'Sketch of the order of stops'),
    approximate: both('Đường nối thẳng, gần đúng.', 'Straight lines, approximate.'),
    alongStreets: both('Theo đường phố đã nhập.', 'Along the imported streets.'),
    pressPrint: both(
      'Hãy bấm nút In trên trang: mỗi lần in được ghi vào nhật ký trước.',
      'Press Print on the page: every print is written to the log first.',
    ),
    purpose: both(
      'Phiếu lộ trình cho tổ kiểm tra: {title}, ngày {date}',
      'Route sheet for the inspection team: {title}, {date}',
    ),
  },
};
