import { both, type Both } from '#client/i18n/both.ts';

/** Stops of a route: choosing, ordering and optimising them. */
export const routeStops = {
  top: both('Thêm điểm xếp đầu', 'Add the best ranked'),
  topCount: both('Số điểm', 'How many'),
  topCommunes: both('Phường, xã', 'Communes'),
  topCommunesAll: both('Toàn thành phố', 'Whole city'),
  topAdd: both(
    (p: { count: string }) => `Thêm ${p.count} điểm đầu`,
    ({ count }) => `Add the top ${count}`,
  ),
  addOne: both(
    (p: { name: string }) => `Thêm ${p.name}`,
    ({ name }) => `Add ${name}`,
  ),
  add: both('Thêm', 'Add'),
  carriedAdd: both(
    (p: { count: string }) => `Nhận ${p.count} điểm dừng chuyển từ lộ trình trước`,
    ({ count }) => `Take up ${count} stops put off by earlier routes`,
  ),
  onRoute: both('Đang trong lộ trình khác', 'On another route'),
  candidates: both('Điểm cần kiểm tra, theo mức ưu tiên', 'Places to look at, by reasons'),
  candidateKind: both('Loại nơi cần kiểm tra', 'Kind of place'),
  candidateKinds: {
    all: both('Tất cả', 'All'),
    point: both('Điểm', 'Points'),
    business: both('Cơ sở', 'Businesses'),
  },
  neverInspected: both('Chưa kiểm tra lần nào', 'Never inspected'),
  quotaState: both(
    (p: { inspected: string; quota: string }) => `Phường, xã đã kiểm tra ${p.inspected}/${p.quota}`,
    ({ inspected, quota }) => `commune has inspected ${inspected}/${quota}`,
  ),
  candidatesTotal: both(
    (p: { total: string }) => `${p.total} điểm có thể kiểm tra`,
    ({ total }) => `${total} places can be looked at`,
  ),
  candidatesNone: both(
    'Không có điểm nào cần kiểm tra ở đây. Hãy chọn phường, xã khác.',
    'Nothing needs a look here. Choose other communes.',
  ),
  score: both(
    (p: { score: string }) => `Mức ưu tiên ${p.score}`,
    ({ score }) => `Score ${score}`,
  ),
  terms: {
    due: both('Đến hạn kiểm tra', 'Check due'),
    suspicion: both('Nghi tái hoạt động', 'Suspected'),
    hazard: both('Khả năng tái hoạt động 30 ngày', 'Chance of recurrence in 30 days'),
    unseen: both('Lâu chưa kiểm tra', 'Not checked for long'),
    severity: both('Số lần tái hoạt động', 'Past recurrences'),
    not_inspected: both('Năm nay chưa kiểm tra', 'Not inspected this year'),
    reinspection: both('Đến hạn tái kiểm tra', 'Re-inspection due'),
    quota: both('Phường, xã chưa đạt chỉ tiêu', 'Commune behind its quota'),
  },
  hazardChance: both(
    (p: { chance: string }) => `${p.chance} trong 30 ngày`,
    ({ chance }) => `${chance} within 30 days`,
  ),
  hazardBasis: both(
    (p: { group: string; city: string; prior: string }) =>
      `Tính từ ${p.group} điểm cùng loại hình và ${p.city} điểm toàn thành phố; tỷ trọng giả định ${p.prior}`,
    ({ group, city, prior }) =>
      `From ${group} places of this category and ${city} in the city; weight of the assumption ${prior}`,
  ),
  unseenDays: both(
    (p: { days: string }) => `Đã ${p.days} chưa kiểm tra`,
    ({ days }) => `not seen for ${days}`,
  ),
  neverSeen: both('Chưa ai kiểm tra từ khi triệt xóa', 'Nobody has looked since the elimination'),
  weights: both('Trọng số', 'Weights'),
  weightsOwn: both('Trọng số do bạn đặt.', 'Weights that you have set.'),
  weightsSave: both('Lưu trọng số', 'Save weights'),
  unassigned: both('Chưa vào tổ nào', 'In no team yet'),
  unassignedNone: both('Mọi điểm dừng đã có tổ.', 'Every stop has a team.'),
  stopsNone: both(
    'Chưa có điểm dừng. Chọn điểm rồi bấm Xếp lộ trình.',
    'No stop yet. Choose places, then optimise.',
  ),
  summary: both(
    (p: { stops: string; distance: string; from: string; to: string }) =>
      `${p.stops} điểm dừng, ${p.distance}, ${p.from}–${p.to}`,
    ({ stops, distance, from, to }) => `${stops} stops, ${distance}, ${from}–${to}`,
  ),
  hours: both(
    (p: { from: string; to: string }) => `Ca ${p.from}–${p.to}`,
    ({ from, to }) => `Hours ${from}–${to}`,
  ),
  random: both('Ngẫu nhiên', 'Random'),
  randomMore: both(
    'Rút ngẫu nhiên để ước lượng phần bị bỏ sót',
    'Drawn at random, to measure what is missed',
  ),
  randomState: both(
    (p: { drawn: string; wanted: string; share: string }) =>
      `Ngẫu nhiên ${p.drawn}/${p.wanted} (${p.share})`,
    ({ drawn, wanted, share }) => `Random ${drawn}/${wanted} (${share})`,
  ),
  randomDraw: both('Rút ngẫu nhiên cho đủ', 'Draw what is missing'),
  unplanned: both('Ngoài kế hoạch', 'Unplanned'),
  locked: {
    team: both('Khóa tổ', 'Team locked'),
    time: both('Khóa giờ', 'Time locked'),
    position: both('Khóa thứ tự', 'Order locked'),
  },
  moveUp: both(
    (p: { name: string }) => `Đưa ${p.name} lên trước`,
    ({ name }) => `Move ${name} up`,
  ),
  moveDown: both(
    (p: { name: string }) => `Đưa ${p.name} xuống sau`,
    ({ name }) => `Move ${name} down`,
  ),
  details: both(
    (p: { name: string }) => `Sửa điểm dừng ${p.name}`,
    ({ name }) => `Change stop ${name}`,
  ),
  locksOf: both(
    (p: { name: string }) => `Khóa ${p.name}`,
    ({ name }) => `Locks of ${name}`,
  ),
  lockTimeAt: both(
    (p: { time: string }) => `Cố định giờ bắt đầu ${p.time}`,
    ({ time }) => `Lock the start at ${time}`,
  ),
  lockTeam: both('Khóa vào tổ này', 'Lock to this team'),
  lockPosition: both('Khóa thứ tự này', 'Lock this place in the order'),
  lockTime: both('Cố định giờ bắt đầu', 'Lock the start'),
  window: both('Khung giờ được kiểm tra', 'Only to be checked between'),
  from: both('Từ', 'From'),
  to: both('Đến', 'To'),
  service: both('Số phút tại điểm dừng', 'Minutes at the stop'),
  moveTo: both('Chuyển sang tổ', 'Move to team'),
  remove: both('Bỏ khỏi lộ trình', 'Take out of the route'),
  save: both('Lưu', 'Save'),
  close: both('Đóng', 'Close'),
  moved: both(
    (p: { name: string; team: string; position: string }) =>
      `${p.name}: ${p.team}, thứ tự ${p.position}.`,
    ({ name, team, position }) => `${name}: ${team}, place ${position}.`,
  ),
  putInto: both(
    (p: { team: string; position: string }) => `Đưa vào ${p.team}, vị trí ${p.position}`,
    ({ team, position }) => `Put it into ${team}, number ${position}`,
  ),
  grantAndPut: both(
    (p: { team: string; position: string }) =>
      `Điều chỉnh và đưa vào ${p.team}, thứ tự ${p.position}`,
    ({ team, position }) => `Do that and put it into ${team}, number ${position}`,
  ),
  dropAt: both(
    (p: { team: string; position: string }) => `Thả: ${p.team}, vị trí ${p.position}`,
    ({ team, position }) => `Let go: ${team}, number ${position}`,
  ),
  dropNowhere: both(
    'Thả lên số của điểm khác hoặc lên đường đi của một tổ.',
    "Let go on another stop's number, or on the way of a team.",
  ),
  polygonHint: both(
    'Bấm từng góc; bấm lại góc đầu để xong. Esc để hủy.',
    'Press each corner; press the first one again to finish. Esc leaves.',
  ),
  undo: both('Hoàn tác', 'Undo'),
  redo: both('Làm lại', 'Redo'),
  optimise: both('Xếp lộ trình', 'Optimise'),
  optimiseScope: both('Phạm vi', 'Scope'),
  scopes: {
    everything: both('Xếp lại tất cả', 'Arrange everything anew'),
    remaining: both('Xếp lại phần còn lại, từ bây giờ', 'Arrange what remains, from now'),
    fit_new: both('Giữ nguyên, chèn điểm mới', 'Keep routes, fit new stops in'),
    team: both(
      (p: { team: string }) => `Chỉ ${p.team}`,
      ({ team }) => `Only ${team}`,
    ),
  },
  searching: both(
    (p: { distance: string; dropped: string }) =>
      `Tốt nhất đến lúc này: ${p.distance}, ${p.dropped} điểm chưa xếp được`,
    ({ distance, dropped }) => `Best so far: ${distance}, ${dropped} stops without room`,
  ),
  takeBest: both('Dừng, lấy kết quả này', 'Stop and take this'),
  cancelSearch: both('Hủy, giữ như cũ', 'Cancel, keep as it was'),
  optimised: both(
    (p: { distance: string }) => `Đã xếp: ${p.distance}.`,
    ({ distance }) => `Arranged: ${distance}.`,
  ),
  dropped: both(
    (p: { count: string }) => `${p.count} điểm dừng không xếp được`,
    ({ count }) => `${count} stops found no room`,
  ),
  reasons: {
    order_broken: both(
      'Thứ tự hiện tại không đáp ứng ràng buộc; hãy bấm Xếp lộ trình',
      'The order breaks rules already, so nothing fits; optimise again',
    ),
    fits: both('Còn chỗ, có thể thêm thủ công', 'There is room; insert it by hand'),
    no_team: both('Chưa có tổ', 'No team yet'),
    unreachable: both('Không có đường tới', 'No road leads there'),
    skills_missing: both('Không tổ nào đủ chuyên môn', 'No team has the skills'),
    locks_conflict: both('Các khóa mâu thuẫn nhau', 'The locks contradict each other'),
    too_many_stops: both('Vượt số điểm dừng của tổ', "More than the team's stops"),
    over_capacity: both('Vượt khả năng của tổ', 'More than the team can take on'),
    hours_too_short: both('Không đủ giờ làm', 'Not enough hours'),
    window_missed: both('Không kịp khoảng giờ yêu cầu', 'The hours asked for cannot be met'),
  } as Record<string, Both>,
  remedies: {
    connect: both('có đường tới điểm này', 'a road to the place'),
    add_skills: both(
      (p: { team: string; skills: string }) => `${p.team} thêm chuyên môn ${p.skills}`,
      ({ team, skills }) => `${team} with ${skills}`,
    ),
    raise_max_stops: both(
      (p: { team: string; count: string }) => `${p.team} nhận ${p.count} điểm dừng`,
      ({ team, count }) => `${team} takes ${count} stops`,
    ),
    raise_capacity: both(
      (p: { team: string }) => `${p.team} tăng khả năng`,
      ({ team }) => `${team} takes on more`,
    ),
    extend_hours: both(
      (p: { team: string; from: string; to: string }) => `${p.team} làm từ ${p.from} đến ${p.to}`,
      ({ team, from, to }) => `${team} works from ${from} to ${to}`,
    ),
    add_window: both(
      (p: { from: string; to: string }) => `Cho kiểm tra từ ${p.from} đến ${p.to}`,
      ({ from, to }) => `it may be checked from ${from} to ${to}`,
    ),
    release_lock: both('Bỏ một khóa của điểm dừng', 'one lock of the stop is released'),
  },
  fixes: both(
    (p: { remedies: string }) => `Muốn xếp được, cần: ${p.remedies}`,
    ({ remedies }) => `Fits if: ${remedies}`,
  ),
  problems: {
    late: both(
      (p: { late: string }) => `Muộn ${p.late}`,
      ({ late }) => `${late} late`,
    ),
    outside_windows: both('Ngoài khoảng giờ', 'Outside its hours'),
    skills_missing: both('Tổ thiếu chuyên môn', 'The team lacks skills'),
    unreachable: both('Không có đường tới', 'No road leads there'),
    team_lock: both('Trái khóa tổ', 'Against the team lock'),
    time_lock: both('Trái khóa giờ', 'Against the time lock'),
    position_lock: both('Trái khóa thứ tự', 'Breaks the order lock'),
    hours_exceeded: both(
      (p: { late: string }) => `Quá giờ làm ${p.late}`,
      ({ late }) => `${late} beyond the hours`,
    ),
    too_many_stops: both('Quá số điểm dừng của tổ', 'Too many stops for the team'),
    over_capacity: both('Quá khả năng của tổ', 'Too much for the team'),
    break_late: both('Nghỉ muộn', 'Break is late'),
    end_unreachable: both('Không có đường về nơi kết thúc', 'No road leads to the end'),
  },
  minutes: both(
    (p: { count: string }) => `${p.count} phút`,
    ({ count }) => `${count} min`,
  ),
  skills: {
    fire_safety: both('PCCC', 'fire safety'),
    health: both('y tế', 'health'),
    labour: both('lao động', 'labour'),
  },
  others: both(
    (p: { names: string }) => `Cùng mở: ${p.names}`,
    ({ names }) => `Also open: ${names}`,
  ),
  changedElsewhere: both(
    'Người khác vừa sửa lộ trình này; bản mới đã hiện.',
    'Somebody else has just changed this route; it is shown as it is now.',
  ),
  merged: both(
    'Thay đổi của bạn và của người khác đều đã được ghi.',
    "Your change and somebody else's were both written.",
  ),
};
