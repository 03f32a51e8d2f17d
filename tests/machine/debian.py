"""A Debian 12 with nothing on it: made once, unpacked for each use, and entered by chroot in namespaces of its own.

Where packages come from, and which certificates and proxies are needed on the way, is copied from the machine that runs
the tests; nothing here names a host.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RELEASE = "bookworm"
CACHE = Path(tempfile.gettempdir()) / "conference-minimal-debian"
NEEDED = ("debootstrap", "unshare", "chroot", "git", "apt-get")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
COPIED_CERTIFICATES = "/etc/ssl/copied-certificates.crt"
CERTIFICATE_VARIABLES = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
CONFIGURATION = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/xdg/pip", "/etc/uv")
HOME_CONFIGURATION = (".config/pip", ".pip", ".config/uv")
NOBODY = 65534


def why_not() -> str:
    """Why no such machine can be made here, in words; empty where it can."""
    if os.geteuid() != 0:
        return "only root can make a machine"
    missing = [program for program in NEEDED if shutil.which(program) is None]
    return f"missing here: {', '.join(missing)}" if missing else ""


@dataclass(frozen=True)
class Machine:
    """A machine below `root`; the project is cloned to /srv/conference in it."""

    root: Path
    project: str = "/srv/conference"

    def start(self, command: str, user: int = 0) -> subprocess.Popen[str]:
        """Start a command of sh in the folder of the project; to end the process ends all that it started."""
        entered = (
            f"mount -t proc proc {self.root}/proc && mount --rbind /dev {self.root}/dev && "
            f'exec chroot --userspec={user}:{user} {self.root} /bin/sh -c "$0"'
        )
        namespaces = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
        return subprocess.Popen(
            [*namespaces, "/bin/sh", "-c", entered, f"cd {self.project} && {command}"],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command: str, user: int = 0) -> tuple[int, str]:
        """Run a command to its end; gives its exit status and all that it said."""
        process = self.start(command, user)
        output, _ = process.communicate()
        return process.returncode, output


def environment() -> dict[str, str]:
    """What of the environment is about the way to packages, and nothing else."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "UV_")) or name.lower().endswith("_proxy")
    }
    paths = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
    certificates = dict.fromkeys(CERTIFICATE_VARIABLES, COPIED_CERTIFICATES) if Path(CERTIFICATES).exists() else {}
    return kept | paths | certificates


def make_machine(project: Path) -> Machine:
    """A fresh machine with a clone of the project."""
    base = _base()
    machine = Machine(Path(tempfile.mkdtemp(prefix="conference-machine-")))
    try:
        subprocess.run(["tar", "-x", "-f", base, "-C", machine.root], check=True)
        machine.root.chmod(0o755)
        _copy_configuration(machine.root)
        subprocess.run(["git", "clone", "-q", project, f"{machine.root}{machine.project}"], check=True)
    except BaseException:
        remove_machine(machine)
        raise
    return machine


def remove_machine(machine: Machine) -> None:
    """Take the machine away again; refuses while anything of this machine is mounted in it."""
    if str(machine.root) in Path("/proc/mounts").read_text(encoding="utf-8"):
        raise RuntimeError(f"something is still mounted below {machine.root}")
    shutil.rmtree(machine.root)


def _base() -> Path:
    archive = CACHE / f"{RELEASE}.tar"
    if not archive.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            root = Path(folder) / "root"
            subprocess.run(["debootstrap", "--variant=minbase", RELEASE, root, *_mirror()], check=True)
            half = archive.with_suffix(".half")
            subprocess.run(["tar", "-c", "-f", half, "--exclude=./dev/*", "-C", root, "."], check=True)
            half.rename(archive)
    return archive


def _mirror() -> list[str]:
    return list(_sources("$(REPO_URI)"))[:1]


def _sources(part: str) -> Iterator[str]:
    filters: Sequence[str] = (f"Codename: {RELEASE}", "Component: main", "Created-By: Packages")
    command = ["apt-get", "indextargets", "--format", part, *filters]
    yield from subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _copy_configuration(root: Path) -> None:
    (root / "etc/apt/sources.list").unlink(missing_ok=True)
    for entry in _sources("$(SOURCESENTRY)"):
        _copy(root, entry.rsplit(":", 1)[0])
    for path in Path("/etc/apt/apt.conf.d").iterdir():
        if "Proxy" in path.read_text(encoding="utf-8"):
            _copy(root, str(path))
    for name in (*CONFIGURATION, *(str(Path.home() / path) for path in HOME_CONFIGURATION)):
        _copy(root, name)
    _copy(root, CERTIFICATES, COPIED_CERTIFICATES)


def _copy(root: Path, name: str, new_name: str = "") -> None:
    source, target = Path(name), Path(f"{root}{new_name or name}")
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy(source, target)
