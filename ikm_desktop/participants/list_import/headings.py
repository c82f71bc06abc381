"""What a heading means: the words offices put above the columns of a list, with their usual misspellings."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from ikm_desktop.participants.list_import.fields import Field

LONGEST = 80  # characters; what is longer is a sentence, not a heading
_SIMILAR = 84  # per cent of RapidFuzz's ratio
_SHORTEST_MENDED = 4
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPACED = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")

_BUSINESS_WORDS = (
    r"^((nama|nm) )?((tempat|unit|kelompok|badan) )?"
    r"(usaha|perusahaan|ikm|umkm|ukm|industri|toko|kelompok|kub|brand|sentra)"
    r"( (ikm|umkm|ukm|usaha|kelompok|kub|perusahaan|nya))*$|^(business|company|business name|company name)$"
)
_NAME_WORDS = (
    r"^(nama|name|full name|peserta|participants?|nm)( (nama|lengkap|peserta|penerima|calon|orang|anggota"
    r"|warga|siswa|wirausaha|jelas|ikm|umkm|pelatihan|bimtek|sesuai|dengan|dan|gelar|ktp|e|beserta|asli|bantuan"
    r"|manfaat|kelompok|pengurus|ketua|belajar|didik|l p|name|of|participants?))*$"
)
_REGENCY_WORDS = (
    r"^((asal|nama|utusan|perwakilan) )?(kab|kabupaten|kota|kb|regency|city)"
    r"( (kab|kota|kabupaten|asal|domisili|madya|city|regency))*$"
)
_BATCH_WORDS = (
    r"^((nama|no|nomor) )?(angkatan|angk|akt|gelombang|gel|batch|kelas)( (ke|pelatihan|gelombang|kelas))*$"
)
# In this order: the first that fits wins, so what would mislead a later line stands above it.
_RULES: tuple[tuple[Field, str], ...] = (
    (Field.OTHER, r"\b(kk|kartu keluarga|ibu|suami|istri|isteri|ayah|orang ?tua|wali|panggilan)\b"),
    (Field.BIRTH, r"^(ttl|tempat (tgl|tanggal) lahir) (umur|usia)$"),
    (Field.NAME, r"^nama( lengkap)? nip$"),
    (Field.OTHER, r"\b(tanda ?tangan|ttd|paraf|ket|keterangan|catatan|status|agama|umur|usia|foto)\b"),
    (
        Field.OTHER,
        r"\b(jumlah|total|harga|nilai|omzet|omset|modal|lama|skala|tenaga kerja|kegiatan|barang)\b",
    ),
    (
        Field.OTHER,
        r"\b(nama|jenis|judul|tema|tempat|tanggal|tgl|materi|hari) (pelatihan|bimtek|kursus|diklat)\b",
    ),
    (Field.OTHER, r"\b(tahun|thn)\b(?!.*\b(lahir|lhr)\b)"),
    (Field.OTHER, r"\b(provinsi|propinsi|pos|e ?mail|nip|nisn|nis|jabatan|instansi|golongan)\b"),
    (Field.NPWP, r"\bnpwp\b"),
    (Field.NIB, r"\bnib\b|nomor induk berusaha"),
    (Field.KBLI, r"\bkbli\b"),
    (Field.NIK, r"\bnik\b|induk kependudukan|^(e ?)?ktp( el)?$"),
    (Field.NIK, r"\b(no|nomor|nmr)\b.*\b(e ?)?(ktp|identitas|kependudukan|penduduk)\b"),
    (Field.NIK, r"^(national )?id( (no|number|card|card number))?$|^national (id|identity)\b"),
    (Field.HOLDER, r"(nama|atas nama|\ban\b|a n|pemilik).*\b(rek|rekening|tabungan)\b"),
    (Field.HOLDER, r"^(atas nama|a n|account (holder|name))$"),
    (Field.ACCOUNT, r"\b(rek|rekening|tabungan|norek)\b|\baccount\b"),
    (Field.BANK, r"\bbank\b"),
    (Field.BIRTH, r"\bt ?t ?l\b|\b(tempat|tpt|tmpt|tmp|kota)\b.*\b(tgl|tanggal|tg|tggl)\b|^kelahiran$"),
    (Field.BIRTH, r"\bplace\b.*\bdate\b.*\bbirth\b"),
    (Field.PLACE, r"\b(tempat|tpt|tmpt|tmp|kota|kab|kabupaten) ?((ke)?lahir(an)?|lhr)\b|^lahir di$"),
    (Field.PLACE, r"^(birth ?place|place of birth)$"),
    (
        Field.BORN,
        r"\b(tgl|tanggal|tg|tggl|hari)\b.*\b((ke)?lahir(an)?|lhr)\b|\btgllahir\b|^lahir( (tgl|tanggal))?$",
    ),
    (Field.BORN, r"^(date of birth|birth ?date|birth ?day|dob)$"),
    (Field.SEX, r"\bkelamin\b|^(j k|l p|p l|lp|m f|gender|sex|lk pr|pria wanita|laki laki perempuan)$"),
    (
        Field.SEX,
        r"^(jk|j kel|jns kel|jenkel|jenis kel|jns klmn|j kelamin)( (l p|lp|p l))?$|^(kel l p|l p jk)$",
    ),
    (Field.SEX_MALE, r"^(l|lk|laki|laki laki|pria)$"),
    (Field.SEX_FEMALE, r"^(p|pr|perempuan|wanita)$"),
    (Field.PHONE, r"\b(hp|nohp|handphone|hand phone|ponsel|phone|telephone|seluler|wa|whats ?app|kontak)\b"),
    (
        Field.PHONE,
        r"\b(telp|telepon|telpon|tlp|tlpn|dihubungi)\b|^(no )?(contact|contact person|mobile|nope|cp)$",
    ),
    (
        Field.NAME,
        r"\bnama( lengkap)? (pemilik|pelaku|pengusaha|pengrajin|perajin|pengelola|pimpinan|penanggung)\b",
    ),
    (Field.OTHER, r"\balamat (usaha|perusahaan|ikm|umkm|ukm|toko|kantor)\b"),
    (Field.OTHER, r"\b(izin|ijin|legalitas|sertifikat|merek|merk)\b"),
    (
        Field.PRODUCT,
        r"\b(jenis|jns|bidang|macam|sektor) (usaha|produk|industri|produksi|komoditi|kerajinan)\b",
    ),
    (Field.PRODUCT, r"\b(produk|product|komoditi|komoditas|hasil produksi)\b"),
    (Field.BUSINESS, _BUSINESS_WORDS),
    (Field.NAME, _NAME_WORDS),
    (Field.BATCH, _BATCH_WORDS),
    (Field.RT_RW, r"^(rt|rw|rt rw)$"),
    (Field.VILLAGE, r"\b(kelurahan|desa|kel|dusun|village)\b"),
    (Field.DISTRICT, r"\b(kecamatan|kec|distrik|district)\b"),
    (Field.REGENCY, _REGENCY_WORDS),
    (Field.REGENCY, r"\balamat (kab|kabupaten)\b"),
    (Field.REGENCY, r"^(asal|utusan|daerah|asal daerah|daerah asal|wilayah|kab kota .*|kabupaten kota .*)$"),
    (Field.ADDRESS, r"\b(alamat|almt|domisili|tempat tinggal|address)\b"),
    (Field.EDUCATION, r"\b(pendidikan|pend|ijazah|education)\b"),
    (Field.NUMBER, r"^(no|nomor|nr|no urut|no urt|nomor urut|urut|nomer|num|n0|no no)$"),
)
_COMPILED = tuple((field, re.compile(rule)) for field, rule in _RULES)
_VOCABULARY = (
    "nama lengkap peserta pemilik tempat tanggal lahir jenis kelamin alamat kabupaten kecamatan kelurahan "
    "telepon handphone perusahaan usaha nomor kependudukan pendidikan rekening produk keterangan tangan"
).split()
# Below "JENIS KELAMIN", "USAHA", "REKENING" a short word means what it would not mean alone.
_UNDER: tuple[tuple[str, dict[str, Field]], ...] = (
    (r"\blahir|\bttl\b|kelahiran", {
        "tempat": Field.PLACE, "tpt": Field.PLACE, "tmpt": Field.PLACE, "tmp": Field.PLACE,
        "kota": Field.PLACE, "tanggal": Field.BORN, "tgl": Field.BORN, "tg": Field.BORN,
        "hari tanggal": Field.BORN, "tanggal bulan tahun": Field.BORN, "tgl bln thn": Field.BORN,
        "hari": Field.BORN, "bulan": Field.BIRTH_MONTH, "bln": Field.BIRTH_MONTH,
        "tahun": Field.BIRTH_YEAR, "thn": Field.BIRTH_YEAR,
    }),
    (r"\busaha|\bikm\b|umkm|perusahaan|\bindustri", {
        "nama": Field.BUSINESS, "jenis": Field.PRODUCT, "bidang": Field.PRODUCT, "alamat": Field.OTHER,
        "telepon": Field.OTHER,
    }),
    (r"rekening|\bbank\b", {
        "nama": Field.HOLDER, "atas nama": Field.HOLDER, "a n": Field.HOLDER, "an": Field.HOLDER,
        "no": Field.ACCOUNT, "nomor": Field.ACCOUNT,
    }),
    (r"identitas|\bktp\b|kependudukan", {"no": Field.NIK, "nomor": Field.NIK}),
    (r"alamat|domisili", {"jalan": Field.ADDRESS, "kota": Field.REGENCY, "kab": Field.REGENCY}),
)  # fmt: skip
_OWNER = re.compile(r"pemilik|pelaku|peserta|pengrajin|perajin")


def normal(text: str) -> str:
    """Return a heading's bare words: small letters, single blanks, spaced letters drawn together."""
    words = _NOT_WORD.sub(" ", text.lower()).strip()
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), words) if " " in words else words


