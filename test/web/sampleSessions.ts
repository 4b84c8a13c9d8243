import { id } from './sample.ts'

export const passkey = {
  id: 'AAECAwQFBgcICQ',
  name: 'My phone',
  createdAt: '2026-11-20T09:00:00Z',
  usedAt: '2026-11-30T18:30:00Z',
}
export const unused = { ...passkey, id: 'CQgHBgUEAwIBAA', name: 'Library', usedAt: null }

const here = {
  id: id(401),
  device: 'Firefox, Android',
  provenBy: 'passkey',
  createdAt: '2026-11-20T09:00:00Z',
  seenAt: '2026-12-01T08:30:00Z',
  isThis: true,
}
export const there = { ...here, id: id(402), device: '', provenBy: 'code', isThis: false }

export const passkeys = [passkey, unused]
export const sessions = [here, there]
export const asking = { challenge: 'AAAA', rpId: 'localhost', allowCredentials: [{ id: 'AAEC' }] }
export const making = {
  challenge: 'AAAA',
  rp: { id: 'localhost', name: 'Commonhour' },
  user: { id: 'AAEC', name: 'ana@example.org', displayName: '' },
  excludeCredentials: [],
}
