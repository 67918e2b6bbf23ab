import type { Journey } from '@minutier/read-models'

/** A journey of which nothing is told but what is changed; its person is known by its name. */
export function journeyOf(candidacyId: string, change: Partial<Journey> = {}): Journey {
  return {
    candidacyId,
    personId: `person ${candidacyId}`,
    certification: 'RNCP36582',
    route: 'CA',
    centreSiret: '39350481600231',
    status: 'enrolled',
    opened: { on: '2022-07-04', rank: 0 },
    entered: null,
    trainingStartsOn: null,
    initiative: null,
    left: null,
    blocs: [],
    heardOn: null,
    award: null,
    certificates: [],
    passage: { state: 'none', batchId: null, certificateNumber: null, result: null, rank: null, code: null },
    surveys: [],
    measures: [],
    vae: null,
    ...change,
  }
}
