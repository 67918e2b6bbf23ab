import type { Makers } from '../makers.ts'

export const candidacyMakers: Makers = {}
