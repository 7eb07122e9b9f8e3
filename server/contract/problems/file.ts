import type { ProblemDeclarations } from './declaration.ts';

/** Problems with files: papers and photos, boundaries of communes, lists of points. */
export const FILE_PROBLEMS = {
  'boundary.not_a_boundary_file': {
    status: 422,
    vi: 'Đây không phải tệp địa giới. Hãy chọn tệp GeoJSON, GeoPackage, KML, KMZ, MIF, hoặc Shapefile, MapInfo TAB nén ZIP.',
    en: 'This is not a boundary file. Choose GeoJSON, GeoPackage, KML, KMZ, MIF, or a zipped Shapefile or MapInfo TAB.',
  },
  'boundary.file_broken': {
    status: 422,
    vi: 'Tệp địa giới bị hỏng hoặc thiếu phần, chưa nhập gì. Hãy xuất lại tệp từ phần mềm bản đồ rồi thử lại.',
    en: 'The boundary file is damaged or incomplete; nothing was imported. Export it again and retry.',
    constraints: ['boundary_geometry_valid'],
  },
  'boundary.file_empty': {
    status: 422,
    vi: 'Tệp địa giới không có vùng nào. Hãy kiểm tra lại lớp dữ liệu khi xuất tệp.',
    en: 'The boundary file holds no features. Check the layer that was exported.',
  },
  'boundary.no_polygons': {
    status: 422,
    vi: 'Tệp không có vùng (polygon) nào, chỉ có điểm hoặc đường. Hãy chọn lớp địa giới dạng vùng.',
    en: 'The file holds no polygons, only points or lines. Choose the layer of areas.',
  },
  'boundary.several_layers': {
    status: 422,
    vi: 'Tệp có nhiều lớp vùng[: {names}]. Hãy chọn lớp phường, xã ở ô “Lớp”.',
    en: 'The file holds several layers of areas[: {names}]. Choose the layer of the communes in the field “Layer”.',
  },
  'boundary.crs_unknown': {
    status: 422,
    vi: 'Không nhận ra hệ tọa độ của tệp. Hãy chọn hệ tọa độ (WGS 84 hoặc VN-2000) khi nhập, hoặc thêm tệp .prj.',
    en: 'The coordinate system of the file is unknown. Choose it (WGS 84 or VN-2000) when importing, or add the .prj file.',
  },
  'boundary.zip_too_large': {
    status: 422,
    vi: 'Tệp nén bung ra quá lớn nên bị từ chối, chưa nhập gì. Hãy chỉ nén các tệp của lớp địa giới.',
    en: 'The archive unpacks to more than allowed and was refused; nothing was imported. Pack only the files of the boundary layer.',
  },
  'boundary.too_many_vertices': {
    status: 422,
    vi: 'Địa giới có quá nhiều đỉnh[ (tối đa {limit})]. Hãy giản lược hình rồi nhập lại.',
    en: 'The boundaries have too many vertices[ (at most {limit})]. Simplify them and import again.',
  },
  'boundary.nothing_matched': {
    status: 422,
    vi: 'Không vùng nào khớp với phường, xã hiện hành. Hãy kiểm tra cột mã hoặc cột tên đơn vị trong tệp.',
    en: 'No area matches a present commune. Check the column of codes or names in the file.',
  },
  'boundary.duplicate_match': {
    status: 422,
    vi: 'Có nhiều vùng cùng khớp một phường, xã[: {names}]. Hãy gộp các vùng ấy hoặc sửa mã trong tệp.',
    en: 'Several areas match one commune[: {names}]. Join them or correct their codes in the file.',
  },
  'boundary.communes_missing': {
    status: 422,
    vi: 'Tệp thiếu một số phường, xã[: {names}], chưa nhập gì. Hãy bổ sung, hoặc chọn giữ địa giới hiện có cho các đơn vị thiếu.',
    en: 'The file lacks some communes[: {names}]; nothing was imported. Add them, or choose to keep the present areas of those that are missing.',
  },
  'boundary.nothing_to_undo': {
    status: 409,
    vi: 'Không có bộ địa giới trước đó để quay lại.',
    en: 'There is no earlier set of boundaries to go back to.',
  },
  'boundary.set_not_found': {
    status: 404,
    vi: 'Không tìm thấy bộ địa giới này. Hãy tải lại danh sách.',
    en: 'There is no such set of boundaries. Reload the list.',
  },
  'osm.not_osm': {
    status: 422,
    vi: 'Đây không phải dữ liệu OpenStreetMap. Hãy chọn tệp Overpass (JSON), OSM XML hoặc PBF.',
    en: 'This is no OpenStreetMap data. Choose an Overpass answer (JSON), an OSM XML or a PBF file.',
  },
  'osm.file_broken': {
    status: 422,
    vi: 'Tệp OpenStreetMap bị hỏng hoặc thiếu phần, chưa nhập gì. Hãy tải hoặc xuất lại tệp rồi thử lần nữa.',
    en: 'The OpenStreetMap file is damaged or incomplete; nothing was imported. Download or export it again and retry.',
  },
  'osm.way_too_long': {
    status: 422,
    vi: 'Tệp có đường hoặc vùng quá dài[ ({reason})], không phải bản đồ thật; chưa nhập gì. Hãy lấy lại dữ liệu từ nguồn khác.',
    en: 'The file holds an element that is too long to be of a real map[ ({reason})]; nothing was imported. Take the data from another source.',
  },
  'osm.text_unsafe': {
    status: 422,
    vi: 'Tên trong tệp có ký tự điều khiển hoặc mã lệnh[ ({reason})], chưa nhập gì. Hãy sửa tên ấy hoặc lấy tệp từ nguồn khác.',
    en: 'A name in the file holds control characters or program code[ ({reason})]; nothing was imported. Correct it or take the file from another source.',
  },
  'osm.unpacks_too_large': {
    status: 422,
    vi: 'Tệp PBF bung ra quá lớn so với dữ liệu thật nên bị từ chối, chưa nhập gì. Hãy lấy lại tệp từ nguồn tin cậy.',
    en: 'The PBF file unpacks to far more than real data does and was refused; nothing was imported. Take the file again from a source that you trust.',
  },
  'osm.empty': {
    status: 422,
    vi: 'Tệp không có đường, địa điểm hay địa giới nào. Hãy lấy lại dữ liệu của khu vực.',
    en: 'The file holds no street, place or border. Take the data of the area again.',
  },
  'osm.no_positions': {
    status: 422,
    vi: 'Tệp có đường nhưng thiếu tọa độ các nút, chưa nhập gì. Hãy xuất lại kèm các nút (trong Overpass: thêm “>; out;”).',
    en: 'The file has ways without the positions of their nodes; nothing was imported. Export it again with its nodes (in Overpass: add “>; out;”).',
  },
  'osm.outside_city': {
    status: 422,
    vi: 'Dữ liệu trong tệp nằm ngoài thành phố, chưa nhập gì. Hãy lấy tệp của đúng khu vực.',
    en: 'The data of the file lie outside the city; nothing was imported. Take a file of the right area.',
  },
  'osm.nothing_to_bring': {
    status: 422,
    vi: 'Không còn phần nào của tệp để nhập: mỗi phần hoặc không có trong tệp, hoặc đang giữ theo quyết định trước. Hãy chọn phần cần nhập.',
    en: 'Nothing of the file is left to bring in: each part is missing from it or kept as decided before. Choose the parts to bring in.',
  },
  'osm.nothing_to_undo': {
    status: 409,
    vi: 'Không có lượt nhập OpenStreetMap nào để quay lại.',
    en: 'There is no import of OpenStreetMap data to go back from.',
  },
  'roads.none': {
    status: 422,
    vi: 'Tệp không có đường nào xe đi được. Hãy lấy lại dữ liệu có các đường (highway) của khu vực.',
    en: 'The file holds no road that a vehicle could use. Take an extract with the roads (highway) of the area.',
  },
  'roads.nothing_to_undo': {
    status: 409,
    vi: 'Không có mạng đường nào đang dùng để quay lại.',
    en: 'There is no road network in force to go back from.',
  },
  'ground.none': {
    status: 404,
    vi: 'Chưa có nền bản đồ. Hãy đề nghị quản trị viên nhập một tệp OpenStreetMap.',
    en: 'There is no ground of the map yet. Ask an administrator to import an OpenStreetMap file.',
  },
  'ground.nothing_in_file': {
    status: 422,
    vi: 'Tệp không có đường, sông hồ hay khu đất nào ở Hà Nội để vẽ nền bản đồ. Hãy chọn tệp OpenStreetMap của thành phố.',
    en: 'The file holds no street, water or land in the city for the ground of the map. Choose an OpenStreetMap file of the city.',
  },
  'ground.nothing_to_undo': {
    status: 409,
    vi: 'Không có nền bản đồ nào trước đó để quay lại. Hãy nhập lại tệp OpenStreetMap cần dùng.',
    en: 'There is no earlier ground of the map to go back to. Import the OpenStreetMap file again that should be used.',
  },
  'gazetteer.not_found': {
    status: 404,
    vi: 'Không tìm thấy bảng địa danh này. Hãy tải lại danh sách.',
    en: 'There is no such gazetteer. Reload the list.',
  },
  'gazetteer.already_imported': {
    status: 409,
    vi: 'Tệp này đã được nhập và đang dùng. Hãy ngừng dùng bảng địa danh cũ trước nếu muốn nhập lại.',
    en: 'This file has been imported and is in use. Put the old gazetteer aside first to import it again.',
    constraints: ['gazetteer_file_once'],
  },
  'file.took_too_long': {
    status: 422,
    vi: 'Đọc tệp mất quá lâu[ (quá {limit} giây)] nên đã dừng, chưa ghi gì. Hãy chia nhỏ hoặc lưu lại tệp dưới định dạng khác rồi thử lần nữa.',
    en: 'Reading the file took too long[ (more than {limit} seconds)] and was stopped; nothing was written. Split it or save it in another format and try again.',
  },
  'file.too_large': {
    status: 422,
    vi: 'Tệp mở ra chiếm quá nhiều bộ nhớ[ (quá {limit} MB)] nên đã dừng đọc, chưa ghi gì. Hãy chia nhỏ hoặc giản lược tệp rồi thử lần nữa.',
    en: 'The file takes too much memory once it is opened[ (more than {limit} MB)], so reading was stopped; nothing was written. Split or simplify it and try again.',
  },
  'file.reading_failed': {
    status: 422,
    vi: 'Không đọc được tệp này: chương trình đọc đã dừng giữa chừng, chưa ghi gì. Hãy mở tệp, lưu lại rồi thử lần nữa.',
    en: 'This file cannot be read: the reading program stopped half-way; nothing was written. Open the file, save it again and retry.',
  },
  'file.readers_busy': {
    status: 503,
    vi: 'Máy chủ đang đọc nhiều tệp khác, chưa nhận tệp này. Hãy đợi [{seconds} giây ]rồi gửi lại.',
    en: 'The server is reading many other files and has not taken this one. Wait [{seconds} seconds ]and send it again.',
  },
  'import.not_a_table': {
    status: 422,
    vi: 'Không đọc được tệp. Hãy chọn bảng CSV, XLSX có dòng tiêu đề, hoặc lớp bản đồ GeoJSON, KML, KMZ, GPX, GeoPackage, MIF, hoặc Shapefile, MapInfo TAB nén ZIP.',
    en: 'The file cannot be read. Choose a table (CSV, XLSX) with a header row, or a map layer: GeoJSON, KML, KMZ, GPX, GeoPackage, MIF, or a zipped Shapefile or MapInfo TAB.',
  },
  'import.file_broken': {
    status: 422,
    vi: 'Tệp bị hỏng[ ở dòng {line}], chưa nhập gì. Hãy mở tệp, lưu lại rồi thử lần nữa.',
    en: 'The file is damaged[ at line {line}]; nothing was imported. Open it, save it again and retry.',
    constraints: ['gazetteer_entry_lengths'],
  },
  'import.text_unreadable': {
    status: 422,
    vi: 'Không nhận ra bảng mã chữ Việt của tệp, chưa nhập gì. Hãy lưu lại dưới dạng XLSX hoặc CSV UTF-8 rồi thử lần nữa.',
    en: 'The encoding of the file’s Vietnamese letters is unknown; nothing was imported. Save it as XLSX or CSV UTF-8 and retry.',
  },
  'import.empty': {
    status: 422,
    vi: 'Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại tệp hoặc trang tính.',
    en: 'The file holds no rows. Check the file or the sheet.',
  },
  'import.too_many_rows': {
    status: 422,
    vi: 'Tệp có quá nhiều dòng[ (tối đa {limit})]. Hãy chia thành nhiều tệp nhỏ hơn.',
    en: 'The file has too many rows[ (at most {limit})]. Split it into smaller files.',
  },
  'import.zip_too_large': {
    status: 422,
    vi: 'Tệp nén bung ra quá lớn nên bị từ chối, chưa nhập gì. Hãy lưu bảng dưới dạng CSV, hoặc chỉ nén lớp bản đồ cần nhập.',
    en: 'The file unpacks to more than allowed and was refused; nothing was imported. Save a table as CSV, or pack only the layer that you need.',
  },
  'import.several_layers': {
    status: 422,
    vi: 'Tệp có nhiều lớp[: {names}]. Hãy chọn lớp cần nhập ở ô “Lớp”.',
    en: 'The file holds several layers[: {names}]. Choose the one to import in the field “Layer”.',
  },
  'import.crs_unknown': {
    status: 422,
    vi: 'Chưa hỗ trợ hệ tọa độ của tệp[: {found}]. Hãy chọn hệ tọa độ ở ô “Hệ tọa độ của tệp”, hoặc xuất lại lớp theo WGS 84 (EPSG:4326) hoặc VN-2000.',
    en: 'The coordinate system of the file is not supported[: {found}]. Choose it in the field “Coordinate system of the file”, or export the layer in WGS 84 (EPSG:4326) or VN-2000.',
  },
  'import.mapping_incomplete': {
    status: 422,
    vi: 'Chưa ghép đủ cột bắt buộc[: {missing}]. Hãy chọn cột cho từng mục còn thiếu.',
    en: 'Not every required column is mapped[: {missing}]. Choose a column for each one missing.',
  },
  'import.rows_invalid': {
    status: 422,
    vi: 'Có dòng chưa hợp lệ[ ({count} dòng)], chưa ghi gì. Hãy sửa các dòng được nêu, hoặc chọn bỏ qua chúng rồi nhập lại.',
    en: 'Some rows are not valid[ ({count})]; nothing was written. Correct the rows named, or choose to leave them out and import again.',
  },
  'import.not_found': {
    status: 404,
    vi: 'Không tìm thấy lượt nhập này, có thể đã hết hạn. Hãy tải tệp lên lại.',
    en: 'There is no such import; it may have expired. Upload the file again.',
  },
  'import.cancelled': {
    status: 409,
    vi: 'Lượt nhập đã bị hủy và không để lại gì. Hãy tải tệp lên lại nếu vẫn cần.',
    en: 'The import was cancelled and left nothing behind. Upload the file again if it is still needed.',
  },
  'import.already_running': {
    status: 409,
    vi: 'Đang có một lượt nhập khác chạy. Hãy đợi lượt đó xong hoặc hủy nó trước.',
    en: 'Another import is running. Wait for it to finish or cancel it first.',
  },
  'import.nothing_to_write': {
    status: 422,
    vi: 'Không có dòng mới nào để ghi: mọi dòng đã có trong sổ hoặc bị từ chối. Hãy xem lý do ở từng dòng.',
    en: 'There is nothing new to write: every row is already in the register or was refused. See the reason beside each row.',
  },
  'import.run_not_found': {
    status: 404,
    vi: 'Không tìm thấy lượt nhập này. Hãy tải lại danh sách các lượt nhập.',
    en: 'There is no such import. Reload the list of imports.',
  },
  'import.nothing_refused': {
    status: 422,
    vi: 'Mọi dòng của tệp đều ghi được, không có dòng nào để tải về. Hãy ghi vào danh mục.',
    en: 'Every row of the file can be written; there is none to download. Write them to the register.',
  },
  'import.undone_already': {
    status: 409,
    vi: 'Lượt nhập này đã được hoàn tác. Hãy tải lại danh sách các lượt nhập.',
    en: 'This import has been undone already. Reload the list of imports.',
  },
  'import.rows_not_kept': {
    status: 409,
    vi: 'Lượt nhập này có trước khi hệ thống lưu từng dòng nên không hoàn tác được. Hãy xử lý từng điểm trên hồ sơ điểm.',
    en: 'This import dates from before its rows were kept and cannot be undone. Decide on its points one by one.',
  },
  'import.points_stand': {
    status: 409,
    vi: 'Không hoàn tác được: đã có việc ghi sau đó trên[ {count}] điểm của lượt nhập[ ({names})]. Hãy xử lý từng điểm trên hồ sơ điểm.',
    en: 'It cannot be undone:[ {count}] points of the import have later acts[ ({names})]. Decide on the points one by one.',
  },
  'import.word_understood': {
    status: 409,
    vi: 'Từ[ “{word}”] đã được hiểu sẵn, không cần ghi nhớ thêm. Hãy đọc lại tệp.',
    en: 'The word[ “{word}”] is understood already and needs no teaching. Read the file again.',
  },
  'import.word_taken': {
    status: 409,
    vi: 'Từ này đã được gắn với một loại hình. Hãy bỏ cách hiểu cũ trước khi gắn loại hình khác.',
    en: 'This word means a category already. Take that back before it is given another one.',
    constraints: ['import_word_once'],
  },
  'import.word_not_found': {
    status: 404,
    vi: 'Không tìm thấy từ này, hoặc từ đã được bỏ. Hãy tải lại danh sách từ.',
    en: 'There is no such word, or it was taken back. Reload the list of words.',
  },
  'import.nothing_waits': {
    status: 409,
    vi: 'Không còn điểm nào của bảng này chờ chấp nhận. Hãy tải lại danh sách các bảng đang chờ.',
    en: 'No point of this table waits to be accepted any more. Reload the list of tables that wait.',
  },
  'import.own_claims': {
    status: 403,
    vi: 'Người nhập bảng không được tự chấp nhận trạng thái ghi trong bảng. Hãy để một người khác của cơ quan thường trực xem xét.',
    en: 'Who imported a table may not accept what it claims. Leave it to another person of the standing agency.',
  },
} as const satisfies ProblemDeclarations;
