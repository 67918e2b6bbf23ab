import { z } from 'zod'
import { blocCode, certificationCode, code, route, trainingRoutes, version } from '../kernel/scalars.ts'

/**
 * A rulebook: the rules of one certification as data, each with its sentence. Written by hand from the fiche, never parsed from its
 * text; versioned, proposed by one person and published by another. Durations are in minutes unless the name says otherwise.
 */

const bounds = z.strictObject({ min: z.int().min(0), max: z.int().min(1) }).refine(({ min, max }) => min <= max, 'min is above max')
export type Bounds = z.infer<typeof bounds>

const competence = z.strictObject({ code: z.string().regex(/^A[0-9]{1,2}C[0-9]{1,2}$/), title: z.string().min(1) })

const bloc = z.strictObject({
  code: blocCode,
  activity: z.string().regex(/^A[0-9]{1,2}$/),
  title: z.string().min(1),
  competences: z.array(competence).min(1),
  /** Time allotted to the preparation of the MSPR; two equal bounds where the fiche gives one figure. */
  preparationMinutes: bounds,
  /** Set where the fiche leaves the figure blank: shown beside each verdict that rests on it. */
  remark: z.string().min(1).optional(),
})

/** A seat of the final jury: how many sit on it, with which quality and which affiliation. */
const seat = z.strictObject({
  seat: z.enum(['internal', 'external']),
  count: z.int().min(0),
  /** Qualities accepted; empty where none is asked. */
  qualities: z.array(code),
  /** Qualities accepted from a partner's staff when `partnerDirectorIsInternal`; empty where a partner's staff cannot hold the seat. */
  partnerQualities: z.array(code),
  expertise: z.boolean(),
})

const jury = z.strictObject({
  size: z.int().min(1),
  seats: z.array(seat).min(1),
  /** Routes to which this one composition applies (J4). */
  routes: z.array(route).min(1),
  partnerDirectorIsInternal: z.boolean(),
  partnerStaffIsExternal: z.boolean(),
})

const mspr = z.strictObject({
  jury: z.strictObject({ size: z.int().min(1), expertise: z.boolean() }),
  team: bounds,
  defenceMinutes: z.int().min(1),
  /** How the jury of an MSPR decides: `unanimous`, or more favourable than not. */
  decision: z.enum(['unanimous', 'majority']),
  /** `jury`: the outcome is the jury's; `all`: one competence not acquired fails the bloc. */
  competenceRule: z.enum(['jury', 'all']),
})

const finalEpreuve = z.strictObject({
  dossier: z.strictObject({ pages: bounds }),
  defenceMinutes: z.int().min(1),
  /** Kinds of attested work period accepted, by route (F3). */
  workPeriods: z.record(z.enum(trainingRoutes), z.array(z.enum(['stage', 'alternance'])).min(1)),
})

const prerequisites = z.strictObject({
  /** Grounds in the order in which they are tried; months of experience where one is asked. */
  grounds: z.array(z.strictObject({ ground: z.enum(['P1', 'P2']), evidence: z.array(code).min(1), experienceMonths: z.int().min(0) })),
  /** Qualities that the commission of an exceptional admission must gather, each in a different person. */
  commission: z.array(code).min(1),
  pieces: z.array(z.enum(['cv', 'letter', 'evidence'])),
  positioningTest: z.boolean(),
  selectionInterview: z.boolean(),
})

const accommodation = z.strictObject({
  /** Largest extra time, as a fraction of the normal time: granted × denominator ≤ normal × (denominator + numerator). */
  extraTime: z.strictObject({ numerator: z.int().min(0), denominator: z.int().min(1) }),
  types: z.array(code).min(1),
  /** Parts of an épreuve that an exemption may cover, by kind of épreuve. */
  parts: z.strictObject({ final: z.array(code), mspr: z.array(code), vae: z.array(code) }),
})

const vae = z.strictObject({
  filesPerYear: z.int().min(1),
  filesPerYearForAll: z.int().min(1),
  admissibilityMonths: z.int().min(1),
  juryMonths: z.int().min(1),
  notificationDays: z.int().min(1),
  staleAfterDays: z.int().min(1),
})

/** Conditions that a fiche may add; a permit rule (B1, B3, B4, P5) forbids its own. All empty for RNCP36582. */
const conditions = z.strictObject({
  /** Pairs of blocs, the first of which must be acquired before the second is assessed. */
  blocOrder: z.array(z.strictObject({ first: blocCode, second: blocCode })),
  /** Blocs that ask for a prerequisite of their own. */
  blocPrerequisites: z.array(z.strictObject({ bloc: blocCode, evidence: z.array(code).min(1) })),
  /** Months for which an acquired bloc stays so; null: for ever. */
  blocValidityMonths: z.int().min(1).nullable(),
  /** Evidence asked of a VAE candidate. */
  vaePrerequisites: z.array(code),
})

export const ruleId = z.string().regex(/^[A-Z][0-9]{1,2}$/)

const rule = z.strictObject({
  id: ruleId,
  /** `T` training routes, `V` VAE, `R` the proposal of a rulebook. */
  for: z.array(z.enum(['T', 'V', 'R'])).min(1),
  strength: z.enum(['hard', 'motive', 'permit']),
  /** What the rule enforces, in a few words, in both languages. */
  title: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }),
  /** The exact sentence of the fiche or, for a rule of law, what the article says. */
  sentence: z.string().min(1),
  source: z.strictObject({ kind: z.enum(['fiche', 'law']), reference: z.string().min(1) }),
  confidence: z.enum(['confirmed', 'secondary', 'ourReading']),
  /** Our reading where the source leaves a choice: shown with each verdict that rests on it. */
  remark: z.strictObject({ fr: z.string().min(1), en: z.string().min(1) }).optional(),
  /** Commands that it guards. */
  guards: z.array(z.string().min(1)).min(1),
  /** For a `motive` rule, the reason codes that waive it. */
  waivers: z.array(code).optional(),
})
export type Rule = z.infer<typeof rule>

export const rulebookSchema = z.strictObject({
  format: z.literal('minutier-rulebook/1'),
  certification: certificationCode,
  version,
  title: z.string().min(1),
  certifierSiret: z.string(),
  blocs: z.array(bloc).min(1),
  jury,
  mspr,
  /** Null where the certification has none. */
  finalEpreuve: finalEpreuve.nullable(),
  durationToleranceMinutes: z.int().min(0),
  prerequisites,
  accommodation,
  equivalences: z.array(z.strictObject({ sourceBloc: blocCode, bloc: blocCode })),
  vae,
  registration: z.strictObject({ lastDayIncluded: z.boolean() }),
  conditions,
  maxAttempts: z.int().min(1).nullable(),
  backdatingDays: z.int().min(0),
  /** Reason codes accepted, by event type (G14). */
  reasons: z.record(z.string(), z.array(code).min(1)),
  rules: z.array(rule).min(1),
})

export type Rulebook = z.infer<typeof rulebookSchema>
