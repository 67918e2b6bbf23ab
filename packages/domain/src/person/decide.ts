import type { Makers } from '../makers.ts'

export const personMakers: Makers = {}
