import { measureHttp } from './http.ts'

console.log(await measureHttp())
