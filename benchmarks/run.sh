#!/bin/sh
# Measures Daybook: benchmarks/run.sh [small|full|SESSION_DAYS] [load|pages|pages-32|web|wide|limits|soak]… [embedded|postgres]…
# Without words: everything, small, on both stores. README.md beside this file says what is measured against what.
set -eu
exec "$(dirname "$(readlink -f "$0")")/../daybook" benchmark "$@"
