import { problemOf } from '@minutier/service-kit'
import { VaultError, type VaultErrorCode, vaultErrors } from '@minutier/vault'
import { test } from 'tap'

// The edge knows the vault by the codes of its errors alone; only here are both at hand.
test('every error of the vault is a problem of its code, in both languages, that says nothing of its insides', (t) => {
  const codes = Object.keys(vaultErrors).filter((code): code is VaultErrorCode => code in vaultErrors)
  for (const code of codes) {
    const error = new VaultError(code, new Error('Exemple'))
    const [french, english] = [problemOf(error, 'fr'), problemOf(error, 'en')]
    t.match(french, { code, status: /^(400|413|500|503|507)$/, type: `urn:minutier:problem:${code}` }, code)
    t.not(french.detail, english.detail, code)
    t.notMatch(JSON.stringify([french, english]), /Exemple/)
  }
  t.equal(problemOf(new VaultError('VAULT_STORAGE_FULL'), 'fr').status, 507)
  t.equal(problemOf(new VaultError('VAULT_INVALID_PAYLOAD'), 'fr').status, 400)
  t.end()
})
