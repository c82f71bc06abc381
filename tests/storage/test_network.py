"""Where a book may not lie, and where it had better not."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from ikm_desktop.errors import NetworkFolder
from ikm_desktop.storage import network

# As a Linux PC in an office shows it: a share, a share inside a share, blanks as \040.
MOUNTS = r"""22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
35 22 8:3 / /home rw,relatime shared:20 - ext4 /dev/sda3 rw
60 22 0:52 / /mnt/server rw,relatime shared:400 - cifs //server/data rw,vers=3.1.1
61 60 8:17 / /mnt/server/lokal rw - ext4 /dev/sdb1 rw
62 22 0:53 / /mnt/Bidang\040Industri rw,relatime - nfs4 10.0.0.2:/bidang rw
63 22 8:33 / /media/FLASHDISK rw,nosuid - fuseblk /dev/sdc1 rw
64 22 0:54 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
65 22 0:55 / /mnt/c rw,noatime - 9p drvfs rw
66 35 0:56 / /home/ketut/tutup rw - ext4 /dev/sdd1 rw
67 35 0:57 / /home/ketut/tutup rw - cifs //server/tutup rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "refused"),
    [
        ("/home/ketut/data", "ext4", False),
        ("/mnt/server", "cifs", True),
        ("/mnt/server/ikm", "cifs", True),
        ("/mnt/serverlain/ikm", "ext4", False),
        ("/mnt/server/lokal/ikm", "ext4", False),
        ("/mnt/Bidang Industri/ikm", "nfs4", True),
        ("/media/FLASHDISK/ikm", "fuseblk", False),
        ("/run/user/1000/gvfs/smb-share:server=x", "fuse.gvfsd-fuse", True),
        ("/mnt/c/ikm", "9p", True),
        ("/home/ketut/tutup/ikm", "cifs", True),
    ],
)
def test_the_longest_mount_decides(path: str, kind: str, refused: bool) -> None:  # noqa: FBT001 - a table of cases
    """A share is found under whatever name it is mounted, a local disk inside a share is local."""
    assert network.mount_type(path, MOUNTS) == kind
    assert network.is_network_type(kind) is refused


def test_this_computers_own_disk_is_accepted(tmp_path: Path) -> None:
    """A local folder passes, also one that is yet to be made."""
    network.refuse_network(tmp_path)
    network.refuse_network(tmp_path / "belum" / "ada")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows its drives by itself")
def test_a_share_is_refused_with_its_name() -> None:
    """The refusal names the folder and says that backups may lie there."""
    with pytest.raises(NetworkFolder, match=r"^/mnt/server/ikm .*cadangan boleh di jaringan"):
        network.refuse_network(Path("/mnt/server/ikm"), MOUNTS)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\Ketut\OneDrive\IKM"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ketut\OneDrive - Pemprov Bali\Data"), "OneDrive"),
        (PureWindowsPath(r"G:\My Drive\ikm"), "Google Drive"),
        (PureWindowsPath(r"G:\Drive Saya\ikm"), "Google Drive"),
        (PurePosixPath("/home/ketut/Dropbox (Kantor)/ikm"), "Dropbox"),
        (PurePosixPath("/home/ketut/Nextcloud/ikm"), "Nextcloud"),
        (PureWindowsPath(r"C:\Users\Ketut\AppData\Local\IKM Desktop"), None),
        (PurePosixPath("/home/ketut/Data OneDrive lama/ikm"), None),
        (PurePosixPath("/home/mega wati/ikm"), None),
    ],
)
def test_synchronised_folders_are_known_by_their_names(
    folder: PurePosixPath | PureWindowsPath, service: str | None
) -> None:
    """The usual services in their usual folders; other names are left alone."""
    assert network.cloud_service(folder) == service