@lru_cache(maxsize=2048)
def field_of(text: str) -> Field | None:
    """Return what a heading announces, None when it announces nothing known."""
    if len(text) > LONGEST:
        return None
    if text.strip() == "#":
        return Field.NUMBER
    words = normal(text)
    if not words or not re.search(r"[a-z]", words):
        return None
    bare = normal(_IN_BRACKETS.sub(" ", text)) or words
    return _by_rule(words) or _by_rule(bare) or _by_rule(_mended(bare))


def _by_rule(words: str) -> Field | None:
    return next((field for field, rule in _COMPILED if rule.search(words)), None)


def _mended(words: str) -> str:
    """Return the words with each misspelt one replaced by the known word it resembles."""
    return " ".join(map(_mended_word, words.split()))


def _mended_word(word: str) -> str:
    if len(word) < _SHORTEST_MENDED:
        return word
    near = process.extractOne(word, _VOCABULARY, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return near[0] if near else word


def field_under(parents: tuple[str, ...], text: str) -> Field | None:
    """Return what a heading means below the headings it stands under.

    parents: from the top; empty texts are left out. A heading without text means what its parent means.
    """
    above = normal(" ".join(parent for parent in parents if parent))
    if not text:
        return field_of(" ".join(parent for parent in parents if parent)) if above else None
    for parent in (*map(normal, reversed(parents)), above):  # the nearest tells most
        if parent and not _OWNER.search(parent):
            for group, meanings in _UNDER:
                if re.search(group, parent) and normal(text) in meanings:
                    return meanings[normal(text)]
    own = field_of(text)
    if own is not None or not above:
        return own
    return field_of(f"{above} {text}")
