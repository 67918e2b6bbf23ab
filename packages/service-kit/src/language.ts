export type Language = 'fr' | 'en'

/** French unless the reader prefers English (RFC 9110, 12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const q = parameters.map((one) => /^\s*q=([0-9.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
    return { tag, q: q === undefined ? 1 : Number(q) }
  })
  const weight = (language: Language) =>
    Math.max(0, ...ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ q }) => q))
  return weight('en') > weight('fr') ? 'en' : 'fr'
}
