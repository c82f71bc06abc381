#!/bin/sh
# Renew requirements.lock from requirements.in; `lock.sh --upgrade` takes newer versions where it can.
#
# The lock names no registry: each machine takes the files from its own, and the hashes make them the same files.
# docopt is left out: only num2words' own command line needs it, and it has no wheel, so that it would have to be
# built, with a build backend that no hash guards.
set -eu
cd -- "$(dirname -- "$0")/.."

tool=build/lock
if ! test -x "$tool/bin/uv"; then
    .venv/bin/python -m venv "$tool"
    "$tool/bin/python" -m pip install --quiet --disable-pip-version-check uv==0.13.9
fi
exec "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --no-emit-package docopt \
    "$@" --output-file requirements.lock requirements.in
