"""Who the office is: what its letterhead and the sentences of its papers say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ikm_desktop.office import files
from ikm_desktop.office.settings import Group, load, save_in

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Act, Done
    from ikm_desktop.office.book import Office
    from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, kw_only=True)
class Profile(Group):
    """The office on paper.

    government, office: the two lines of the letterhead in capitals; name: in sentences ("yang
    diselenggarakan oleh …"); city: where letters are dated; logo: SHA-256 of the office's own file.
    """

    key = "profile"
    government: str = "PEMERINTAH PROVINSI NUSA TENGGARA TIMUR"
    office: str = "DINAS PERINDUSTRIAN DAN PERDAGANGAN"
    name: str = "Dinas Perindustrian dan Perdagangan Provinsi Nusa Tenggara Timur"
    address: str = ""
    postcode: str = ""
    phone: str = ""
    site: str = ""
    mail: str = ""
    city: str = "Kupang"
    province: str = "Nusa Tenggara Timur"
    zone: str = "WITA"
    logo: str | None = None

    def check(self, found: Findings) -> None:
        """The letterhead's lines, the name in sentences and the city are needed on every letter."""
        found.filled("Baris pemerintah", self.government)
        found.filled("Nama kantor pada kop", self.office)
        found.filled("Nama kantor dalam kalimat", self.name)
        found.filled("Kota", self.city)

    @property
    def address_line(self) -> str:
        """The address as the letterhead has it, with the postcode."""
        return " ".join(part for part in (self.address, self.postcode) if part)

    @property
    def contact_line(self) -> str:
        """Telephone, site and mail as the letterhead has them; what is unknown is left out."""
        named = (("Telepon", self.phone), ("Laman", self.site), ("Pos-el", self.mail))
        return " · ".join(f"{label} {value}" for label, value in named if value)


def set_logo(office: Office, *, content: bytes, name: str) -> Done:
    """Take the office's own emblem into the book and onto the letterhead.

    content: a PNG or JPEG file, made small and white-backed once here, not at each print.
    Raises FieldInvalid when it is no picture.
    """
    with office.act("set_logo") as act:
        set_logo_in(act, content=content, name=name)
        return act.done()


def set_logo_in(act: Act, *, content: bytes, name: str) -> str:
    """Take the emblem within an act and return its SHA-256."""
    sha256 = files.add_picture_in(act, content=content, name=name, use="logo")
    save_in(act, replace(load(act.connection, Profile), logo=sha256))
    return sha256
