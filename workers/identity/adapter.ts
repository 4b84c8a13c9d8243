import {
  type Cell,
  type Condition,
  openStore,
  type Store,
  sha256,
  type Table,
} from '@commonhour/host'
import {
  type AdapterFactoryConfig,
  type CustomAdapter,
  createAdapterFactory,
} from 'better-auth/adapters'

type StoreRow = Record<string, Cell>
type Values = Record<string, unknown>
type Where = Parameters<CustomAdapter['findOne']>[0]['where']

/** A model of the library that is no table of ours: found by one field's value, never written. */
export type View = (value: string) => Promise<Values | null>

/**
 * better-auth's database: rows of the host store under our names, moments as integers, yes and no
 * as 1 and 0, lists as JSON.
 * @param views models that are answered from elsewhere, by model name
 */
export function hostAdapter(host: Parameters<typeof openStore>[0], views: Record<string, View>) {
  const adapter = customAdapter(openStore(host), views)
  return createAdapterFactory({ config, adapter: () => adapter })
}

const config: AdapterFactoryConfig = {
  adapterId: 'commonhour-host',
  supportsDates: true,
  supportsBooleans: false,
  supportsJSON: false,
  supportsArrays: false,
  customTransformInput: ({ data }) => (data instanceof Date ? data.getTime() : data),
  customTransformOutput: ({ data, fieldAttributes }) =>
    fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : data,
}

// What the library knows and we do not keep: names and pictures belong to communities, network
// addresses and browsers of a session to nobody.
const unkept: Partial<Record<Table, readonly string[]>> = {
  person: ['name', 'image', 'emailVerified', 'updatedAt'],
  session: ['ipAddress', 'userAgent', 'updatedAt'],
  verification: ['updatedAt'],
}

// A person can do nothing before a code proved the e-mail, so the library may take it as proved.
const implied: Partial<Record<Table, Values>> = { person: { name: '', emailVerified: 1 } }

function customAdapter(store: Store, views: Record<string, View>): CustomAdapter {
  const rowsOf = (model: string) => async (rows: Promise<unknown[]>) =>
    (await rows).map((row) => ({ ...(row as Values), ...implied[model as Table] }))
  const find: CustomAdapter['findMany'] = async ({ model, where = [], limit, offset, sortBy }) => {
    const view = views[model]
    if (view) return [await view(String(where[0]?.value))].filter((row) => row !== null) as never[]
    const orderBy = sortBy && { column: sortBy.field, direction: sortBy.direction }
    const select = { limit, ...(offset && { offset }), ...(orderBy && { orderBy }) }
    const rows = store.find(model as Table, conditionsOf(where), select)
    return (await rowsOf(model)(rows)) as never[]
  }
  const update: CustomAdapter['updateMany'] = async ({ model, where, update: values }) =>
    (await store.update(model as Table, conditionsOf(where), kept(model as Table, values))).length
  return {
    async create({ model, data }) {
      const table = model as Table
      const values = kept(table, data)
      const row = await store.insert(table, await hashed(table, values))
      return { ...data, ...row, ...(table === 'session' && { tokenHash: values.tokenHash }) }
    },
    findMany: find,
    findOne: async (query) => ((await find({ ...query, limit: 1 }))[0] ?? null) as never,
    async update({ model, where, update: values }) {
      const changes = kept(model as Table, values as Values)
      const rows = store.update(model as Table, conditionsOf(where), changes)
      return ((await rowsOf(model)(rows))[0] ?? null) as never
    },
    updateMany: update,
    async delete({ model, where }) {
      await store.remove(model as Table, conditionsOf(where))
    },
    deleteMany: ({ model, where }) => store.remove(model as Table, conditionsOf(where)),
    consumeOne: async ({ model, where }) =>
      (await store.take(model as Table, conditionsOf(where))) as never,
    count: ({ model, where = [] }) => store.count(model as Table, conditionsOf(where)),
  }
}

function kept(table: Table, values: Values): StoreRow {
  const without = unkept[table] ?? []
  const pairs = Object.entries(values).filter(([column]) => !without.includes(column))
  return Object.fromEntries(pairs) as StoreRow
}

/** Of a session's token the database gets the hash only. */
async function hashed(table: Table, values: StoreRow): Promise<StoreRow> {
  if (table !== 'session') return values
  return { ...values, tokenHash: await sha256(String(values.tokenHash)) }
}

const known = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in'] as const

function conditionsOf(where: Where): Condition[] {
  return where.map(({ field, operator, value, connector }) => {
    const same = known.find((one) => one === operator)
    if (!same) throw new Error(`The store has no condition "${operator}".`)
    return { column: field, operator: same, value: value as Cell, or: connector === 'OR' }
  })
}
