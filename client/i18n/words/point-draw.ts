import { both } from '#client/i18n/both.ts';

/** Drawing a new point, or the place of one that is there. */
export const pointDraw = {
  newTitle: both('Đề xuất điểm mới', 'Propose a new point'),
  editTitle: both('Sửa vị trí {code}', 'Correct the place of {code}'),
  shape: both('Hình dạng', 'Shape'),
  shapes: {
    Point: both('Vị trí', 'Spot'),
    LineString: both('Đoạn đường', 'Stretch'),
    Polygon: both('Vùng', 'Area'),
  },
  hints: {
    Point: both(
      'Bấm lên bản đồ để đặt vị trí. Kéo để chỉnh.',
      'Press on the map to set the place. Drag to adjust.',
    ),
    LineString: both(
      'Bấm từng đỉnh dọc đường; bấm lại đỉnh cuối để kết thúc.',
      'Press each corner along the street; press the last one again to finish.',
    ),
    Polygon: both(
      'Bấm từng đỉnh quanh vùng; bấm lại đỉnh đầu để khép vùng.',
      'Press each corner around the area; press the first one again to close it.',
    ),
  },
  hintEdit: both(
    'Kéo đỉnh để chỉnh, kéo điểm giữa cạnh để thêm đỉnh.',
    'Drag a corner to move it, drag the middle of an edge to add one.',
  ),
  finish: both('Kết thúc', 'Finish'),
  undo: both('Hoàn tác', 'Undo'),
  clear: both('Xóa hình', 'Clear'),
  useCentre: both('Lấy tâm bản đồ', 'Use the centre of the map'),
  coordinates: both('Tọa độ', 'Coordinates'),
  coordinatesMore: both(
    'Vĩ độ, kinh độ (21,02450; 105,84120), VN-2000 (mét), liên kết Google Maps hoặc plus code.',
    'Latitude, longitude (21.02450, 105.84120), metres of VN-2000, a Google Maps link or a plus code.',
  ),
  readOnGrid: both('Đã đọc theo {grid}.', 'Read as {grid}.'),
  readOnGridOfSeveral: both(
    'Đã đọc theo {grid}. Số này cũng có thể thuộc {others}: hãy kiểm tra vị trí trên bản đồ.',
    'Read as {grid}. These numbers may also be of {others}: check the place on the map.',
  ),
  severalZones: both(
    'Số mét này hợp với nhiều múi: {grids}. Hãy đổi sang kinh độ, vĩ độ rồi nhập lại.',
    'These metres fit several zones: {grids}. Turn them into longitude and latitude, and enter those.',
  ),
  coordinatesProblem: {
    not_understood: both(
      'Không đọc được. Nhập vĩ độ; kinh độ, hoặc dán liên kết Google Maps, plus code.',
      'Not understood. Enter latitude, longitude, or paste a Google Maps link or a plus code.',
    ),
    outside: both(
      'Tọa độ nằm ngoài khu vực thành phố.',
      'The coordinates lie outside the surroundings of the city.',
    ),
    shortened: both(
      'Liên kết rút gọn không chứa tọa độ. Mở liên kết rồi dán địa chỉ đầy đủ.',
      'A shortened link holds no coordinates. Open it and paste the full address.',
    ),
  },
  add: both('Thêm đỉnh', 'Add corner'),
  place: both('Đặt vị trí', 'Set the place'),
  vertices: both('Các đỉnh', 'Corners'),
  vertex: both('{number}. {place}', '{number}. {place}'),
  removeVertex: both('Bỏ đỉnh {number}', 'Remove corner {number}'),
  needs: {
    Point: both('Chưa đặt vị trí.', 'The place is not set yet.'),
    LineString: both('Đoạn đường cần ít nhất 2 đỉnh.', 'A stretch needs at least 2 corners.'),
    Polygon: both('Vùng cần ít nhất 3 đỉnh.', 'An area needs at least 3 corners.'),
  },
  under: both('Nằm trên', 'Lies on'),
  underLater: both('Máy chủ xác định chính thức khi lưu.', 'The server decides when it is saved.'),
  underApproximate: both(
    'Địa giới gần đúng: phường, xã có thể khác.',
    'Borders are approximate: the commune may be another one.',
  ),
  underNone: both(
    'Ngoài địa giới các phường, xã. Hãy kiểm tra lại vị trí.',
    'Outside all communes. Check the place.',
  ),
  underLoading: both('Đang xác định phường, xã…', 'Looking up the commune…'),
  notOwn: both(
    'Ngoài phường, xã bạn phụ trách: máy chủ sẽ không nhận.',
    'Outside the communes in your charge: the server will refuse it.',
  ),
  next: both('Tiếp: thông tin', 'Next: facts'),
  backToPlace: both('Về vị trí', 'Back to the place'),
  categoryPlaceholder: both('Chọn loại hình', 'Choose a category'),
  namePlaceholder: both('Tên nơi, không phải tên người', 'Name of the place, never of a person'),
  grounds: both('Căn cứ đề xuất', 'Grounds of the proposal'),
  save: both('Gửi đề xuất', 'Send the proposal'),
  saveEdit: both('Ghi vị trí mới', 'Record the new place'),
  saved: both(
    'Đã ghi đề xuất {code}. Người khác sẽ quyết định công nhận.',
    'Proposal {code} recorded. Somebody else decides on it.',
  ),
  cancelled: both(
    'Đã bỏ hình vẽ. Không có gì được ghi.',
    'Drawing discarded. Nothing was recorded.',
  ),
  leaveTitle: both('Bỏ những gì đang nhập?', 'Discard what you entered?'),
  leaveMore: both(
    'Hình vẽ và nội dung chưa được ghi sẽ mất.',
    'The drawing and the text were not recorded and will be lost.',
  ),
  leave: both('Bỏ, không ghi', 'Discard, record nothing'),
  stay: both('Vẽ tiếp', 'Go on drawing'),
  manyParts: both(
    'Điểm này có hình nhiều phần. Sửa được bằng cách vẽ lại từ đầu thành một phần.',
    'This point has several parts. It can be corrected by drawing it anew as one.',
  ),
  unchanged: both('Chưa thay đổi vị trí.', 'The place was not changed yet.'),
  asksAnew: both(
    '{status}; hỏi lại việc bàn giao với {communes}. Chưa tính là đã bàn giao cho đến khi các nơi này xác nhận.',
    '{status}; the hand-over is asked anew of {communes}. Not counted as handed over until they confirm.',
  ),
  lines: {
    place: both('Vị trí', 'Place'),
    name: both('Tên', 'Name'),
    communes: both('Phường, xã', 'Communes'),
    handover: both('Bàn giao', 'Hand-over'),
  },
  shapeOf: both('{shape} {size}, {count} đỉnh', '{shape} {size}, {count} corners'),
  length: both('Chiều dài: {size}', 'Length: {size}'),
  area: both('Diện tích: {size}', 'Area: {size}'),
};
