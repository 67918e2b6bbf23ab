/** Streams that a job writes to at once: enough to share the store's commits. */
const atOnce = 256

/** Does a work for each, side by side. The first that fails is told, once those under way have ended; what is not begun is left. */
export async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  let failed = false
  const worker = async (): Promise<void> => {
    for (const one of waiting) {
      if (failed) return
      try {
        await work(one)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
