import type { Makers } from '../makers.ts'

export const juryMakers: Makers = {}
