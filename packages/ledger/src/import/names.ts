import { derivedId } from '../ids.ts'

/**
 * Names in place of ids, so that a file can be written without knowing any UUID: a line's `id` gives its command's UUID, and `#name`,
 * in a member that holds ids, is the stream that the line of that name opened, or an id that the file's author had to make.
 * `#name.event` is the event that the line of that name recorded. `scope` keeps the names of two centres apart.
 */
const reference = /^#([A-Za-z0-9_:-]{1,100})(\.event)?$/

/** UUID of the command that a line is: the same line, in any file, is the same command. */
export function commandIdOf(scope: string, name: string): string {
  return derivedId('import', scope, name)
}

/** The stream that a command of this name opens: what `#name` stands for. */
export function namedId(scope: string, name: string): string {
  return derivedId(commandIdOf(scope, name))
}

/** `#name` as the id that it stands for; anything else, `#name.event` too, as it is. */
export function idOf(scope: string, text: string): string {
  const [, name, event] = reference.exec(text) ?? []
  return name === undefined || event !== undefined ? text : namedId(scope, name)
}

/** The command of which `#name.event` names the event; undefined for any other text. */
export function eventCommandOf(scope: string, text: string): string | undefined {
  const [, name, event] = reference.exec(text) ?? []
  return name === undefined || event === undefined ? undefined : commandIdOf(scope, name)
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
