-- Format 1 of the book. Steps are frozen once released: a change is a new step.
-- Days are ISO texts; date(d,'+0 days') IS d also refuses 2026-02-30, which date(d) lets pass, and what is
-- no date at all: there date() is null, and a CHECK that is null lets pass.
-- Every factor is bounded so that no product in SQL can pass 2^63 (SQLite would turn it into a float).
-- An act's own row comes last, since its hash covers its others: references to it are deferred. While one
-- is open, SQLite looks in every table with deferred references to the one that a row comes into; so each of
-- these has an index, and within the journal references are immediate (rows come in their order).

-- ---------------------------------------------------------------- acts: one row for each thing done
CREATE TABLE act (
  entry INTEGER PRIMARY KEY CONSTRAINT act_entry_positive CHECK (entry > 0),
  entered_at TEXT NOT NULL,
  entered_on TEXT NOT NULL CONSTRAINT act_entered_on_is_day CHECK (date(entered_on, '+0 days') IS entered_on),
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  prev BLOB NOT NULL CONSTRAINT act_prev_is_hash CHECK (length(prev) = 32),
  hash BLOB NOT NULL CONSTRAINT act_hash_is_hash CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT change_entry_is_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX change_by_subject ON change (subject, subject_id);
CREATE INDEX change_by_entry ON change (entry);

-- ---------------------------------------------------------------- the office
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE signatory (
  id INTEGER PRIMARY KEY,
  role TEXT NOT NULL,
  prefix TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  name TEXT NOT NULL,
  rank TEXT NOT NULL DEFAULT '',
  nip TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  valid_from TEXT NOT NULL CONSTRAINT signatory_from_is_day CHECK (date(valid_from, '+0 days') IS valid_from),
  valid_through TEXT CONSTRAINT signatory_through_is_day CHECK (date(valid_through, '+0 days') IS valid_through),
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL CONSTRAINT account_year_sane CHECK (year BETWEEN 1990 AND 2200),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  ceiling INTEGER NOT NULL DEFAULT 0 CONSTRAINT account_ceiling_bounds CHECK (ceiling BETWEEN 0 AND 1000000000000),
  digest BLOB NOT NULL,
  CONSTRAINT account_once_a_year UNIQUE (year, code)
) STRICT;

CREATE TABLE tax_rule (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL CONSTRAINT tax_rule_from_is_day CHECK (date(valid_from, '+0 days') IS valid_from),
  rate INTEGER NOT NULL CONSTRAINT tax_rule_rate_bounds CHECK (rate BETWEEN 0 AND 10000),
  free_up_to INTEGER NOT NULL DEFAULT 0 CONSTRAINT tax_rule_limit_bounds CHECK (free_up_to BETWEEN 0 AND 1000000000000),
  doubled_without_npwp INTEGER NOT NULL DEFAULT 0 CONSTRAINT tax_rule_doubled_is_flag CHECK (doubled_without_npwp IN (0, 1)),
  needs_letter INTEGER NOT NULL DEFAULT 0 CONSTRAINT tax_rule_letter_is_flag CHECK (needs_letter IN (0, 1)),
  source TEXT NOT NULL DEFAULT '',
  digest BLOB NOT NULL,
  CONSTRAINT tax_rule_once_a_day UNIQUE (kind, valid_from)
) STRICT;

CREATE TABLE stamp_duty (
  id INTEGER PRIMARY KEY,
  valid_from TEXT NOT NULL CONSTRAINT stamp_duty_from_is_day CHECK (date(valid_from, '+0 days') IS valid_from),
  above INTEGER NOT NULL CONSTRAINT stamp_duty_above_bounds CHECK (above BETWEEN 0 AND 1000000000000),
  amount INTEGER NOT NULL CONSTRAINT stamp_duty_amount_bounds CHECK (amount BETWEEN 0 AND 1000000000),
  source TEXT NOT NULL DEFAULT '',
  CONSTRAINT stamp_duty_once UNIQUE (valid_from, above)
) STRICT;

CREATE TABLE file (
  sha256 TEXT PRIMARY KEY CONSTRAINT file_sha_is_hex CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;

-- ---------------------------------------------------------------- goods: what and where
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CONSTRAINT item_kind_known CHECK (kind IN ('material', 'product')),
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  per INTEGER NOT NULL CONSTRAINT item_per_bounds CHECK (per BETWEEN 1 AND 1000000),
  smallest TEXT NOT NULL,
  decimals INTEGER NOT NULL CONSTRAINT item_decimals_bounds CHECK (decimals BETWEEN 0 AND 6),
  code TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL DEFAULT '',
  specification TEXT NOT NULL DEFAULT '',
  reorder_level INTEGER NOT NULL DEFAULT 0 CONSTRAINT item_reorder_bounds CHECK (reorder_level BETWEEN 0 AND 1000000000000),
  shelf_life_days INTEGER CONSTRAINT item_shelf_life_positive CHECK (shelf_life_days > 0),
  pack INTEGER NOT NULL DEFAULT 0 CONSTRAINT item_pack_bounds CHECK (pack BETWEEN 0 AND 1000000000000),
  pack_name TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CONSTRAINT item_archived_is_flag CHECK (archived IN (0, 1)),
  digest BLOB NOT NULL,
  CONSTRAINT item_name_once UNIQUE (name)
) STRICT;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CONSTRAINT place_kind_known CHECK (kind IN
    ('store', 'participant', 'institution', 'vendor', 'opening', 'own', 'used', 'wasted', 'difference')),
  name TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0 CONSTRAINT place_archived_is_flag CHECK (archived IN (0, 1)),
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX place_by_kind ON place (kind, name);

CREATE TABLE institution (
  place INTEGER PRIMARY KEY CONSTRAINT institution_is_place REFERENCES place (id),
  class TEXT NOT NULL CONSTRAINT institution_class_known CHECK (class IN ('gugus_tugas', 'keagamaan', 'medis', 'masyarakat')),
  address TEXT NOT NULL DEFAULT '',
  regency TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  signer TEXT NOT NULL DEFAULT '',
  signer_title TEXT NOT NULL DEFAULT '',
  signer_nip TEXT NOT NULL DEFAULT '',
  signer_nik TEXT NOT NULL DEFAULT '',
  members INTEGER NOT NULL DEFAULT 0 CONSTRAINT institution_members_bounds CHECK (members BETWEEN 0 AND 1000000000),
  quota INTEGER NOT NULL DEFAULT 0 CONSTRAINT institution_quota_bounds CHECK (quota BETWEEN 0 AND 1000000000),
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE vendor (
  place INTEGER PRIMARY KEY CONSTRAINT vendor_is_place REFERENCES place (id),
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  npwp TEXT NOT NULL DEFAULT '',
  signer TEXT NOT NULL DEFAULT '',
  signer_title TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',
  bank_account TEXT NOT NULL DEFAULT '',
  bank_holder TEXT NOT NULL DEFAULT '',
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE price (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL CONSTRAINT price_item_exists REFERENCES item (id),
  grade TEXT NOT NULL DEFAULT '',
  valid_from TEXT NOT NULL CONSTRAINT price_from_is_day CHECK (date(valid_from, '+0 days') IS valid_from),
  price INTEGER NOT NULL CONSTRAINT price_bounds CHECK (price BETWEEN 0 AND 1000000000000),
  digest BLOB NOT NULL,
  CONSTRAINT price_once_a_day UNIQUE (item, grade, valid_from)
) STRICT;

CREATE TABLE recipe (
  id INTEGER PRIMARY KEY,
  product INTEGER NOT NULL CONSTRAINT recipe_product_exists REFERENCES item (id),
  version INTEGER NOT NULL CONSTRAINT recipe_version_positive CHECK (version > 0),
  name TEXT NOT NULL DEFAULT '',
  yields INTEGER NOT NULL CONSTRAINT recipe_yields_bounds CHECK (yields BETWEEN 1 AND 1000000000),
  valid_from TEXT NOT NULL CONSTRAINT recipe_from_is_day CHECK (date(valid_from, '+0 days') IS valid_from),
  mode TEXT NOT NULL DEFAULT 'tanya' CONSTRAINT recipe_mode_known CHECK (mode IN ('larang', 'tanya', 'bolehkan')),
  digest BLOB NOT NULL,
  CONSTRAINT recipe_version_once UNIQUE (product, version)
) STRICT;

CREATE TABLE recipe_line (
  recipe INTEGER NOT NULL CONSTRAINT recipe_line_of_recipe REFERENCES recipe (id),
  no INTEGER NOT NULL CONSTRAINT recipe_line_no_positive CHECK (no > 0),
  item INTEGER NOT NULL CONSTRAINT recipe_line_item_exists REFERENCES item (id),
  quantity INTEGER NOT NULL CONSTRAINT recipe_line_quantity_bounds CHECK (quantity BETWEEN 1 AND 1000000000),
  offcut INTEGER NOT NULL DEFAULT 0 CONSTRAINT recipe_line_offcut_is_flag CHECK (offcut IN (0, 1)),
  PRIMARY KEY (recipe, no)
) STRICT;

-- ---------------------------------------------------------------- people and batches
CREATE TABLE participant (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL CONSTRAINT participant_is_place REFERENCES place (id),
  name TEXT NOT NULL,
  nik TEXT NOT NULL DEFAULT '',
  birth_place TEXT NOT NULL DEFAULT '',
  born TEXT CONSTRAINT participant_born_is_day CHECK (date(born, '+0 days') IS born),
  sex TEXT NOT NULL DEFAULT '' CONSTRAINT participant_sex_known CHECK (sex IN ('', 'L', 'P')),
  address TEXT NOT NULL DEFAULT '',
  rt_rw TEXT NOT NULL DEFAULT '',
  village TEXT NOT NULL DEFAULT '',
  district TEXT NOT NULL DEFAULT '',
  regency TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  education TEXT NOT NULL DEFAULT '',
  business TEXT NOT NULL DEFAULT '',
  product TEXT NOT NULL DEFAULT '',
  kbli TEXT NOT NULL DEFAULT '',
  founded INTEGER CONSTRAINT participant_founded_sane CHECK (founded BETWEEN 1800 AND 2200),
  workers INTEGER CONSTRAINT participant_workers_sane CHECK (workers BETWEEN 0 AND 100000),
  nib TEXT NOT NULL DEFAULT '',
  npwp TEXT NOT NULL DEFAULT '',
  umkm_letter TEXT NOT NULL DEFAULT '',
  machine_kind TEXT NOT NULL DEFAULT '',
  machine_count INTEGER CONSTRAINT participant_machines_sane CHECK (machine_count BETWEEN 0 AND 100000),
  bank TEXT NOT NULL DEFAULT '',
  bank_account TEXT NOT NULL DEFAULT '',
  bank_holder TEXT NOT NULL DEFAULT '',
  photo TEXT CONSTRAINT participant_photo_is_hash CHECK (length(photo) = 64),
  notice_on TEXT CONSTRAINT participant_notice_is_day CHECK (date(notice_on, '+0 days') IS notice_on),
  note TEXT NOT NULL DEFAULT '',
  signs TEXT NOT NULL DEFAULT '' CONSTRAINT participant_signs_known CHECK (signs IN ('', 'jempol')),
  archived INTEGER NOT NULL DEFAULT 0 CONSTRAINT participant_archived_is_flag CHECK (archived IN (0, 1)),
  merged_into INTEGER CONSTRAINT participant_merged_exists REFERENCES participant (id),
  anonymised INTEGER NOT NULL DEFAULT 0 CONSTRAINT participant_anonymised_is_flag CHECK (anonymised IN (0, 1)),
  digest BLOB NOT NULL,
  CONSTRAINT participant_place_once UNIQUE (place)
) STRICT;
CREATE UNIQUE INDEX participant_nik_once ON participant (nik) WHERE nik <> '' AND merged_into IS NULL;
CREATE INDEX participant_by_name ON participant (name);
CREATE INDEX participant_by_merged ON participant (merged_into) WHERE merged_into IS NOT NULL;

-- Two rows that are one person: transfers = ids of the vouchers by which the double's goods went over, as JSON;
-- before = what undoing it puts back, as JSON.
CREATE TABLE merge (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT merge_of_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  kept INTEGER NOT NULL CONSTRAINT merge_kept_exists REFERENCES participant (id),
  double INTEGER NOT NULL CONSTRAINT merge_double_exists REFERENCES participant (id),
  transfers TEXT NOT NULL,
  before TEXT NOT NULL,
  undone_by INTEGER CONSTRAINT merge_undone_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT merge_of_two CHECK (kept <> double)
) STRICT;
CREATE INDEX merge_by_entry ON merge (entry);
CREATE INDEX merge_by_kept ON merge (kept);
CREATE INDEX merge_by_double ON merge (double);
CREATE INDEX merge_by_undone ON merge (undone_by) WHERE undone_by IS NOT NULL;

-- Two people who look like one and are two.
CREATE TABLE not_same (
  first INTEGER NOT NULL CONSTRAINT not_same_first_exists REFERENCES participant (id),
  second INTEGER NOT NULL CONSTRAINT not_same_second_exists REFERENCES participant (id),
  entry INTEGER NOT NULL CONSTRAINT not_same_said_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (first, second),
  CONSTRAINT not_same_in_order CHECK (first < second)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_same_by_second ON not_same (second);
CREATE INDEX not_same_by_entry ON not_same (entry);

CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  training TEXT NOT NULL,
  subtitle TEXT NOT NULL DEFAULT '',
  starts_on TEXT CONSTRAINT batch_starts_is_day CHECK (date(starts_on, '+0 days') IS starts_on),
  ends_on TEXT CONSTRAINT batch_ends_is_day CHECK (date(ends_on, '+0 days') IS ends_on),
  venue TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  capacity INTEGER NOT NULL DEFAULT 20 CONSTRAINT batch_capacity_bounds CHECK (capacity BETWEEN 1 AND 10000),
  product INTEGER CONSTRAINT batch_product_exists REFERENCES item (id),
  account TEXT NOT NULL DEFAULT '',
  assessed INTEGER NOT NULL DEFAULT 0 CONSTRAINT batch_assessed_is_flag CHECK (assessed IN (0, 1)),
  closed_on TEXT CONSTRAINT batch_closed_is_day CHECK (date(closed_on, '+0 days') IS closed_on),
  roster TEXT,
  digest BLOB NOT NULL
) STRICT;

CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL CONSTRAINT enrolment_batch_exists REFERENCES batch (id),
  participant INTEGER NOT NULL CONSTRAINT enrolment_participant_exists REFERENCES participant (id),
  no INTEGER NOT NULL CONSTRAINT enrolment_no_positive CHECK (no > 0),
  state TEXT NOT NULL DEFAULT 'aktif' CONSTRAINT enrolment_state_known CHECK (state IN ('aktif', 'menunggu', 'keluar')),
  reason TEXT NOT NULL DEFAULT '',
  left_on TEXT CONSTRAINT enrolment_left_on_is_day CHECK (date(left_on, '+0 days') IS left_on),
  digest BLOB NOT NULL,
  CONSTRAINT enrolment_once UNIQUE (batch, participant)
) STRICT;
CREATE INDEX enrolment_by_participant ON enrolment (participant);

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL CONSTRAINT session_batch_exists REFERENCES batch (id),
  day TEXT NOT NULL CONSTRAINT session_day_is_day CHECK (date(day, '+0 days') IS day),
  no INTEGER NOT NULL CONSTRAINT session_no_positive CHECK (no > 0),
  section TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL,
  hours INTEGER NOT NULL CONSTRAINT session_hours_bounds CHECK (hours BETWEEN 0 AND 100),
  trainer TEXT NOT NULL DEFAULT '',
  CONSTRAINT session_once UNIQUE (batch, no)
) STRICT;

CREATE TABLE attendance (
  batch INTEGER NOT NULL CONSTRAINT attendance_batch_exists REFERENCES batch (id),
  participant INTEGER NOT NULL CONSTRAINT attendance_participant_exists REFERENCES participant (id),
  day TEXT NOT NULL CONSTRAINT attendance_day_is_day CHECK (date(day, '+0 days') IS day),
  mark TEXT NOT NULL CONSTRAINT attendance_mark_known CHECK (mark IN ('H', 'I', 'S', 'A')),
  PRIMARY KEY (batch, participant, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  batch INTEGER NOT NULL CONSTRAINT mark_batch_exists REFERENCES batch (id),
  participant INTEGER NOT NULL CONSTRAINT mark_participant_exists REFERENCES participant (id),
  score INTEGER CONSTRAINT mark_score_bounds CHECK (score BETWEEN 0 AND 100),
  predicate TEXT NOT NULL DEFAULT '',
  passed INTEGER NOT NULL DEFAULT 0 CONSTRAINT mark_passed_is_flag CHECK (passed IN (0, 1)),
  PRIMARY KEY (batch, participant)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL CONSTRAINT partner_batch_exists REFERENCES batch (id),
  name TEXT NOT NULL,
  role TEXT NOT NULL CONSTRAINT partner_role_known CHECK (role IN ('tuan_rumah', 'pelatih', 'pembuat')),
  contact TEXT NOT NULL DEFAULT '',
  CONSTRAINT partner_once UNIQUE (batch, name, role)
) STRICT;

CREATE TABLE import_run (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT import_run_of_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  report TEXT NOT NULL,
  withdrawn_by INTEGER CONSTRAINT import_run_withdrawn_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX import_run_by_entry ON import_run (entry);
CREATE INDEX import_run_by_withdrawn ON import_run (withdrawn_by) WHERE withdrawn_by IS NOT NULL;

CREATE TABLE import_person (
  run INTEGER NOT NULL CONSTRAINT import_person_of_run REFERENCES import_run (id),
  no INTEGER NOT NULL CONSTRAINT import_person_no_positive CHECK (no > 0),
  participant INTEGER NOT NULL CONSTRAINT import_person_is_participant REFERENCES participant (id),
  created INTEGER NOT NULL CONSTRAINT import_person_created_is_flag CHECK (created IN (0, 1)),
  PRIMARY KEY (run, no)
) STRICT;

-- ---------------------------------------------------------------- the goods journal
CREATE TABLE voucher (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT voucher_of_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CONSTRAINT voucher_kind_known CHECK (kind IN
    ('opening', 'purchase', 'vendor_return', 'transfer', 'supply', 'return', 'waste', 'write_off', 'delivery', 'give_back',
     'distribution', 'recipient_return', 'count', 'payment', 'onward_report', 'reversal')),
  letter_date TEXT NOT NULL CONSTRAINT voucher_letter_date_is_day CHECK (date(letter_date, '+0 days') IS letter_date),
  day TEXT NOT NULL CONSTRAINT voucher_day_is_day CHECK (date(day, '+0 days') IS day),
  store INTEGER CONSTRAINT voucher_store_is_place REFERENCES place (id),
  counterpart INTEGER CONSTRAINT voucher_counterpart_is_place REFERENCES place (id),
  batch INTEGER CONSTRAINT voucher_batch_exists REFERENCES batch (id),
  reason TEXT,
  details TEXT,
  reverses INTEGER CONSTRAINT voucher_reverses_voucher REFERENCES voucher (id),
  corrects INTEGER CONSTRAINT voucher_corrects_voucher REFERENCES voucher (id),
  CONSTRAINT voucher_reversal_names_original CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT;
CREATE INDEX voucher_by_entry ON voucher (entry);
CREATE INDEX voucher_by_kind ON voucher (kind, day, id);
CREATE INDEX voucher_by_counterpart ON voucher (counterpart, kind);
CREATE INDEX voucher_by_batch ON voucher (batch, kind) WHERE batch IS NOT NULL;
CREATE INDEX voucher_by_reverses ON voucher (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE prepared (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT prepared_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL CONSTRAINT prepared_kind_known CHECK (kind IN ('vendor_return', 'transfer', 'supply', 'delivery', 'distribution')),
  letter_date TEXT NOT NULL CONSTRAINT prepared_letter_date_is_day CHECK (date(letter_date, '+0 days') IS letter_date),
  from_place INTEGER CONSTRAINT prepared_from_is_place REFERENCES place (id),
  to_place INTEGER CONSTRAINT prepared_to_is_place REFERENCES place (id),
  batch INTEGER CONSTRAINT prepared_batch_exists REFERENCES batch (id),
  state TEXT NOT NULL CONSTRAINT prepared_state_known CHECK (state IN ('prepared', 'posted', 'void')),
  body TEXT NOT NULL,
  reason TEXT,
  ended INTEGER CONSTRAINT prepared_ended_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  voucher INTEGER CONSTRAINT prepared_became_voucher REFERENCES voucher (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT prepared_posted_has_voucher CHECK ((state = 'posted') = (voucher IS NOT NULL)),
  CONSTRAINT prepared_end_has_act CHECK ((state = 'prepared') = (ended IS NULL))
) STRICT;
CREATE INDEX prepared_by_state ON prepared (state, letter_date);
CREATE INDEX prepared_by_entry ON prepared (entry);
CREATE INDEX prepared_by_ended ON prepared (ended) WHERE ended IS NOT NULL;
CREATE UNIQUE INDEX prepared_by_voucher ON prepared (voucher) WHERE voucher IS NOT NULL;

CREATE TABLE pin (
  prepared INTEGER NOT NULL CONSTRAINT pin_of_prepared REFERENCES prepared (id),
  no INTEGER NOT NULL,
  lot INTEGER NOT NULL CONSTRAINT pin_of_lot REFERENCES lot (id),
  first INTEGER NOT NULL CONSTRAINT pin_first_bounds CHECK (first BETWEEN 0 AND 1000000000000),
  quantity INTEGER NOT NULL CONSTRAINT pin_quantity_bounds CHECK (quantity BETWEEN 1 AND 1000000000000),
  PRIMARY KEY (lot, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_by_prepared ON pin (prepared);

CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  voucher INTEGER NOT NULL CONSTRAINT line_of_voucher REFERENCES voucher (id),
  no INTEGER NOT NULL CONSTRAINT line_no_positive CHECK (no > 0),
  item INTEGER CONSTRAINT line_item_exists REFERENCES item (id),
  quantity INTEGER CONSTRAINT line_quantity_bounds CHECK (quantity BETWEEN 0 AND 1000000000000),
  value INTEGER CONSTRAINT line_value_bounds CHECK (value BETWEEN -1000000000000 AND 1000000000000),
  price INTEGER CONSTRAINT line_price_bounds CHECK (price BETWEEN 0 AND 1000000000000),
  grade TEXT,
  delivered INTEGER CONSTRAINT line_delivered_bounds CHECK (delivered BETWEEN 1 AND 1000000000000),
  accepted INTEGER CONSTRAINT line_accepted_bounds CHECK (accepted BETWEEN 0 AND 1000000000000),
  rejected INTEGER CONSTRAINT line_rejected_bounds CHECK (rejected BETWEEN 0 AND 1000000000000),
  reason TEXT,
  recipe INTEGER CONSTRAINT line_recipe_exists REFERENCES recipe (id),
  refers INTEGER CONSTRAINT line_refers_to_line REFERENCES line (id),
  again INTEGER NOT NULL DEFAULT 0 CONSTRAINT line_again_is_flag CHECK (again IN (0, 1)),
  own INTEGER NOT NULL DEFAULT 0 CONSTRAINT line_own_is_flag CHECK (own IN (0, 1)),
  CONSTRAINT line_once UNIQUE (voucher, no),
  CONSTRAINT line_delivery_adds CHECK (delivered IS NULL OR delivered IS accepted + rejected)
) STRICT;
CREATE INDEX line_by_refers ON line (refers) WHERE refers IS NOT NULL;

CREATE TABLE lot (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL CONSTRAINT lot_of_line REFERENCES line (id),
  item INTEGER NOT NULL CONSTRAINT lot_item_exists REFERENCES item (id),
  day TEXT NOT NULL CONSTRAINT lot_day_is_day CHECK (date(day, '+0 days') IS day),
  quantity INTEGER NOT NULL CONSTRAINT lot_quantity_bounds CHECK (quantity BETWEEN 1 AND 1000000000000),
  value INTEGER NOT NULL CONSTRAINT lot_value_bounds CHECK (value BETWEEN 0 AND 1000000000000),
  source TEXT NOT NULL CONSTRAINT lot_source_known CHECK (source IN
    ('opening', 'purchase', 'own', 'accepted', 'rejected', 'repaired', 'offcut', 'found')),
  maker INTEGER CONSTRAINT lot_maker_is_place REFERENCES place (id),
  price INTEGER CONSTRAINT lot_price_bounds CHECK (price BETWEEN 0 AND 1000000000000),
  best_before TEXT CONSTRAINT lot_best_before_is_day CHECK (date(best_before, '+0 days') IS best_before)
) STRICT;
CREATE INDEX lot_by_line ON lot (line);
CREATE INDEX lot_by_item ON lot (item, day);

CREATE TABLE move (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT move_of_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  voucher INTEGER NOT NULL CONSTRAINT move_of_voucher REFERENCES voucher (id),
  line INTEGER NOT NULL CONSTRAINT move_of_line REFERENCES line (id),
  item INTEGER NOT NULL CONSTRAINT move_item_exists REFERENCES item (id),
  lot INTEGER NOT NULL CONSTRAINT move_lot_exists REFERENCES lot (id),
  first INTEGER NOT NULL CONSTRAINT move_first_bounds CHECK (first BETWEEN 0 AND 1000000000000),
  quantity INTEGER NOT NULL CONSTRAINT move_quantity_bounds CHECK (quantity BETWEEN 1 AND 1000000000000),
  from_place INTEGER NOT NULL CONSTRAINT move_from_is_place REFERENCES place (id),
  to_place INTEGER NOT NULL CONSTRAINT move_to_is_place REFERENCES place (id),
  day TEXT NOT NULL CONSTRAINT move_day_is_day CHECK (date(day, '+0 days') IS day),
  since TEXT CONSTRAINT move_since_is_day CHECK (date(since, '+0 days') IS since),
  cost INTEGER NOT NULL CONSTRAINT move_cost_bounds CHECK (cost BETWEEN 0 AND 1000000000000),
  source INTEGER CONSTRAINT move_source_is_move REFERENCES move (id),
  reverses INTEGER CONSTRAINT move_reverses_move REFERENCES move (id),
  CONSTRAINT move_goes_somewhere CHECK (from_place <> to_place),
  CONSTRAINT move_after_arrival CHECK (since IS NULL OR since <= day)
) STRICT;
CREATE INDEX move_out_by_day ON move (item, from_place, day, quantity, cost);
CREATE INDEX move_in_by_day ON move (item, to_place, day, quantity, cost);
CREATE INDEX move_by_lot ON move (lot, first);
CREATE INDEX move_by_source ON move (source);
CREATE INDEX move_by_voucher ON move (voucher);
CREATE INDEX move_by_entry ON move (entry);
CREATE UNIQUE INDEX move_reversed_once ON move (reverses, first) WHERE reverses IS NOT NULL;

CREATE TABLE holding (
  lot INTEGER NOT NULL CONSTRAINT holding_of_lot REFERENCES lot (id),
  first INTEGER NOT NULL CONSTRAINT holding_first_bounds CHECK (first BETWEEN 0 AND 1000000000000),
  quantity INTEGER NOT NULL CONSTRAINT holding_quantity_bounds CHECK (quantity BETWEEN 1 AND 1000000000000),
  place INTEGER NOT NULL CONSTRAINT holding_at_place REFERENCES place (id),
  item INTEGER NOT NULL CONSTRAINT holding_of_item REFERENCES item (id),
  lot_day TEXT NOT NULL,
  since TEXT NOT NULL CONSTRAINT holding_since_is_day CHECK (date(since, '+0 days') IS since),
  brought INTEGER NOT NULL CONSTRAINT holding_brought_by_move REFERENCES move (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (lot, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_oldest_first ON holding (place, item, lot_day, lot, first);
CREATE INDEX holding_by_brought ON holding (brought);

CREATE TABLE payment_line (
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL CONSTRAINT payment_line_of_line REFERENCES line (id),
  gross INTEGER NOT NULL CONSTRAINT payment_gross_bounds CHECK (gross BETWEEN 1 AND 1000000000000),
  tax INTEGER NOT NULL CONSTRAINT payment_tax_bounds CHECK (tax BETWEEN 0 AND 1000000000000),
  net INTEGER NOT NULL CONSTRAINT payment_net_bounds CHECK (net BETWEEN 0 AND 1000000000000),
  tax_row INTEGER CONSTRAINT payment_tax_rule_exists REFERENCES tax_rule (id),
  refers INTEGER NOT NULL CONSTRAINT payment_refers_to_line REFERENCES line (id),
  CONSTRAINT payment_adds CHECK (gross = tax + net)
) STRICT;
CREATE UNIQUE INDEX payment_line_by_line ON payment_line (line);
CREATE INDEX payment_line_by_refers ON payment_line (refers);

CREATE TABLE count_line (
  line INTEGER PRIMARY KEY CONSTRAINT count_line_of_line REFERENCES line (id),
  book INTEGER NOT NULL CONSTRAINT count_book_bounds CHECK (book BETWEEN 0 AND 1000000000000),
  counted INTEGER NOT NULL CONSTRAINT count_counted_bounds CHECK (counted BETWEEN 0 AND 1000000000000),
  difference INTEGER NOT NULL CONSTRAINT count_difference_adds CHECK (difference = counted - book)
) STRICT;

CREATE TABLE period_event (
  entry INTEGER PRIMARY KEY CONSTRAINT period_event_of_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  through TEXT CONSTRAINT period_through_is_day CHECK (date(through, '+0 days') IS through),
  reason TEXT
) STRICT;

-- ---------------------------------------------------------------- papers and their numbers
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  pattern TEXT NOT NULL,
  key TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  CONSTRAINT series_code_once UNIQUE (code)
) STRICT;
-- What a new book starts with; the office edits the patterns.
INSERT INTO series (code, name, pattern, key, unit) VALUES
  ('SURAT', 'Surat dan berita acara', '{kode}/{urut:03}/{unit}/{romawi}/{tahun}', '530', 'DPP'),
  ('KUI-UP', 'Kuitansi UP', '{urut:05}/{kode}/{tahun}', 'UP', ''),
  ('KUI-LS', 'Kuitansi LS', '{urut:05}/{kode}/{tahun}', 'LS', ''),
  ('SERT', 'Sertifikat', '{urut:03}/{kode}/{unit}/{romawi}/{tahun}', 'SERT', 'DPP-IKM'),
  ('BALIK', 'Pembalikan', '{kode}/{urut:03}/{unit}/{romawi}/{tahun}', 'BALIK', 'DPP');

CREATE TABLE paper (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT paper_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  series TEXT CONSTRAINT paper_series_exists REFERENCES series (code),
  year INTEGER CONSTRAINT paper_year_sane CHECK (year BETWEEN 1990 AND 2200),
  sequence INTEGER CONSTRAINT paper_sequence_bounds CHECK (sequence BETWEEN 1 AND 999999999),
  number TEXT,
  letter_date TEXT NOT NULL CONSTRAINT paper_letter_date_is_day CHECK (date(letter_date, '+0 days') IS letter_date),
  subject TEXT NOT NULL,
  party TEXT NOT NULL DEFAULT '',
  batch INTEGER CONSTRAINT paper_batch_exists REFERENCES batch (id),
  asked TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'valid' CONSTRAINT paper_state_known CHECK (state IN ('valid', 'void')),
  reason TEXT,
  ended INTEGER CONSTRAINT paper_ended_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  digest BLOB NOT NULL,
  CONSTRAINT paper_void_has_reason CHECK (state = 'valid' OR (reason IS NOT NULL AND ended IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX paper_sequence_once ON paper (series, year, sequence) WHERE sequence IS NOT NULL;
CREATE UNIQUE INDEX paper_number_once ON paper (series, number) WHERE number IS NOT NULL;
CREATE INDEX paper_by_kind ON paper (kind, letter_date);
CREATE INDEX paper_by_entry ON paper (entry);
CREATE INDEX paper_by_ended ON paper (ended) WHERE ended IS NOT NULL;

-- Why numbers of a series were never used by this book; a run of numbers has one reason.
CREATE TABLE number_gap (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT number_gap_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  series TEXT NOT NULL CONSTRAINT number_gap_series_exists REFERENCES series (code),
  year INTEGER NOT NULL CONSTRAINT number_gap_year_sane CHECK (year BETWEEN 1990 AND 2200),
  first INTEGER NOT NULL CONSTRAINT number_gap_first_bounds CHECK (first BETWEEN 1 AND 999999999),
  last INTEGER NOT NULL CONSTRAINT number_gap_last_bounds CHECK (last BETWEEN first AND 999999999),
  reason TEXT NOT NULL CONSTRAINT number_gap_has_reason CHECK (trim(reason) <> ''),
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX number_gap_by_series ON number_gap (series, year, first);
CREATE INDEX number_gap_by_entry ON number_gap (entry);

-- What a paper pictures: posted or prepared vouchers, or one enrolment (a certificate).
CREATE TABLE paper_subject (
  paper INTEGER NOT NULL CONSTRAINT paper_subject_of_paper REFERENCES paper (id),
  no INTEGER NOT NULL CONSTRAINT paper_subject_no_positive CHECK (no > 0),
  voucher INTEGER CONSTRAINT paper_subject_is_voucher REFERENCES voucher (id) DEFERRABLE INITIALLY DEFERRED,
  prepared INTEGER CONSTRAINT paper_subject_is_prepared REFERENCES prepared (id) DEFERRABLE INITIALLY DEFERRED,
  enrolment INTEGER CONSTRAINT paper_subject_is_enrolment REFERENCES enrolment (id),
  PRIMARY KEY (paper, no),
  CONSTRAINT paper_subject_is_one_thing CHECK ((voucher IS NOT NULL) + (prepared IS NOT NULL) + (enrolment IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_subject_by_voucher ON paper_subject (voucher) WHERE voucher IS NOT NULL;
CREATE INDEX paper_subject_by_prepared ON paper_subject (prepared) WHERE prepared IS NOT NULL;
CREATE INDEX paper_subject_by_enrolment ON paper_subject (enrolment) WHERE enrolment IS NOT NULL;

CREATE TABLE issued (
  id INTEGER PRIMARY KEY,
  paper INTEGER NOT NULL CONSTRAINT issued_of_paper REFERENCES paper (id),
  version INTEGER NOT NULL CONSTRAINT issued_version_positive CHECK (version > 0),
  entry INTEGER NOT NULL CONSTRAINT issued_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  changed TEXT NOT NULL DEFAULT '',
  snapshot TEXT NOT NULL,
  pdf BLOB NOT NULL,
  sha256 BLOB NOT NULL CONSTRAINT issued_sha_is_hash CHECK (length(sha256) = 32),
  pages INTEGER NOT NULL CONSTRAINT issued_pages_positive CHECK (pages > 0),
  digest BLOB NOT NULL,
  CONSTRAINT issued_version_once UNIQUE (paper, version)
) STRICT;
CREATE INDEX issued_by_entry ON issued (entry);

CREATE TABLE print_log (
  id INTEGER PRIMARY KEY,
  issued INTEGER NOT NULL CONSTRAINT print_log_of_issued REFERENCES issued (id),
  entry INTEGER NOT NULL CONSTRAINT print_log_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  how TEXT NOT NULL CONSTRAINT print_log_how_known CHECK (how IN ('cetak', 'simpan', 'salinan')),
  copy INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX print_log_by_issued ON print_log (issued);
CREATE INDEX print_log_by_entry ON print_log (entry);

-- The signed paper as it was scanned; the file lies in lampiran/ under its hash. What was put to the wrong
-- paper is taken off with a reason and stays a row.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL CONSTRAINT attachment_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  paper INTEGER NOT NULL CONSTRAINT attachment_of_paper REFERENCES paper (id),
  sha256 TEXT NOT NULL CONSTRAINT attachment_sha_is_hex CHECK (length(sha256) = 64),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL CONSTRAINT attachment_has_content CHECK (size > 0),
  removed INTEGER CONSTRAINT attachment_removed_by_act REFERENCES act (entry) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT,
  digest BLOB NOT NULL,
  CONSTRAINT attachment_removed_has_reason CHECK (removed IS NULL OR trim(reason) <> '')
) STRICT;
CREATE INDEX attachment_by_paper ON attachment (paper);
CREATE INDEX attachment_by_entry ON attachment (entry);
CREATE INDEX attachment_by_removed ON attachment (removed) WHERE removed IS NOT NULL;

-- ---------------------------------------------------------------- what the book itself refuses
-- Posted rows never change. INSERT OR REPLACE would delete without firing a DELETE trigger on a
-- connection without recursive_triggers, so an existing id is refused as well, and so is a row that
-- would push out another by a unique key.
{immutable act entry}
{immutable voucher id}
{immutable line id, voucher no}
{immutable lot id}
{immutable move id, reverses first}
{immutable payment_line id, line}
{immutable count_line line}
{immutable period_event entry}
{immutable issued id, paper version}
{immutable print_log id}

-- The log of changes never changes either, but for one thing: what is personal in it goes when somebody is
-- anonymised (UU 27/2022); who did what and when stays.
CREATE TRIGGER change_never_updated BEFORE UPDATE ON change
WHEN NOT (OLD.subject IN ('participant', 'place', 'batch')
            OR (OLD.subject = 'paper' AND OLD.field IN ('party', 'subject'))
            OR (OLD.subject = 'enrolment' AND OLD.field = 'reason'))
  OR (NEW.id, NEW.entry, NEW.subject, NEW.subject_id, NEW.field) IS NOT
     (OLD.id, OLD.entry, OLD.subject, OLD.subject_id, OLD.field)
  OR NEW.before IS NOT NULL OR NEW.after IS NOT '(dianonimkan)'
BEGIN SELECT RAISE(ABORT, 'change: posted rows never change'); END;
CREATE TRIGGER change_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'change: posted rows are never deleted'); END;
CREATE TRIGGER change_never_replaced BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'change: the row exists'); END;

CREATE TRIGGER prepared_end_is_final BEFORE UPDATE ON prepared WHEN OLD.state <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'prepared: a posted or void row never changes'); END;
CREATE TRIGGER prepared_never_deleted BEFORE DELETE ON prepared
BEGIN SELECT RAISE(ABORT, 'prepared: rows are never deleted'); END;
CREATE TRIGGER prepared_never_replaced BEFORE INSERT ON prepared
WHEN EXISTS (SELECT 1 FROM prepared WHERE id = NEW.id OR voucher = NEW.voucher)
BEGIN SELECT RAISE(ABORT, 'prepared: the row exists'); END;
CREATE TRIGGER prepared_pushes_none_out BEFORE UPDATE ON prepared
WHEN NEW.id <> OLD.id OR EXISTS (SELECT 1 FROM prepared WHERE voucher = NEW.voucher AND id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'prepared: the row exists'); END;

CREATE TRIGGER paper_never_deleted BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'paper: rows are never deleted'); END;
CREATE TRIGGER paper_never_replaced BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM paper WHERE series = NEW.series AND number = NEW.number)
  OR EXISTS (SELECT 1 FROM paper WHERE series = NEW.series AND year = NEW.year AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'paper: the row exists'); END;
-- A void number never changes, but for one thing: the name of somebody who was anonymised gives way to what
-- stands in its place now, as the party or once in the subject, around which every letter stays.
CREATE TRIGGER paper_void_is_final BEFORE UPDATE ON paper WHEN OLD.state = 'void' AND NOT (
  (NEW.id, NEW.entry, NEW.kind, NEW.series, NEW.year, NEW.sequence, NEW.number, NEW.letter_date, NEW.batch,
   NEW.asked, NEW.state, NEW.reason, NEW.ended) IS
  (OLD.id, OLD.entry, OLD.kind, OLD.series, OLD.year, OLD.sequence, OLD.number, OLD.letter_date, OLD.batch,
   OLD.asked, OLD.state, OLD.reason, OLD.ended)
  AND (NEW.party, NEW.subject) IS NOT (OLD.party, OLD.subject)
  AND EXISTS (
    SELECT 1 FROM participant gone WHERE gone.anonymised = 1
      AND (NEW.party = OLD.party OR NEW.party = gone.name)
      AND (NEW.subject = OLD.subject OR (
        instr(NEW.subject, gone.name) > 0
        AND substr(NEW.subject, 1, instr(NEW.subject, gone.name) - 1) =
            substr(OLD.subject, 1, instr(NEW.subject, gone.name) - 1)
        AND substr(NEW.subject, instr(NEW.subject, gone.name) + length(gone.name)) =
            substr(OLD.subject, length(OLD.subject) + 1 - length(
              substr(NEW.subject, instr(NEW.subject, gone.name) + length(gone.name))))))))
BEGIN SELECT RAISE(ABORT, 'paper: a void number never changes'); END;
CREATE TRIGGER paper_keeps_its_place BEFORE UPDATE ON paper
WHEN NEW.id <> OLD.id OR NEW.entry <> OLD.entry OR NEW.kind <> OLD.kind OR NEW.series IS NOT OLD.series
  OR (OLD.number IS NOT NULL AND NEW.number IS NULL)
BEGIN SELECT RAISE(ABORT, 'paper: kind and series never change, and a number is never taken away'); END;

CREATE TRIGGER paper_pushes_none_out BEFORE UPDATE ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE id <> OLD.id AND series = NEW.series AND number = NEW.number)
  OR EXISTS (SELECT 1 FROM paper WHERE id <> OLD.id AND series = NEW.series AND year = NEW.year AND sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'paper: the number is taken'); END;

CREATE TRIGGER paper_subject_never_updated BEFORE UPDATE ON paper_subject
BEGIN SELECT RAISE(ABORT, 'paper_subject: rows never change'); END;
CREATE TRIGGER paper_subject_never_deleted BEFORE DELETE ON paper_subject
BEGIN SELECT RAISE(ABORT, 'paper_subject: rows are never deleted'); END;
CREATE TRIGGER paper_subject_never_replaced BEFORE INSERT ON paper_subject
WHEN EXISTS (SELECT 1 FROM paper_subject WHERE paper = NEW.paper AND no = NEW.no)
BEGIN SELECT RAISE(ABORT, 'paper_subject: the row exists'); END;
CREATE TRIGGER number_gap_no_overlap BEFORE INSERT ON number_gap
WHEN EXISTS (SELECT 1 FROM number_gap WHERE id = NEW.id
             OR (series = NEW.series AND year = NEW.year AND first <= NEW.last AND last >= NEW.first))
BEGIN SELECT RAISE(ABORT, 'number_gap: these numbers have a reason already'); END;
CREATE TRIGGER number_gap_keeps_its_numbers BEFORE UPDATE ON number_gap
WHEN NEW.id <> OLD.id OR NEW.series <> OLD.series OR NEW.year <> OLD.year OR NEW.first <> OLD.first OR NEW.last <> OLD.last
BEGIN SELECT RAISE(ABORT, 'number_gap: only the reason may be corrected'); END;
CREATE TRIGGER number_gap_never_deleted BEFORE DELETE ON number_gap
BEGIN SELECT RAISE(ABORT, 'number_gap: rows are never deleted'); END;

CREATE TRIGGER pin_of_live_paper BEFORE INSERT ON pin
WHEN coalesce((SELECT state FROM prepared WHERE id = NEW.prepared), '') <> 'prepared'
BEGIN SELECT RAISE(ABORT, 'pin: only a prepared voucher pins units'); END;
CREATE TRIGGER pin_no_overlap BEFORE INSERT ON pin
WHEN EXISTS (SELECT 1 FROM (SELECT first, quantity FROM pin WHERE lot = NEW.lot AND first < NEW.first + NEW.quantity
                            ORDER BY first DESC LIMIT 1)
             WHERE first + quantity > NEW.first)
BEGIN SELECT RAISE(ABORT, 'pin: the units are pinned already'); END;
CREATE TRIGGER pin_never_updated BEFORE UPDATE ON pin
BEGIN SELECT RAISE(ABORT, 'pin: pins are taken off and set anew, never changed'); END;

CREATE TRIGGER move_fits BEFORE INSERT ON move
BEGIN
  SELECT RAISE(ABORT, 'move: its units are pinned')
  WHERE EXISTS (SELECT 1 FROM (SELECT first, quantity FROM pin WHERE lot = NEW.lot AND first < NEW.first + NEW.quantity
                               ORDER BY first DESC LIMIT 1)
                WHERE first + quantity > NEW.first);
  SELECT RAISE(ABORT, 'move: its day is not its voucher''s')
  WHERE NEW.day IS NOT (SELECT day FROM voucher WHERE id = NEW.voucher);
  SELECT RAISE(ABORT, 'move: the run does not lie inside its lot')
  WHERE NOT EXISTS (SELECT 1 FROM lot WHERE id = NEW.lot AND item = NEW.item AND NEW.first + NEW.quantity <= quantity);
  SELECT RAISE(ABORT, 'move: a reversal lies inside what it reverses, backwards')
  WHERE NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM move m WHERE m.id = NEW.reverses AND m.reverses IS NULL AND m.lot = NEW.lot
       AND NEW.first >= m.first AND NEW.first + NEW.quantity <= m.first + m.quantity
       AND m.from_place = NEW.to_place AND m.to_place = NEW.from_place);
END;
CREATE TRIGGER holding_inside_lot BEFORE INSERT ON holding
WHEN NOT EXISTS (SELECT 1 FROM lot WHERE id = NEW.lot AND item = NEW.item AND NEW.first + NEW.quantity <= quantity)
BEGIN SELECT RAISE(ABORT, 'holding: the run does not lie inside its lot'); END;
