/** What a file may ask of this machine and of the server. */
export const limits = {
  /** Bytes of one line: what is longer is passed over, never held. */
  lineBytes: 256 * 1024,
  /** Lines of a batch: the server's limit. */
  batchLines: 20_000,
  /** Bytes of a batch: half of what the server takes. */
  batchBytes: 8 * 1024 ** 2,
  /** Lines of the first batch; the next ones are as long as makes them take about so many milliseconds. */
  firstBatchLines: 5_000,
  batchMs: 5_000,
  /** Rows of a list that are sent together: their identities, then the rest. */
  chunkRows: 250,
  /** Faults of a list that are told at once. */
  faults: 100,
} as const
