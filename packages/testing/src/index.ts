export { given, givenIn, type Step } from './given.ts'
export { certifierSiret, commitmentOf, fingerprintOf, idOf, madeSiret, otherPartnerSiret, partnerSiret } from './people.ts'
export { type Acting, certifiedWorld, emptyWorld, known, type World } from './world.ts'
