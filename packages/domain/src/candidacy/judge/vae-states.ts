import type { VaeStatus } from '../state.ts'

/** States of a VAE that is going on: it may be transferred, abandoned or declared stale. */
export const openVae = [
  'received',
  'incomplete',
  'complete',
  'admissible',
  'deposited',
  'flagged',
  'verified',
  'convened',
  'heard',
  'partial',
  'refused',
] as const satisfies readonly VaeStatus[]
