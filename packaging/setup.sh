#!/bin/sh
# Find a Python that is new enough, and let it do the set-up: setup.sh run|test
# IKM_PYTHON names one by hand.
set -eu
cd -- "$(dirname -- "$0")/.."

for python in ${IKM_PYTHON:+"$IKM_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" packaging/setup.py "$@"
    fi
done
echo "Python 3.11 atau yang lebih baru tidak ditemukan. Di Debian 12, Debian 13, dan Ubuntu 24.04 ketik:" >&2
echo "    sudo apt-get install python3" >&2
exit 2
