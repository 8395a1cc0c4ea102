// Stands in for the sheet's word-division patterns: the workbook never divides words.
export const patterns = [];
