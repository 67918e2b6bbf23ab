import type { CandidacyFacts } from './candidacy/events.ts'
import type { Candidacy } from './candidacy/state.ts'
import type { CertificationFacts } from './certification/events.ts'
import type { Certification } from './certification/state.ts'
import type { ImportFacts } from './import/events.ts'
import type { Import } from './import/state.ts'
import type { JuryFacts } from './jury/events.ts'
import type { Jury } from './jury/state.ts'
import type { MsprFacts } from './mspr/events.ts'
import type { Mspr } from './mspr/state.ts'
import type { PartnerFacts } from './partner/events.ts'
import type { Partner } from './partner/state.ts'
import type { PersonFacts } from './person/events.ts'
import type { Person } from './person/state.ts'
import type { RegisterFacts } from './register/events.ts'
import type { Register } from './register/state.ts'
import type { TransmissionFacts } from './transmission/events.ts'
import type { Transmission } from './transmission/state.ts'
import type { WorkFacts } from './work/events.ts'
import type { Work } from './work/state.ts'

/** What a stream of each kind folds to, and the facts that it holds. */
export interface States {
  candidacy: Candidacy
  jury: Jury
  mspr: Mspr
  certification: Certification
  partner: Partner
  person: Person
  register: Register
  work: Work
  transmission: Transmission
  import: Import
}

export interface FactsByKind {
  candidacy: CandidacyFacts
  jury: JuryFacts
  mspr: MsprFacts
  certification: CertificationFacts
  partner: PartnerFacts
  person: PersonFacts
  register: RegisterFacts
  work: WorkFacts
  transmission: TransmissionFacts
  import: ImportFacts
}
