import { type Bilingual, codeText, dayText, type Language, say } from '@minutier/domain'

export const severities = ['wrong', 'late', 'soon'] as const
/** `wrong`: it is not as it should be, whatever the day. `late`: its day is past. `soon`: its day comes. */
export type Severity = (typeof severities)[number]

interface AlertKind {
  readonly title: Bilingual
  readonly severities: readonly Severity[]
  /** Days before the due one from which it is soon; null where it is wrong or late, never soon. */
  readonly soonDays: number | null
  /** What there is to do, by situation; fields between braces. */
  readonly texts: Readonly<Record<string, Bilingual>>
}

/**
 * Every alert. Codes do not change: subscribers and dashboards name them; those that begin with `jury` are for jury secretaries too. Terms
 * are the rules' and the rulebook's; how early one is told of them is ours.
 */
export const alertTable = {
  cdcDeadline: {
    title: say('Transmission à la Caisse des Dépôts', 'Sending to the Caisse des Dépôts'),
    severities: ['late', 'soon'],
    soonDays: 30,
    texts: {
      toSend: say(
        'Certificat {number} délivré le {issuedOn} : mettez-le dans un fichier pour la Caisse des Dépôts au plus tard le {dueOn} (3 mois), ou excluez-le avec son motif.',
        'Certificate {number} issued on {issuedOn}: put it in a file for the Caisse des Dépôts by {dueOn} (3 months), or exclude it with its reason.',
      ),
      inBatch: say(
        'Certificat {number} délivré le {issuedOn} : il est dans un lot sans réponse. Déposez le fichier, puis intégrez l’accusé de traitement, au plus tard le {dueOn}.',
        'Certificate {number} issued on {issuedOn}: it is in a batch without an answer. Deposit the file, then take the processing report in, by {dueOn}.',
      ),
      rejected: say(
        'Certificat {number} délivré le {issuedOn} : la Caisse des Dépôts l’a rejeté. Corrigez l’identité et renvoyez-le au plus tard le {dueOn}.',
        'Certificate {number} issued on {issuedOn}: the Caisse des Dépôts rejected it. Correct the identity and send it again by {dueOn}.',
      ),
    },
  },
  cdcBatchUnanswered: {
    title: say('Lot déposé sans réponse', 'Batch deposited and unanswered'),
    severities: ['late', 'soon'],
    soonDays: 15,
    texts: {
      unanswered: say(
        'Lot déposé le {depositedOn} : aucun accusé de traitement. Cherchez-le sur le portail et intégrez-le ; s’il n’y en a pas, clôturez le lot et renvoyez ses passages.',
        'Batch deposited on {depositedOn}: no processing report. Look for it on the portal and take it in; if there is none, close the batch and send its passages again.',
      ),
    },
  },
  cdcPassageUnanswered: {
    title: say('Passage absent de l’accusé de traitement', 'Passage in neither list of a processing report'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      unanswered: say(
        'Certificat {number} : l’accusé de traitement de son lot ne le cite ni en succès ni en échec. Intégrez le complément, ou clôturez le lot pour le renvoyer.',
        'Certificate {number}: the processing report of its batch names it neither accepted nor rejected. Take the rest of it in, or close the batch to send it again.',
      ),
    },
  },
  cdcRevokedAfterAcceptance: {
    title: say('À retirer à la main à la Caisse des Dépôts', 'To be removed at the Caisse des Dépôts by hand'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      revoked: say(
        'Certificat {number} révoqué le {revokedOn}, que la Caisse des Dépôts a enregistré : à retirer à la main sur son portail, le fichier n’ayant pas de suppression.',
        'Certificate {number}, revoked on {revokedOn}, is known to the Caisse des Dépôts: to be removed by hand on its portal, as the file has no deletion.',
      ),
    },
  },
  vaeAnswer: {
    title: say('Réponse sur la recevabilité', 'Answer on admissibility'),
    severities: ['soon'],
    soonDays: 15,
    texts: {
      due: say(
        'Dossier de faisabilité à examiner : répondez au plus tard le {dueOn} ; passé ce jour, le silence vaut recevabilité.',
        'Feasibility file to be examined: answer by {dueOn}; after that day silence makes it admissible.',
      ),
    },
  },
  vaeSilence: {
    title: say('Silence valant recevabilité', 'Silence that made a file admissible'),
    severities: ['late'],
    soonDays: null,
    texts: {
      deem: say(
        'Aucune réponse au {dueOn} : le dossier est recevable. Constatez-le (DeemAdmissibilityGranted).',
        'No answer by {dueOn}: the file is admissible. Record it (DeemAdmissibilityGranted).',
      ),
      expired: say(
        'Aucune réponse au {dueOn}, après la fin de l’enregistrement : refusez le dossier avec le motif « registrationExpired ».',
        'No answer by {dueOn}, after the end of the registration: refuse the file with the reason `registrationExpired`.',
      ),
      withdrawn: say(
        'Aucune réponse au {dueOn}, l’enregistrement étant retiré : refusez le dossier avec le motif « registrationWithdrawn ».',
        'No answer by {dueOn}, and the registration is withdrawn: refuse the file with the reason `registrationWithdrawn`.',
      ),
      suspended: say(
        'Aucune réponse au {dueOn}, l’enregistrement étant suspendu ce jour-là : rien ne peut être constaté, informez le candidat.',
        'No answer by {dueOn}, a day on which the registration was suspended: nothing can be recorded, inform the candidate.',
      ),
    },
  },
  vaeStale: {
    title: say('VAE sans activité', 'VAE without activity'),
    severities: ['late'],
    soonDays: null,
    texts: {
      stale: say(
        'Aucune activité depuis le {lastOn} : relancez le candidat ; à défaut, déclarez la candidature dormante ou abandonnée.',
        'No activity since {lastOn}: ask the candidate; else declare the candidacy stale or abandoned.',
      ),
    },
  },
  juryVaeTerm: {
    title: say('Jury d’une VAE', 'Jury of a VAE'),
    severities: ['late', 'soon'],
    soonDays: 30,
    texts: {
      verify: say(
        'Dossier de validation déposé le {depositedOn} : vérifiez-le et réunissez le jury au plus tard le {dueOn} ; après le {lastOn}, la convocation demande un motif.',
        'Validation file deposited on {depositedOn}: verify it and have the jury sit by {dueOn}; after {lastOn} convening asks for a reason.',
      ),
      convene: say(
        'Dossier de validation déposé le {depositedOn} : réunissez le jury au plus tard le {dueOn} ; après le {lastOn}, la convocation demande un motif.',
        'Validation file deposited on {depositedOn}: have the jury sit by {dueOn}; after {lastOn} convening asks for a reason.',
      ),
      hear: say(
        'Dossier de validation déposé le {depositedOn}, candidat convoqué et non entendu : enregistrez l’entretien ou l’absence, jury dû au plus tard le {dueOn}.',
        'Validation file deposited on {depositedOn}, candidate convened and not heard: record the interview or the absence; the jury was due by {dueOn}.',
      ),
    },
  },
  juryVaeNotification: {
    title: say('Notification d’une décision de VAE', 'Notification of a VAE decision'),
    severities: ['late', 'soon'],
    soonDays: 7,
    texts: {
      notify: say(
        'Délibération du {deliberatedOn} : notifiez la décision au candidat {candidate} au plus tard le {dueOn} ; après, la notification demande un motif.',
        'Deliberation of {deliberatedOn}: notify the decision to candidate {candidate} by {dueOn}; after that day the notification asks for a reason.',
      ),
      seal: say(
        'Délibération du {deliberatedOn} : scellez le procès-verbal, puis notifiez la décision au candidat {candidate} au plus tard le {dueOn}.',
        'Deliberation of {deliberatedOn}: seal the minutes, then notify the decision to candidate {candidate} by {dueOn}.',
      ),
    },
  },
  juryShort: {
    title: say('Jury incomplet', 'Jury short of a member'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      short: say(
        'Session du {sessionOn} : {sitting} membres sur {size} peuvent siéger pour {candidates} candidat(s). Remplacez le membre récusé, ou personne n’est entendu.',
        'Session of {sessionOn}: {sitting} members of {size} may sit for {candidates} candidate(s). Replace the recused member, or nobody is heard.',
      ),
    },
  },
  partnerList: {
    title: say('Liste des habilitations', 'List of habilitations'),
    severities: ['late', 'soon'],
    // The whole term: every change calls for the list.
    soonDays: 62,
    texts: {
      changed: say(
        'Habilitation changée le {changedOn} : transmettez la liste à France compétences au plus tard le {dueOn}.',
        'Habilitation changed on {changedOn}: send the list to France compétences by {dueOn}.',
      ),
      ended: say(
        'Habilitation échue, depuis le {changedOn} : transmettez la liste à France compétences au plus tard le {dueOn}.',
        'Habilitation run out, since {changedOn}: send the list to France compétences by {dueOn}.',
      ),
    },
  },
  habilitationExpiring: {
    title: say('Habilitation qui prend fin', 'Habilitation that ends'),
    severities: ['soon'],
    soonDays: 60,
    texts: {
      expiring: say(
        'Habilitation valable jusqu’au {dueOn} : prolongez-la, ou transférez les candidats ; ensuite aucune inscription ni épreuve n’y est acceptée.',
        'Habilitation valid until {dueOn}: prolong it, or transfer the candidates; after that day no enrolment and no épreuve is accepted there.',
      ),
    },
  },
  registrationExpiring: {
    title: say('Enregistrement qui prend fin', 'Registration that ends'),
    severities: ['soon'],
    soonDays: 180,
    texts: {
      expiring: say(
        'L’enregistrement prend fin le {dueOn} : inscriptions et recevabilités sont refusées ensuite. Prévenez les centres.',
        'The registration ends on {dueOn}: enrolments and admissibilities are refused afterwards. Tell the centres.',
      ),
    },
  },
  registrationRenewal: {
    title: say('Dossier de renouvellement', 'Renewal file'),
    severities: ['late', 'soon'],
    soonDays: 90,
    texts: {
      renew: say(
        'Déposez le dossier de renouvellement au plus tard le {dueOn}, 6 mois avant l’échéance du {expiresOn} ; l’alerte cesse quand la décision est enregistrée.',
        'File the renewal by {dueOn}, 6 months before the expiry of {expiresOn}; the alert ends when the decision is recorded.',
      ),
    },
  },
  certificateDecisionAnnulled: {
    title: say('Certificat sans décision', 'Certificate without a decision'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      annulled: say(
        'La décision qui fonde le certificat {number} est annulée : demandez la révocation du certificat, qu’une seconde personne prononce.',
        'The decision behind certificate {number} is annulled: request its revocation, which a second person decides.',
      ),
      requested: say(
        'La décision qui fonde le certificat {number} est annulée et la révocation demandée : une autre personne doit la prononcer.',
        'The decision behind certificate {number} is annulled and the revocation requested: another person has to decide it.',
      ),
    },
  },
  issuanceBlocked: {
    title: say('Délivrance bloquée', 'Issuance blocked'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      blocked: say(
        'Certificat non délivré, motif : {reason}. Levez l’obstacle, puis approuvez à nouveau la délivrance.',
        'Certificate not issued, reason: {reason}. Remove the obstacle, then approve the issuance again.',
      ),
    },
  },
  effectRefused: {
    title: say('Effet refusé', 'Effect refused'),
    severities: ['wrong'],
    soonDays: null,
    texts: {
      refused: say(
        'Un fait d’un autre flux n’a pas pu prendre effet ici ({effect}, règle {rule}) : lisez l’histoire de ce flux et corrigez-la, ou défaites ce fait.',
        'A fact of another stream could not take effect here ({effect}, rule {rule}): read the history of this stream and correct it, or undo that fact.',
      ),
    },
  },
} as const satisfies Readonly<Record<string, AlertKind>>

export type AlertCode = keyof typeof alertTable
export type Variant<C extends AlertCode> = keyof (typeof alertTable)[C]['texts'] & string
/** What fills a text: a member that ends in `On` is a day, others are numbers, ids, and codes that are told in words where they have any. */
export type Values = Readonly<Record<string, string | number>>

export function isAlertCode(code: string): code is AlertCode {
  return Object.hasOwn(alertTable, code)
}

export const alertCodes: readonly AlertCode[] = Object.keys(alertTable).filter(isAlertCode)

export function textOf<C extends AlertCode>(code: C, variant: Variant<C>, values: Values): Bilingual {
  const texts: Readonly<Record<string, Bilingual>> = alertTable[code].texts
  const template = texts[variant]
  if (!template) throw new TypeError(`alert ${code} has no text ${variant}`)
  return { fr: filled(template.fr, values, 'fr'), en: filled(template.en, values, 'en') }
}

function filled(template: string, values: Values, language: Language): string {
  return template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = values[field]
    if (value === undefined) throw new TypeError(`nothing was given for ${field}`)
    return field.endsWith('On') ? dayText(String(value), language) : codeText(String(value), language)
  })
}
