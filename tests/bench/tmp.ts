import { measureHistory } from './history.ts'

console.log(await measureHistory(200_000))
