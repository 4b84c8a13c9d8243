const noneWithoutLeaf =
  'a detail row never stands at the next seq without its leaf: its own trigger writes it at once'
const guardedBefore = 'transfer_fits_its_exchange lets no such transfer in'
const entryStands =
  'where lastSeq and version match, the entry stands already and the first half refuses'

const ownedByTriggers = 'nobody but a trigger sets it, from words that were judged there'
const onlyGrows =
  'nobody but a trigger sets it, and no transfer takes more from it than it put there'

/** Mutants that no law can notice, and why: second bolts on doors that are locked. */
export const equivalent: Readonly<Record<string, string>> = {
  'account_follows_its_leaves without: OR NEW.version <> OLD.version + 1':
    'a newer leaf that touches the account has always been applied, so lastSeq refuses first',
  'entry_is_of_its_transfer without: AND NEW.deltaSeconds = CASE NEW.account WHEN t.toAccount THEN t.seconds WHEN t.fromAccount':
    entryStands,
  'entry_is_of_its_transfer without: AND a.inSeconds - a.outSeconds = NEW.balanceSeconds':
    entryStands,
  'entry_is_of_its_transfer without: AND t.at = NEW.at': entryStands,
  'exchange_agreed_holds without: AND h.seq >= (SELECT logSize FROM exchange_state WHERE exchange = NEW.exchange)':
    'holds are taken while proposed only, so none is older than the proposal',
  'exchange_agreed_holds without: AND h.toAccount = e.giverAccount': guardedBefore,
  "exchange_begins_unblocked without first: NEW.state = 'done'":
    'the first step of an exchange is proposed or done',
  'exchange_answers_once without: AND NEW.step = 0':
    'a giver has one waiting answer to a need, so one proposed again finds no other',
  "exchange_done_in_time without first: NEW.state = 'done'":
    'whatever else follows an agreement has released its holds before',
  'exchange_done_again_moved_nothing without: AND NEW.step > 0':
    'hours of an exchange move only after its first step',
  "exchange_confirmed_moves without: AND t.purpose = 'help'": guardedBefore,
  'exchange_confirmed_moves without: AND t.seq >= (SELECT logSize FROM exchange_state WHERE exchange = NEW.exchange)':
    'hours move while done only, so none moved before that step',
  'exchange_confirmed_moves without: AND t.toAccount = e.giverAccount': guardedBefore,
  'log_takes_the_next_leaf without: AND at = NEW.at': noneWithoutLeaf,
  'log_takes_the_next_leaf without: AND at = NEW.at (2)': noneWithoutLeaf,
  'log_takes_the_next_leaf without: AND body = NEW.body': noneWithoutLeaf,
  'log_takes_the_next_leaf without: AND id = NEW.ref': noneWithoutLeaf,
  'log_takes_the_next_leaf without: AND kind = NEW.kind': noneWithoutLeaf,
  'log_takes_the_next_leaf without: AND ref = NEW.ref': noneWithoutLeaf,
  'member_state_is_its_last_step without: AND state = NEW.state':
    'a step of the next number has always been applied, so none is found whatever its state',
  'member_step_stands without its RAISE 1 (leaf_has_no_detail)':
    'member_step_follows finds no version of a member that does not stand',
  "departed_account_only_closes without: AND NEW.act = 'closed'":
    'whatever does not close was refused just before',
  "departed_account_hands_over_whole without: AND NEW.purpose = 'gift'":
    'transfer_begins_lawfully lets nothing but a gift leave a frozen account',
  "settle_comes_in_time without: AND state = 'done'": guardedBefore,
  "transfer_begins_lawfully without first: NEW.kind = 'hold'": 'a post has no expiresAt',
  "transfer_moves without first: NEW.kind IN ('post', 'hold', 'reverse')":
    'settle and release never lower what a pool has beyond its holds',
  'transfer_moves without: AND id = NEW.fromAccount (2)':
    'no pool is ever below zero, so the account that gives is the only one that can be',
  "transfer_resolves_a_hold without: AND kind IN ('settle', 'release')":
    'nothing but a settle or release can name a hold',
  "member without CHECK state IN ('applied', 'active', 'paused', 'suspended', 'departed', 'erased')":
    ownedByTriggers,
  "member_step without CHECK state IN ('applied', 'active', 'paused', 'suspended', 'departed', 'erased')":
    'the list of transitions knows no other word',
  'charter without CHECK json_valid(body)': 'its generated columns read the JSON first',
  "account without CHECK status IN ('open', 'frozen', 'closed')": ownedByTriggers,
  'account without CHECK inSeconds >= 0': onlyGrows,
  'account without CHECK outSeconds >= 0': onlyGrows,
  'account without CHECK heldOutSeconds >= 0': onlyGrows,
  'account without CHECK heldInSeconds >= 0': onlyGrows,
  "motion_step without CHECK act IN ('seconded', 'objected', 'withdrawn', 'carried', 'lapsed')":
    'the list of transitions knows no other word',
  "account_step without CHECK act IN ('closed', 'frozen', 'thawed')":
    'the list of transitions knows no other word',
  "need without CHECK state IN ('open', 'answered', 'withdrawn', 'expired')": ownedByTriggers,
  "offer without CHECK state IN ('open', 'withdrawn', 'expired')": ownedByTriggers,
}
