export const formats = ['csv', 'json', 'xlsx', 'pdf'] as const
export type Format = (typeof formats)[number]
