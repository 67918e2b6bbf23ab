/**
 * Names in place of ids, so that a file can be written without knowing any UUID: a line's `id` gives its command's UUID, and `#name`,
 * in a member that holds ids, is the stream that the line of that name opened, or an id that the file's author had to make.
 * `#name.event` is the event that the line of that name recorded.
 */
const reference = /^#([A-Za-z0-9_:-]{1,100})(\.event)?$/

/** What the names of a file stand for. */
export interface Names {
  /** UUID of the command that a line is: the same line, in any file, is the same command. */
  commandId(name: string): string
  /** The stream that the command of this name opens: what `#name` stands for. */
  namedId(name: string): string
  /** `#name` as the id that it stands for; anything else, `#name.event` too, as it is. */
  idOf(text: string): string
  /** The command of which `#name.event` names the event; undefined for any other text. */
  eventCommandOf(text: string): string | undefined
}

/**
 * `keyedId` has a key of this ledger: a name may be a student's number, which whoever reads the log must not be able to find by trying.
 * `streamOpenedBy` is the stream of a command that opens one.
 */
export function createNames(keyedId: (name: string) => string, streamOpenedBy: (commandId: string) => string): Names {
  const known = new Map<string, { readonly command: string; readonly stream: string }>()
  const of = (name: string) => {
    const found = known.get(name)
    if (found) return found
    const command = keyedId(name)
    const made = { command, stream: streamOpenedBy(command) }
    known.set(name, made)
    return made
  }
  return {
    commandId: (name) => of(name).command,
    namedId: (name) => of(name).stream,
    idOf(text) {
      const [, name, event] = text.startsWith('#') ? (reference.exec(text) ?? []) : []
      return name === undefined || event !== undefined ? text : of(name).stream
    },
    eventCommandOf(text) {
      const [, name, event] = text.endsWith('.event') ? (reference.exec(text) ?? []) : []
      return name === undefined || event === undefined ? undefined : of(name).command
    },
  }
}

/** Members that hold ids, by the suffix of their names (certification reference, 5). */
const holdsIds = /Ids?$/

/** A body with each text replaced that stands where ids do. */
export function replaceIds(
  body: Readonly<Record<string, unknown>>,
  replaced: (text: string, member: string) => string,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).map(([member, value]) => [member, replaceIn(value, member, replaced)]))
}

function replaceIn(value: unknown, member: string, replaced: (text: string, member: string) => string): unknown {
  if (typeof value === 'string') return holdsIds.test(member) ? replaced(value, member) : value
  if (Array.isArray(value)) return value.map((one) => replaceIn(one, member, replaced))
  return typeof value === 'object' && value !== null ? replaceIds({ ...value }, replaced) : value
}
