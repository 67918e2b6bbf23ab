import type { Bilingual } from '@minutier/ledger'

interface ErrorText {
  readonly status: number
  readonly fr: string
  readonly en: string
}

/** The edge's own errors: code, HTTP status, and what to do, in both languages. Listed in docs/reference/errors.md. */
export const kitErrors = {
  KIT_TOKEN_MISSING: { status: 401, fr: 'envoyez un jeton : Authorization: Bearer …', en: 'send a token: Authorization: Bearer …' },
  KIT_TOKEN_INVALID: {
    status: 401,
    fr: 'ce jeton n’est pas valable ici : demandez-en un autre',
    en: 'this token is not valid here: ask for another',
  },
  KIT_TOKEN_EXPIRED: { status: 401, fr: 'ce jeton a expiré : demandez-en un autre', en: 'this token has expired: ask for another' },
  KIT_ISSUER_UNREACHABLE: {
    status: 503,
    fr: 'l’émetteur des jetons ne répond pas : réessayez',
    en: 'the issuer of tokens does not answer: try again',
  },
  KIT_TOKEN_KEY_EXPOSED: {
    status: 500,
    fr: 'd’autres utilisateurs peuvent lire la clé des jetons : chmod 600',
    en: 'other users can read the tokens’ key: chmod 600',
  },
  KIT_TOKEN_KEY_UNREADABLE: {
    status: 500,
    fr: 'le fichier de la clé des jetons est illisible',
    en: 'the file of the tokens’ key is unreadable',
  },
  KIT_TOKEN_KEY_UNWRITABLE: {
    status: 500,
    fr: 'le fichier de la clé des jetons ne peut pas être écrit : le dossier existe-t-il, ce compte peut-il y écrire ?',
    en: 'the file of the tokens’ key cannot be written: does its folder exist, may this account write there?',
  },
  KIT_FORBIDDEN: { status: 403, fr: 'votre rôle ne donne pas accès à ceci', en: 'your role does not give access to this' },
  KIT_NOT_FOUND: { status: 404, fr: 'introuvable, ou hors de votre périmètre', en: 'not found, or not within your reach' },
  KIT_REQUEST_INVALID: {
    status: 400,
    fr: 'la requête n’a pas la forme attendue : voyez chaque champ',
    en: 'the request has not the expected shape: see each field',
  },
  KIT_BODY_MALFORMED: { status: 400, fr: 'le corps n’est pas du JSON complet en UTF-8', en: 'the body is not whole JSON in UTF-8' },
  KIT_BODY_FORBIDDEN_MEMBER: {
    status: 400,
    fr: 'aucun champ ne peut s’appeler __proto__, constructor ou prototype',
    en: 'no member may be called __proto__, constructor or prototype',
  },
  KIT_BODY_TOO_DEEP: { status: 400, fr: 'le corps est imbriqué sur plus de 32 niveaux', en: 'the body is nested deeper than 32 levels' },
  KIT_BODY_TOO_LARGE: { status: 413, fr: 'le corps dépasse la limite', en: 'the body is over the limit' },
  KIT_MEDIA_TYPE: { status: 415, fr: 'envoyez application/json', en: 'send application/json' },
  KIT_IDEMPOTENCY_KEY: { status: 400, fr: 'Idempotency-Key est un UUID en minuscules', en: 'Idempotency-Key is a lower-case UUID' },
  KIT_IF_MATCH: {
    status: 400,
    fr: 'If-Match est la révision entre guillemets, comme ETag l’a donnée',
    en: 'If-Match is the revision in quotes, as ETag gave it',
  },
  KIT_STREAM_CHANGED: {
    status: 412,
    fr: 'le dossier a changé depuis que vous l’avez lu : relisez-le',
    en: 'the record has changed since you read it: read it again',
  },
  KIT_LINE_WITHHELD: {
    status: 409,
    fr: 'la ligne dont celle-ci est la suite n’est pas enregistrée : voyez son refus',
    en: 'the line that this one goes on from is not recorded: see why it was refused',
  },
  KIT_TOO_MANY_REQUESTS: { status: 429, fr: 'trop de requêtes : attendez', en: 'too many requests: wait' },
  KIT_OVERLOADED: { status: 503, fr: 'le serveur est saturé : réessayez', en: 'the server is overloaded: try again' },
  KIT_STOPPING: {
    status: 503,
    fr: 'le serveur s’arrête ; il finit ce qu’il a accepté : réessayez',
    en: 'the server is stopping; it finishes what it accepted: try again',
  },
  KIT_INTERNAL: {
    status: 500,
    fr: 'erreur interne ; rien n’a été perdu de ce qui fut acquitté',
    en: 'internal error; nothing acknowledged is lost',
  },
} as const satisfies Record<string, ErrorText>

export type KitErrorCode = keyof typeof kitErrors

const brand = Symbol.for('minutier.kit.error')

/** What is wrong with one field: where, and what was expected; never the value that was sent. */
export interface FieldProblem {
  readonly path: string
  readonly code: 'missing' | 'unknownField' | 'wrongType' | 'wrongFormat' | 'notInList' | 'outOfBounds' | 'invalid'
  readonly message: Bilingual
}

export class KitError extends Error {
  readonly code: KitErrorCode
  readonly fields: readonly FieldProblem[]
  readonly [brand] = true
  constructor(code: KitErrorCode, { fields = [], ...options }: ErrorOptions & { fields?: readonly FieldProblem[] } = {}) {
    super(`${code}: ${kitErrors[code].en}`, options)
    this.name = 'KitError'
    this.code = code
    this.fields = fields
  }
}

export function isKitError(error: unknown): error is KitError {
  return typeof error === 'object' && error !== null && brand in error
}
