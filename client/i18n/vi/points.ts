export const points = {
  title: 'Điểm phức tạp',
};
